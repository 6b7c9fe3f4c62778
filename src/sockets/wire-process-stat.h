/* wire-process-stat.h: whether a process runs, or how it ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireProcessStat:
 * @started: when, in clock ticks since the system began; with its number it tells a process from
 *   all others
 * @ending: it runs no more: its files are being closed, or were
 * @status: how it ends, as waitpid(2) has it; only where @ending
 */
typedef struct
{
  guint64 started;
  gboolean ending;
  int status;
} WireProcessStat;

gboolean wire_process_stat_parse (const char *text, WireProcessStat *stat);
gboolean wire_process_stat_read (const char *proc, guint32 pid, WireProcessStat *stat);

G_END_DECLS
