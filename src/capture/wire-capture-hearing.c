/* wire-capture-hearing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-hearing.h"

#include "capture/wire-capture-private.h"
#include "capture/wire-listeners.h"
#include "capture/wire-read-lock.h"

/* Segments, and streams, that are worked on before others may read: some tens of microseconds. */
#define SLICE 32u

/** Makes @self one that hears nothing yet. */
void
wire_capture_hearing_init (WireCaptureHearing *self)
{
  g_mutex_init (&self->lock);
  self->rows = WIRE_LISTENERS;
  self->derived = wire_derived_new (WIRE_DERIVED_MAX);
  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

/** Frees what @self holds. */
void
wire_capture_hearing_clear (WireCaptureHearing *self)
{
  g_clear_pointer (&self->streams, wire_stream_table_free);
  g_clear_pointer (&self->old, g_ptr_array_unref);
  g_clear_pointer (&self->derived, wire_derived_unref);
  g_clear_pointer (&self->key_files, g_strfreev);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
}

/** Returns: (transfer full): a table without streams, whose listeners have the keys that are there
 * by now */
WireStreamTable *
wire_capture_hearing_new_streams (const WireCaptureHearing *self)
{
  const WireListeningSetup setup = {
    .rows = self->rows,
    .key_files = (const char *const *) self->key_files,
    .secrets = self->secrets,
    .log_memory = self->log_memory,
    .derived = self->derived,
  };

  return wire_stream_table_new (&setup);
}

/** Adds the next @n segments, whose flows are in @flows. For the loading thread. */
void
wire_capture_hearing_add (WireCaptureHearing *self,
                          const WireFlowTable *flows,
                          const WireSegment *segments,
                          guint n)
{
  for (guint i = 0; i < n; i += SLICE)
    {
      wire_read_lock_let_in (&self->waiting);
      g_mutex_lock (&self->lock);
      wire_stream_table_add (self->streams, flows, segments + i, MIN (SLICE, n - i));
      g_mutex_unlock (&self->lock);
    }
}

/** Adds a key log that the capture brings along: listeners find it at once. Any thread. */
void
wire_capture_hearing_add_secret (WireCaptureHearing *self, GBytes *secret)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->secrets, g_bytes_ref (secret));
}

/** No more segments come. Returns: whether a listener asks for a second pass, as its keys came
 * after what they open */
gboolean
wire_capture_hearing_finish (WireCaptureHearing *self)
{
  gboolean more = TRUE;
  guint32 next = 0;

  while (more)
    {
      wire_read_lock_let_in (&self->waiting);
      g_mutex_lock (&self->lock);
      more = wire_stream_table_finish_some (self->streams, &next, SLICE);
      g_mutex_unlock (&self->lock);
    }
  return wire_listening_wants_again (wire_stream_table_get_listening (self->streams));
}

/** Returns: (transfer full): as wire_listening_tell_problems() */
GStrv
wire_capture_hearing_tell_problems (WireCaptureHearing *self)
{
  g_autoptr (WireReadLock) lock = wire_read_lock (&self->lock, &self->waiting);

  return wire_listening_tell_problems (wire_stream_table_get_listening (self->streams));
}
