/* wire-evidence-row.h: a row of the Files page, and what there is to say of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/examination/wire-audit.h"
#include "files/examination/wire-evidence.h"
#include "ui/widgets/wire-verdict-look.h"

G_BEGIN_DECLS

/** No object of a capture, no other row. */
#define WIRE_EVIDENCE_NONE G_MAXUINT32

/**
 * WireEvidenceOrigin:
 * @object: its number in the capture's list
 * @words: where it came from, for people: `http://host/uri`
 * @witnesses: (nullable): a sentence where URI, Content-Type and bytes disagree
 * @incomplete: (nullable): a sentence where bytes of it are missing
 *
 * Of a row that was downloaded in the window's capture.
 */
typedef struct
{
  guint32 object;
  char *words;
  char *witnesses;
  char *incomplete;
} WireEvidenceOrigin;

/** Frees @origin with its words. */
void wire_evidence_origin_free (WireEvidenceOrigin *origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireEvidenceOrigin, wire_evidence_origin_free)

/**
 * WireEvidenceCheck:
 * @status: what came of holding it against a checksum list, or an earlier folder
 * @list: path of that
 * @was: (nullable): the name that it had there, of what was moved
 */
typedef struct
{
  WireAuditStatus status;
  char *list;
  char *was;
} WireEvidenceCheck;

/**
 * WireEvidenceContent:
 * @first: number of the first row that has it
 * @n_shown: how many of its rows were not taken out
 *
 * Bytes that one or more rows have.
 */
typedef struct
{
  guint32 first;
  guint32 n_shown;
} WireEvidenceContent;

/**
 * WireEvidenceRow:
 * @evidence: what the library found out
 * @origin: (nullable): of a download
 * @check: (nullable): against a checksum list
 * @verdicts: #WireVerdict
 * @removed: taken out by the user, until it is brought back
 * @looks: how often the file was looked at again
 *
 * Belongs to its list and stays where it is as long as that lives. The other fields are the list's
 * own.
 */
typedef struct
{
  WireEvidence *evidence;
  WireEvidenceOrigin *origin;
  WireEvidenceCheck *check;
  guint verdicts;
  gboolean removed;
  guint32 looks;

  guint32 id;
  WireEvidenceContent *content; /* shared by the rows that have it; NULL: none is known */
  guint32 previous_same;        /* rows of the same content, or WIRE_EVIDENCE_NONE */
  guint32 next_same;
} WireEvidenceRow;

WireEvidenceRow *wire_evidence_row_new (guint32 id,
                                        WireEvidence *evidence,
                                        WireEvidenceOrigin *origin);
void wire_evidence_row_free (WireEvidenceRow *row);

void wire_evidence_row_look_again (WireEvidenceRow *row, WireEvidence *evidence);
void wire_evidence_row_set_check (WireEvidenceRow *row,
                                  WireAuditStatus status,
                                  const char *checksums,
                                  const char *was);
guint wire_evidence_check_find (const WireEvidenceCheck *check);
guint wire_evidence_row_find (const WireEvidenceRow *row);

gboolean wire_evidence_row_has_content (const WireEvidenceRow *row);
guint wire_evidence_row_content_hash (gconstpointer row);
gboolean wire_evidence_row_content_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
