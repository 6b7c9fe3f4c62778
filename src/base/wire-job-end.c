/* wire-job-end.c: how a job is cancelled, or rests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-job-private.h"

void
wire_job_cancel (WireJob *self)
{
  g_return_if_fail (WIRE_IS_JOB (self));

  g_cancellable_cancel (self->cancellable);
  wire_job_set_paused (self, FALSE);
}

/**
 * wire_job_set_paused:
 * @self: a job
 * @paused: whether its work rests
 *
 * The work rests where it next asks wire_job_set_error_if_cancelled(), until it is to go on, or is
 * cancelled. Only for work that asks this without holding a lock that others wait for. Any thread.
 */
void
wire_job_set_paused (WireJob *self, gboolean paused)
{
  g_return_if_fail (WIRE_IS_JOB (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->paused = paused && !g_cancellable_is_cancelled (self->cancellable);
  g_cond_broadcast (&self->gone_on);
}

/** Returns: whether the work rests, or will. Any thread. */
gboolean
wire_job_get_paused (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), FALSE);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->paused;
}

static void
rest_while_paused (WireJob *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->paused)
    g_cond_wait (&self->gone_on, &self->lock);
}

/**
 * wire_job_is_cancelled:
 * @self: (nullable): a job; %NULL is never cancelled
 *
 * Cheap enough to be asked every few thousand packets. Any thread.
 */
gboolean
wire_job_is_cancelled (WireJob *self)
{
  return self && g_cancellable_is_cancelled (self->cancellable);
}

/**
 * wire_job_set_error_if_cancelled:
 * @self: (nullable): a job
 * @error: set to %G_IO_ERROR_CANCELLED where @self is cancelled
 *
 * Where @self is paused, waits until it goes on. For the worker.
 *
 * Returns: whether @self is cancelled
 */
gboolean
wire_job_set_error_if_cancelled (WireJob *self, GError **error)
{
  if (self)
    rest_while_paused (self);
  return self && g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/** Returns: (transfer none): for GIO calls that the worker makes. Any thread. */
GCancellable *
wire_job_get_cancellable (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), NULL);

  return self->cancellable;
}
