/* wire-evidence-list.h: the rows of the Files page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-row.h"

G_BEGIN_DECLS

/** Besides the verdicts in what wire_evidence_list_copy_states() gives: the row was taken out. */
#define WIRE_EVIDENCE_REMOVED (1u << 31)

#define WIRE_TYPE_EVIDENCE_LIST (wire_evidence_list_get_type ())
/** WireEvidenceList: the rows of the Files page */
G_DECLARE_FINAL_TYPE (WireEvidenceList, wire_evidence_list, WIRE, EVIDENCE_LIST, GObject)

/** Returns: (transfer full): a list without rows */
WireEvidenceList *wire_evidence_list_new (void);

guint32 wire_evidence_list_append (WireEvidenceList *list,
                                   WireEvidence *evidence,
                                   WireEvidenceOrigin *origin);
guint32 wire_evidence_list_put (WireEvidenceList *list, WireEvidence *evidence);
guint32 wire_evidence_list_put_object (WireEvidenceList *self,
                                       WireEvidence *evidence,
                                       WireEvidenceOrigin *origin);
void wire_evidence_list_set_matches (WireEvidenceList *list, guint32 row, GPtrArray *matches);
void wire_evidence_list_set_unmatched (WireEvidenceList *list,
                                       guint32 number,
                                       const GError *unmatched);
void wire_evidence_list_set_check (WireEvidenceList *list,
                                   guint32 row,
                                   WireAuditStatus status,
                                   const char *checksums,
                                   const char *was);
guint wire_evidence_list_forget_objects (WireEvidenceList *list);
guint wire_evidence_list_get_reading (WireEvidenceList *list);
void wire_evidence_list_set_removed (WireEvidenceList *list, guint32 row, gboolean removed);
void wire_evidence_list_announce (WireEvidenceList *list);

guint32 wire_evidence_list_get_length (WireEvidenceList *list);
guint32 wire_evidence_list_get_n_shown (WireEvidenceList *list);
guint64 wire_evidence_list_get_bytes (WireEvidenceList *list);
const WireEvidenceRow *wire_evidence_list_get (WireEvidenceList *list, guint32 row);
guint32 wire_evidence_list_find_path (WireEvidenceList *list, const char *path);
guint32 wire_evidence_list_find_object (WireEvidenceList *list, guint32 object);
guint32 wire_evidence_list_count (WireEvidenceList *list, WireVerdict verdict);
guint32 wire_evidence_list_next_same (WireEvidenceList *list, guint32 row, guint32 from);
WireDigestMask wire_evidence_list_get_mask (WireEvidenceList *list);

const WireEvidenceRow **wire_evidence_list_copy_rows (WireEvidenceList *list);
guint32 *wire_evidence_list_copy_states (WireEvidenceList *list);
void wire_evidence_list_lock (WireEvidenceList *list);
/** Ends what wire_evidence_list_lock() began. */
void wire_evidence_list_unlock (WireEvidenceList *list);

G_END_DECLS
