/* wire-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-private.h"

/**
 * WireCapture:
 *
 * An open capture: an index of its packets and a table of its flows. Packet bytes are not kept;
 * they are read again from the file when someone looks.
 *
 * wire_capture_load() fills it in one pass, in a worker, while others read what is there already.
 * #WireCapture::grew and #WireCapture::loaded are emitted on the main context that was the default
 * of the thread that made it.
 *
 * Threads: after wire_capture_new(), every function may be called from any thread, and what they
 * return is a copy.
 */
G_DEFINE_FINAL_TYPE (WireCapture, wire_capture, G_TYPE_OBJECT)

enum
{
  SIGNAL_GREW,
  SIGNAL_LOADED,
  SIGNAL_HEARD_AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Between two emissions of grew: rows that come ten times a second look as if they flowed. */
#define GREW_INTERVAL_MS 100

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
wire_capture_finalize (GObject *object)
{
  WireCapture *self = WIRE_CAPTURE (object);

  clear_source (&self->grew);
  clear_source (&self->loaded);
  clear_source (&self->heard);
  g_clear_pointer (&self->reader, wire_reader_free);
  g_clear_pointer (&self->index, wire_packet_index_free);
  g_clear_pointer (&self->flows, wire_flow_table_free);
  g_clear_pointer (&self->inside, wire_inside_index_free);
  g_clear_pointer (&self->wrong, g_hash_table_unref);
  g_clear_pointer (&self->contradicting, g_hash_table_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  wire_capture_hearing_clear (&self->hearing);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->file);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wire_capture_parent_class)->finalize (object);
}

static void
wire_capture_class_init (WireCaptureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wire_capture_finalize;

  /**
   * WireCapture::grew:
   *
   * More packets are there: emitted soon after the first ones are, and then at most ten times a
   * second.
   */
  signals[SIGNAL_GREW] = g_signal_new ("grew", WIRE_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);

  /**
   * WireCapture::loaded:
   *
   * The pass over the file has ended, by itself, at a break or because it was cancelled. Emitted
   * once, after the last #WireCapture::grew, and before the ended callback of a job that ran the
   * pass and belongs to the same context.
   */
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", WIRE_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  /**
   * WireCapture::heard-again:
   *
   * What was said on the streams was found again, with other keys: exchanges and transfers have
   * other numbers than before. See wire_capture_hear_again().
   */
  signals[SIGNAL_HEARD_AGAIN] = g_signal_new ("heard-again", WIRE_TYPE_CAPTURE, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_capture_init (WireCapture *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->stop_after = G_MAXUINT32;
  self->index = wire_packet_index_new ();
  self->flows = wire_flow_table_new ();
  self->inside = wire_inside_index_new ();
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  wire_capture_hearing_init (&self->hearing);
  self->summary.first = WIRE_TIME_NONE;
  self->summary.last = WIRE_TIME_NONE;
}

/**
 * wire_capture_new:
 * @file: a capture file
 *
 * Returns: (transfer full): a capture with nothing in it; see wire_capture_load()
 */
WireCapture *
wire_capture_new (GFile *file)
{
  WireCapture *self = g_object_new (WIRE_TYPE_CAPTURE, NULL);

  g_return_val_if_fail (G_IS_FILE (file), self);

  self->file = g_object_ref (file);
  return self;
}

static gpointer
weak_ref_new (WireCapture *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Call with the lock held. The sources hold the capture weakly: one that is loaded with no main
 * loop running, as the command line does, must still be freed. */
static GSource *
attach (WireCapture *self, gint64 delay_ms, GSourceFunc callback, const char *name)
{
  GSource *source = g_timeout_source_new ((guint) delay_ms);

  g_source_set_static_name (source, name);
  g_source_set_callback (source, callback, weak_ref_new (self), weak_ref_free);
  g_source_attach (source, self->context);
  return source;
}

static gboolean
grew_cb (gpointer data)
{
  g_autoptr (WireCapture) self = g_weak_ref_get (data);

  if (!self)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->grew, g_source_unref);
  self->last_grew = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[SIGNAL_GREW], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
loaded_cb (gpointer data)
{
  g_autoptr (WireCapture) self = g_weak_ref_get (data);

  if (!self)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->loaded, g_source_unref);
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[SIGNAL_GREW], 0);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
heard_cb (gpointer data)
{
  g_autoptr (WireCapture) self = g_weak_ref_get (data);

  if (!self)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->heard, g_source_unref);
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[SIGNAL_HEARD_AGAIN], 0);
  return G_SOURCE_REMOVE;
}

/* Call with the lock held. */
void
wire_capture_announce_growth (WireCapture *self)
{
  gint64 since;

  if (self->grew)
    return;
  since = (g_get_monotonic_time () - self->last_grew) / 1000;
  self->grew = attach (self, CLAMP (GREW_INTERVAL_MS - since, 0, GREW_INTERVAL_MS), grew_cb,
                       "wirecase capture grew");
}

/* Call with the lock held. */
void
wire_capture_announce_end (WireCapture *self)
{
  clear_source (&self->grew);
  self->loaded = attach (self, 0, loaded_cb, "wirecase capture loaded");
}

/* Call with the lock held. */
void
wire_capture_announce_hearing (WireCapture *self)
{
  if (!self->heard)
    self->heard = attach (self, 0, heard_cb, "wirecase capture heard again");
}

/** Returns: (transfer none) */
GFile *
wire_capture_get_file (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  return self->file;
}
