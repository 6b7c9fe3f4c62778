/* wire-evidence-run.h: files examined in a worker, their rows brought to the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-list.h"
#include "files/examination/wire-examination.h"
#include "ui/hashsets/wire-hash-set-store.h"

G_BEGIN_DECLS

#define WIRE_TYPE_EVIDENCE_RUN (wire_evidence_run_get_type ())
/** WireEvidenceRun: files examined in a worker, their rows brought to the window */
G_DECLARE_FINAL_TYPE (WireEvidenceRun, wire_evidence_run, WIRE, EVIDENCE_RUN, GObject)

/**
 * WireEvidenceRunProgress:
 * @examination: what was found and done
 * @elapsed: microseconds of work; pauses do not count
 */
typedef struct
{
  WireExaminationProgress examination;
  gint64 elapsed;
} WireEvidenceRunProgress;

WireEvidenceRun *wire_evidence_run_new (WireEvidenceList *list,
                                        WireHashSetStore *store,
                                        const char *const *paths,
                                        WireDigestMask mask);
/** Begins to examine; once. */
void wire_evidence_run_start (WireEvidenceRun *run);
void wire_evidence_run_cancel (WireEvidenceRun *run);
void wire_evidence_run_set_paused (WireEvidenceRun *run, gboolean paused);
/** Returns: whether the run is held where it is */
gboolean wire_evidence_run_get_paused (WireEvidenceRun *run);
/** Copies to @progress how far the run is. */
void wire_evidence_run_get_progress (WireEvidenceRun *run, WireEvidenceRunProgress *progress);
WireJob *wire_evidence_run_get_job (WireEvidenceRun *run);
WireEvidenceList *wire_evidence_run_get_list (WireEvidenceRun *run);

G_END_DECLS
