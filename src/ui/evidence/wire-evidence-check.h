/* wire-evidence-check.h: what checksum lists say of files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

/**
 * WireEvidenceChecks:
 *
 * Digests that lists have for files: one for each file, the last that was read. Counted by
 * reference; filled by one thread, then only read.
 */
typedef struct _WireEvidenceChecks WireEvidenceChecks;

/**
 * WireEvidenceCheckCount:
 * @counts: files by what came of them, by #WireAuditStatus
 * @n: all of them
 */
typedef struct
{
  guint counts[WIRE_N_AUDIT_STATUSES];
  guint n;
} WireEvidenceCheckCount;

/** Returns: (transfer full): no digests yet */
WireEvidenceChecks *wire_evidence_checks_new (void);
/** Returns: (transfer full): @checks */
WireEvidenceChecks *wire_evidence_checks_ref (WireEvidenceChecks *checks);
/** Lets go of @checks; the last one frees them. */
void wire_evidence_checks_unref (WireEvidenceChecks *checks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireEvidenceChecks, wire_evidence_checks_unref)

gboolean wire_evidence_checks_read (WireEvidenceChecks *checks,
                                    const char *list,
                                    GCancellable *cancellable,
                                    GError **error);
guint wire_evidence_checks_get_length (const WireEvidenceChecks *checks);
WireDigestMask wire_evidence_checks_get_mask (const WireEvidenceChecks *checks);
GPtrArray *wire_evidence_checks_get_paths (const WireEvidenceChecks *checks);
void wire_evidence_checks_apply (const WireEvidenceChecks *checks,
                                 WireEvidenceList *list,
                                 WireEvidenceCheckCount *count);

G_END_DECLS
