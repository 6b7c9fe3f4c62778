/* wire-evidence-audit.h: the rows of a folder, held against what it was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/examination/wire-audit.h"
#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

#define WIRE_TYPE_EVIDENCE_AUDIT (wire_evidence_audit_get_type ())
/** WireEvidenceAudit: the rows of a folder, held against what it was */
G_DECLARE_FINAL_TYPE (WireEvidenceAudit, wire_evidence_audit, WIRE, EVIDENCE_AUDIT, GObject)

/**
 * WireEvidenceAuditRead:
 * @audit: what is known of the folder
 * @job: how reading it ended
 * @owner: what wire_evidence_audit_read() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireEvidenceAuditRead) (WireEvidenceAudit *audit, WireJob *job, GObject *owner);

WireEvidenceAudit *wire_evidence_audit_new (const char *before, const char *folder);
WireJob *wire_evidence_audit_read (WireEvidenceAudit *self,
                                   WireDigestMask mask,
                                   WireEvidenceAuditRead read,
                                   GObject *owner);

WireDigestMask wire_evidence_audit_get_mask (WireEvidenceAudit *self);
GStrv wire_evidence_audit_get_paths (WireEvidenceAudit *self);
void wire_evidence_audit_apply (WireEvidenceAudit *self,
                                WireEvidenceList *list,
                                WireAuditCount *count);

G_END_DECLS
