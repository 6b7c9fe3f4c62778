/* wire-copy-run.h: a capture split, merged with others or anonymised, in a job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/anonymising/wire-anonymiser.h"
#include "capture/saving/wire-capture-split.h"
#include "ui/work/wire-owned-job.h"

G_BEGIN_DECLS

/** What becomes of the capture. */
typedef enum
{
  WIRE_COPY_SPLIT,
  WIRE_COPY_MERGE,
  WIRE_COPY_ANONYMISE,
} WireCopyKind;

/**
 * WireCopyRun:
 * @kind: what is done
 * @view: the packets of the capture that are shown
 * @all: all packets are taken, in place of these
 * @path: where to
 * @secrets: key logs that captures hold are carried over
 * @by: split: what decides where a packet goes
 * @amount: split: nanoseconds, packets or bytes
 * @others: (element-type filename): merge: other captures
 * @key: anonymise: what addresses are turned by
 * @cut: anonymise: what packets carry is cut
 * @parts: (nullable): split: the files that were written, of #WireSplitPart
 * @warnings: (element-type utf8): what is not right with a capture that was merged
 * @counts: anonymise: what was done
 *
 * What is wanted, and what came of it. Belongs to the main thread before and after the job, and to
 * its worker in between.
 */
typedef struct
{
  WireCopyKind kind;
  WireView *view;
  gboolean all;
  char *path;
  gboolean secrets;
  WireSplitBy by;
  guint64 amount;
  GPtrArray *others;
  guint8 key[WIRE_CRYPTO_PAN_KEY];
  gboolean cut;
  GArray *parts;
  GPtrArray *warnings;
  WireAnonymiserCounts counts;
} WireCopyRun;

WireCopyRun *wire_copy_run_new (WireCopyKind kind, WireView *view);

/** Frees @run and what it owns, and forgets its key. */
void wire_copy_run_free (WireCopyRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCopyRun, wire_copy_run_free)

WireJob *wire_copy_run_start (WireCopyRun *run, WireOwnedJobEnded ended, GObject *owner);

G_END_DECLS
