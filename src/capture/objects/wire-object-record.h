/* wire-object-record.h: lists of what was saved, next to the files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-judgement.h"
#include "capture/objects/wire-object-save.h"

G_BEGIN_DECLS

/** The names that the two lists get where they are free. */
#define WIRE_OBJECT_RECORD_SUMS "SHA256SUMS"
#define WIRE_OBJECT_RECORD_TABLE "transfers.csv"

/**
 * WireObjectNoted:
 * @type: (nullable): MIME type by the bytes
 * @verdict: a key of #WireObjectJudgement, or `unexamined`
 * @severity: (nullable): a key of #WireObjectSeverity
 * @complete: (nullable): `yes` or `no`; %NULL where that is not known yet
 * @reason: (nullable): why it has its verdict
 *
 * What the table says of an object beyond what the object knows of itself.
 */
typedef struct
{
  const char *type;
  const char *verdict;
  const char *severity;
  const char *complete;
  char *reason;
} WireObjectNoted;

void wire_object_note (const WireObject *object,
                       const WireObjectFacts *facts,
                       const GPtrArray *matches,
                       const GError *unmatched,
                       WireObjectNoted *noted);

/** Frees what @noted owns, but not @noted itself. */
void wire_object_noted_clear (WireObjectNoted *noted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireObjectNoted, wire_object_noted_clear)

/**
 * WireObjectRecord:
 *
 * Gathers what was saved into one folder: digests in the form of sha256sum, and a table. Used by
 * one thread at a time.
 */
typedef struct _WireObjectRecord WireObjectRecord;

WireObjectRecord *wire_object_record_new (WireObjectList *list);

/** Frees @record and what it owns. */
void wire_object_record_free (WireObjectRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireObjectRecord, wire_object_record_free)

void wire_object_record_add (WireObjectRecord *record,
                             guint32 object,
                             const WireObjectSaved *saved,
                             const WireObjectNoted *noted);
gboolean wire_object_record_end (WireObjectRecord *record,
                                 WireSaveFolder *folder,
                                 GCancellable *cancellable,
                                 GError **error);
const char *wire_object_record_get_problem (WireObjectRecord *record);
const char *wire_object_record_get_sums (WireObjectRecord *record);
const char *wire_object_record_get_table (WireObjectRecord *record);

G_END_DECLS
