/* wire-hash-gate.c: pause, cancel and count, shared by all threads of a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/digests/wire-file-hash.h"

struct _WireHashGate
{
  GCancellable *cancellable;
  gulong cancelled_id;
  GMutex lock;
  GCond changed;
  gboolean paused; /* under lock */
  guint64 bytes;   /* under lock */
};

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  WireHashGate *gate = data;

  (void) cancellable;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate->lock);

  g_cond_broadcast (&gate->changed);
}

/**
 * wire_hash_gate_new:
 * @cancellable: (nullable): ends the run, paused or not
 *
 * Returns: (transfer full): an open gate
 */
WireHashGate *
wire_hash_gate_new (GCancellable *cancellable)
{
  WireHashGate *gate = g_new0 (WireHashGate, 1);

  g_mutex_init (&gate->lock);
  g_cond_init (&gate->changed);
  if (cancellable)
    {
      gate->cancellable = g_object_ref (cancellable);
      gate->cancelled_id =
          g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), gate, NULL);
    }
  return gate;
}

void
wire_hash_gate_free (WireHashGate *self)
{
  if (self->cancellable)
    g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  g_clear_object (&self->cancellable);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
wire_hash_gate_set_paused (WireHashGate *self, gboolean paused)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->paused = paused;
  g_cond_broadcast (&self->changed);
}

/** Returns: bytes hashed so far by all threads together */
guint64
wire_hash_gate_get_bytes (WireHashGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->bytes;
}

/**
 * wire_hash_gate_pass:
 * @self: (nullable): %NULL lets everything through
 * @bytes: done since the last call
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Counts, and waits here while the run is paused.
 *
 * Returns: whether to go on
 */
gboolean
wire_hash_gate_pass (WireHashGate *self, gsize bytes, GError **error)
{
  if (!self)
    return TRUE;

  g_mutex_lock (&self->lock);
  self->bytes += bytes;
  while (self->paused && !g_cancellable_is_cancelled (self->cancellable))
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}
