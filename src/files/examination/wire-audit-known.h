/* wire-audit-known.h: what a folder held, by names and by contents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/examination/wire-audit.h"
#include "files/lists/wire-checksum-line.h"

G_BEGIN_DECLS

/**
 * WireAuditFile:
 * @name: as the list has it
 * @place: in the folder that is audited, as far as is known
 * @line: its digests
 * @is_there: a file has that place
 * @is_met: the walk came by it, or by its content elsewhere
 */
typedef struct
{
  char *name;
  char *place;
  WireChecksumLine line;
  gboolean is_there;
  gboolean is_met;
} WireAuditFile;

/**
 * WireAuditKnown:
 *
 * The files of a list. Filled, settled once, then asked; used by one thread.
 */
typedef struct _WireAuditKnown WireAuditKnown;

WireAuditKnown *wire_audit_known_new (const char *list_folder, const char *folder);

/** Frees @known and what it owns. */
void wire_audit_known_free (WireAuditKnown *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireAuditKnown, wire_audit_known_free)

void wire_audit_known_add (WireAuditKnown *known, const char *name, const WireChecksumLine *line);
void wire_audit_known_settle (WireAuditKnown *known);

/** Returns: the number of files that the list names */
guint wire_audit_known_get_length (const WireAuditKnown *known);

/** Returns: (transfer none): a file of the list */
WireAuditFile *wire_audit_known_get (const WireAuditKnown *known, guint index);

WireDigestMask wire_audit_known_get_mask (const WireAuditKnown *known);

/** Returns: (transfer none) (nullable): the file that the list has at @place */
WireAuditFile *wire_audit_known_find_place (const WireAuditKnown *known, const char *place);

WireAuditFile *wire_audit_known_find_content (const WireAuditKnown *known,
                                              const WireDigests *digests);
gboolean wire_audit_file_agrees (const WireAuditFile *file, const WireDigests *digests);

WireAuditFile *wire_audit_known_meet (WireAuditKnown *known, const char *place);
WireAuditStatus wire_audit_known_judge (WireAuditKnown *known,
                                        const char *place,
                                        guint64 size,
                                        const WireDigests *digests,
                                        const char **was);

G_END_DECLS
