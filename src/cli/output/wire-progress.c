/* wire-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/output/wire-progress.h"

#include <stdio.h>
#include <unistd.h>

#define BAR_WIDTH 40
#define REDRAW_MS 100

static gboolean
draw (gpointer job)
{
  int share = (int) (CLAMP (wire_job_get_fraction (job), 0, 1) * BAR_WIDTH);

  fprintf (stderr, "\r[%-*.*s]", BAR_WIDTH, share, "########################################");
  return G_SOURCE_CONTINUE;
}

/* Leaves the line as it was. */
static void
wipe (void)
{
  fprintf (stderr, "\r%*s\r", BAR_WIDTH + 2, "");
}

static void
ended (WireJob *job, gpointer loop)
{
  (void) job;
  g_main_loop_quit (loop);
}

/**
 * wire_progress_run:
 * @show: whether a bar is wanted; it is shown where standard error is a terminal
 * @func: the work
 * @data: given to @func
 * @error: as @func leaves it
 *
 * Returns: what @func returned
 */
gboolean
wire_progress_run (gboolean show, WireJobFunc func, gpointer data, GError **error)
{
  g_autoptr (WireJob) job = wire_job_new ("");
  g_autoptr (GMainLoop) loop = NULL;
  guint redraw;

  if (!show || !isatty (STDERR_FILENO))
    return wire_job_run (job, func, data, error);

  loop = g_main_loop_new (NULL, FALSE);
  redraw = g_timeout_add (REDRAW_MS, draw, job);
  wire_job_start (job, func, data, NULL, ended, loop);
  g_main_loop_run (loop);
  g_source_remove (redraw);
  wipe ();
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    return TRUE;
  if (error)
    *error = g_error_copy (wire_job_get_error (job));
  return FALSE;
}
