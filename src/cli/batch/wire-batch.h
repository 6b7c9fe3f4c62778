/* wire-batch.h: one command on many captures, some at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/batch/wire-batch-list.h"

G_BEGIN_DECLS

/**
 * WireBatchSetup:
 * @out: the folder of all output
 * @command: the command of wirecase-cli and its options; `{}` is the capture, `{out}` the folder
 *   of its output
 * @jobs: processes at once
 * @timeout: seconds that one may take, or 0
 * @memory: MiB of memory that one may have, or 0
 * @progress: tell how far it is on standard error
 */
typedef struct
{
  const char *out;
  char **command;
  guint jobs;
  guint timeout;
  guint memory;
  gboolean progress;
} WireBatchSetup;

/**
 * WireBatchCounts:
 * @done: captures that were worked on
 * @before: whose output was there already, or is being made of the same bytes
 * @busy: that other processes work on
 * @failed: whose command failed
 */
typedef struct
{
  guint done;
  guint before;
  guint busy;
  guint failed;
} WireBatchCounts;

gboolean wire_batch_run (const WireBatchSetup *setup,
                         const WireBatchList *list,
                         WireBatchCounts *counts,
                         GError **error);

G_END_DECLS
