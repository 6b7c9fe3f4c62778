/* wire-job.h: one piece of long work, its progress and its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireJobState:
 * @WIRE_JOB_READY: made, not started
 * @WIRE_JOB_RUNNING: its worker runs
 * @WIRE_JOB_DONE: the worker returned %TRUE
 * @WIRE_JOB_FAILED: the worker returned %FALSE; see wire_job_get_error()
 * @WIRE_JOB_CANCELLED: the worker returned %FALSE after wire_job_cancel()
 */
typedef enum
{
  WIRE_JOB_READY,
  WIRE_JOB_RUNNING,
  WIRE_JOB_DONE,
  WIRE_JOB_FAILED,
  WIRE_JOB_CANCELLED,
} WireJobState;

#define WIRE_TYPE_JOB (wire_job_get_type ())

/** Work in a thread: its progress, its end and its cancellation, seen from the main context of
 * its owner. */
G_DECLARE_FINAL_TYPE (WireJob, wire_job, WIRE, JOB, GObject)

/**
 * WireJobFunc:
 * @job: the job, for progress and cancellation
 * @data: what wire_job_start() was given
 * @error: set where %FALSE is returned
 *
 * The work, run in a worker thread. It polls wire_job_is_cancelled() by count or by bytes, and
 * returns %FALSE with %G_IO_ERROR_CANCELLED where that says so.
 */
typedef gboolean (*WireJobFunc) (WireJob *job, gpointer data, GError **error);

/**
 * WireJobEnded:
 * @job: the job; its state and error say how it ended
 * @user_data: what wire_job_start() was given
 *
 * Called once on the owner's main context.
 */
typedef void (*WireJobEnded) (WireJob *job, gpointer user_data);

WireJob *wire_job_new (const char *title);
void wire_job_start (WireJob *job,
                     WireJobFunc func,
                     gpointer data,
                     GDestroyNotify destroy,
                     WireJobEnded ended,
                     gpointer user_data);
gboolean wire_job_run (WireJob *job, WireJobFunc func, gpointer data, GError **error);

/** Asks the work to end early. Any thread. The work notices when it polls next. */
void wire_job_cancel (WireJob *job);

/** Lets the work rest, or go on; see wire-job-end.c. Any thread. */
void wire_job_set_paused (WireJob *job, gboolean paused);
/** Returns: whether the work rests, or will. Any thread. */
gboolean wire_job_get_paused (WireJob *job);

/** Returns: whether @job (nullable) is to end early. Any thread; cheap. */
gboolean wire_job_is_cancelled (WireJob *job);
/** For the worker: rests while @job (nullable) is paused. Returns: whether it is to end early */
gboolean wire_job_set_error_if_cancelled (WireJob *job, GError **error);
/** Returns: (transfer none): for GIO calls that the worker makes. Any thread. */
GCancellable *wire_job_get_cancellable (WireJob *job);
void wire_job_set_progress (WireJob *job, double fraction, const char *message);

/** Returns: (transfer none): what the work is, in words */
const char *wire_job_get_title (WireJob *job);

double wire_job_get_fraction (WireJob *job);

/** Returns: (transfer none) (nullable): what is being done now. Main context of the owner. */
const char *wire_job_get_message (WireJob *job);

/** Returns: how far the work is. Main context of the owner. */
WireJobState wire_job_get_state (WireJob *job);

gint64 wire_job_get_started (WireJob *job);
const GError *wire_job_get_error (WireJob *job);

G_END_DECLS
