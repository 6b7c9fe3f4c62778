/* wire-files-work.h: files being examined, one run after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-audit.h"
#include "ui/evidence/wire-evidence-check.h"
#include "ui/evidence/wire-evidence-run.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_WORK (wire_files_work_get_type ())
/** WireFilesWork: files being examined, one run after the other */
G_DECLARE_FINAL_TYPE (WireFilesWork, wire_files_work, WIRE, FILES_WORK, GObject)

WireFilesWork *wire_files_work_new (WireEvidenceList *list);
void wire_files_work_set_store (WireFilesWork *self, WireHashSetStore *store);
void wire_files_work_add (WireFilesWork *self, const char *const *paths, WireDigestMask mask);
void wire_files_work_check (WireFilesWork *self, WireEvidenceChecks *checks, WireDigestMask mask);
void wire_files_work_audit (WireFilesWork *self, WireEvidenceAudit *audit, WireDigestMask mask);
void wire_files_work_set_paused (WireFilesWork *self, gboolean paused);
void wire_files_work_cancel (WireFilesWork *self);
WireEvidenceRun *wire_files_work_get_run (WireFilesWork *self);

G_END_DECLS
