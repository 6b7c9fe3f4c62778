/* wire-examination.h: many files hashed and matched, on all cores
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/examination/wire-evidence.h"
#include "files/sets/wire-hash-database.h"
#include "base/wire-job.h"

G_BEGIN_DECLS

/**
 * WireExaminationOptions:
 * @mask: digests to compute; what @database holds is added by itself
 * @recurse: enter folders
 * @in_order: hand rows over in the order of the walk, not as they are done
 * @database: (nullable): sets to match against
 * @unmatched: (nullable): why there is no @database where there should be one; copied, and every
 * row says it
 * @siblings: hold files against the checksum lists in their folders (#WireSiblings)
 * @detector: (nullable): tells types; where no digests are asked for, only the beginnings are read
 */
typedef struct
{
  WireDigestMask mask;
  gboolean recurse;
  gboolean in_order;
  gboolean siblings;
  WireHashDatabase *database;
  const GError *unmatched;
  WireTypeDetector *detector;
} WireExaminationOptions;

/**
 * WireExaminationProgress:
 * @files_found: so far; final once @walking is %FALSE
 * @bytes_found: likewise
 * @walking: folders are still being walked
 *
 * A copy, made at one moment.
 */
typedef struct
{
  guint64 files_found;
  guint64 files_done;
  guint64 bytes_found;
  guint64 bytes_done;
  gboolean walking;
} WireExaminationProgress;

/**
 * WireEvidenceFunc:
 * @evidence: (transfer full): one row
 *
 * Called from worker threads, never from two at once.
 */
typedef void (*WireEvidenceFunc) (WireEvidence *evidence, gpointer data);

/**
 * WireExamination:
 *
 * One run over files and folders: a thread walks while as many workers as there are cores hash.
 * Rows never stop a run: what cannot be read is a row with its reason.
 *
 * Threads: wire_examination_run() blocks its own; pause and progress are for any other.
 */
typedef struct _WireExamination WireExamination;

WireExamination *wire_examination_new (const char *const *paths,
                                       const WireExaminationOptions *options,
                                       WireJob *job);

/** Frees @examination and what it owns. */
void wire_examination_free (WireExamination *examination);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireExamination, wire_examination_free)

gboolean wire_examination_run (WireExamination *examination,
                               WireEvidenceFunc func,
                               gpointer data,
                               GError **error);
void wire_examination_set_paused (WireExamination *examination, gboolean paused);

/** Copies how far the run is. Any thread. */
void wire_examination_get_progress (WireExamination *examination,
                                    WireExaminationProgress *progress);

G_END_DECLS
