/* wire-capture-load.c: the pass over a capture file that fills its index and flow table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-capture-private.h"
#include "wire-fragment-table.h"

#include <glib/gi18n.h>

/* Packets decoded, hashed and then published at once. Enough that the flow table's waits for memory
 * overlap, few enough that a batch stays in the cache; a lock taken once for 64 packets is lost in
 * the noise. */
#define BATCH 64u

/* A fragment of the batch: what the fragment table wants to know. */
typedef struct
{
  WireTuple tuple;
  guint32 id;
  guint32 position;
  gboolean later;
} Fragment;

typedef struct
{
  WireCapture *capture;
  WireJob *job;
  WireReader *reader;
  WireFragmentTable *fragment_table; /* NULL until there is a fragment: most captures have none */
  GArray *link_types;                /* by interface */
  gint64 last_progress;
  guint n;
  guint n_fragments;
  guint n_segments;
  WirePacket packets[BATCH];
  WirePacketRecord records[BATCH];
  WireFlowSample samples[BATCH];
  Fragment fragments[BATCH];
  WireSegment segments[BATCH]; /* where streams are wanted; packets count from the batch's first */
} Load;

static guint32
get_link_type (Load *load, guint interface)
{
  while (G_UNLIKELY (interface >= load->link_types->len))
    {
      WireInterface next = wire_reader_get_interface (load->reader, load->link_types->len);

      g_array_append_val (load->link_types, next.link_type);
    }
  return g_array_index (load->link_types, guint32, interface);
}

static void
note_fragment (Load *load, const WireFrame *frame, guint position)
{
  load->fragments[load->n_fragments++] = (Fragment){
    .tuple = frame->tuple,
    .id = frame->fragment_id,
    .position = position,
    .later = (frame->flags & WIRE_FRAME_LATER_FRAGMENT) != 0,
  };
}

static void
note_segment (Load *load, const WireFrame *frame, guint position)
{
  const WirePacket *packet = &load->packets[position];

  load->segments[load->n_segments++] = (WireSegment){
    .data = packet->data + frame->payload_offset,
    .offset = packet->offset + frame->payload_offset,
    .time = packet->time,
    .packet = position,
    .sequence = frame->tcp_sequence,
    .acknowledgement = frame->tcp_acknowledgement,
    .captured = frame->payload_captured,
    .length = frame->payload_length,
    .tcp_flags = frame->tcp_flags,
    .protocol = frame->tuple.protocol,
  };
}

static void
decode_packet (Load *load, guint i, WireFrame *frame)
{
  const WirePacket *packet = &load->packets[i];
  WireFlowSample *sample = &load->samples[i];

  wire_frame_decode (frame, get_link_type (load, packet->interface), packet->data, packet->captured,
                     packet->length);
  load->records[i] = (WirePacketRecord){
    .offset = packet->offset,
    .time = packet->time,
    .captured = packet->captured,
    .length = frame->length,
    .interface = (guint16) packet->interface, /* readers know of 65,535 at most */
    .protocol = (guint8) wire_frame_get_protocol (frame),
    .flags = (guint8) frame->flags,
  };
  sample->tuple = frame->tuple;
  sample->time = packet->time;
  sample->length = frame->length;
  sample->tcp_flags = frame->tcp_flags;
  if (load->capture->streams && frame->flags & WIRE_FRAME_HAS_PORTS)
    note_segment (load, frame, i);

  if (G_LIKELY (!(frame->flags & WIRE_FRAME_FRAGMENT)))
    return;
  note_fragment (load, frame, i);
  if (frame->flags & WIRE_FRAME_LATER_FRAGMENT)
    sample->tuple.family = WIRE_FAMILY_NONE; /* its flow is its first fragment's: see below */
}

static void
decode_batch (Load *load)
{
  WireFrame frame;

  load->n_fragments = 0;
  load->n_segments = 0;
  for (guint i = 0; i < load->n; i++)
    decode_packet (load, i, &frame);
  wire_flow_table_make_room (load->capture->flows, load->n, &load->capture->lock);
  wire_flow_table_hash_batch (load->capture->flows, load->samples, load->n);
}

/* Counts a later fragment in the flow whose tuple is @tuple. With the lock held. */
static void
count_fragment (WireCapture *self, WirePacketRecord *record, const WireTuple *tuple)
{
  record->flow = wire_flow_table_add (self->flows, tuple, record->time, record->length, 0);
}

/* A WireFragmentSettled. With the lock held. A fragment may have waited in this very batch, which
 * is why the batch's records are in the index before its fragments are looked at. */
static void
fragment_settled (guint32 packet, guint32 flow, const WireTuple *tuple, gpointer user_data)
{
  WireCapture *self = user_data;

  if (flow != WIRE_FLOW_NONE)
    tuple = &wire_flow_table_get (self->flows, flow)->tuple;
  count_fragment (self, wire_packet_index_get (self->index, packet), tuple);
}

static void
publish_fragments (Load *load, guint32 first_packet)
{
  WireCapture *self = load->capture;

  if (!load->fragment_table)
    load->fragment_table = wire_fragment_table_new (fragment_settled, self);
  for (guint i = 0; i < load->n_fragments; i++)
    {
      const Fragment *fragment = &load->fragments[i];
      guint32 packet = first_packet + fragment->position;
      guint32 flow;

      if (!fragment->later)
        {
          wire_fragment_table_add_first (load->fragment_table, &fragment->tuple, fragment->id,
                                         load->samples[fragment->position].flow);
          continue;
        }
      flow = wire_fragment_table_add_later (load->fragment_table, &fragment->tuple, fragment->id,
                                            packet);
      if (flow != WIRE_FLOW_NONE)
        fragment_settled (packet, flow, NULL, self);
    }
}

static void
sum_up (WireCaptureSummary *summary, const WirePacketRecord *record)
{
  summary->bytes += record->length;
  summary->captured_bytes += record->captured;
  if (record->time == WIRE_TIME_NONE)
    return;
  summary->last = MAX (summary->last, record->time);
  if (summary->first == WIRE_TIME_NONE || record->time < summary->first)
    summary->first = record->time;
}

/* Before the lock is taken: see lock_to_read(). Who waits is running or about to, so this is short.
 */
static void
let_readers_in (WireCapture *self)
{
  while (G_UNLIKELY (g_atomic_int_get (&self->waiting) > 0))
    g_thread_yield ();
}

static void
publish_batch (Load *load)
{
  WireCapture *self = load->capture;
  guint32 first_packet = wire_packet_index_get_length (self->index);

  let_readers_in (self);
  g_mutex_lock (&self->lock);
  wire_flow_table_add_batch (self->flows, load->samples, load->n);
  for (guint i = 0; i < load->n; i++)
    {
      load->records[i].flow = load->samples[i].flow;
      sum_up (&self->summary, &load->records[i]);
    }
  wire_packet_index_append (self->index, load->records, load->n);
  if (load->n_fragments > 0)
    publish_fragments (load, first_packet);
  self->summary.packets = first_packet + load->n;
  self->summary.flows = wire_flow_table_get_length (self->flows);
  wire_capture_announce_growth (self);
  g_mutex_unlock (&self->lock);
}

/* After the batch is published, so that whoever finds a stream finds its flows and packets. */
static void
publish_streams (Load *load)
{
  WireCapture *self = load->capture;
  guint32 first_packet = wire_packet_index_get_length (self->index) - load->n;
  guint n = 0;

  for (guint i = 0; i < load->n_segments; i++)
    {
      WireSegment *segment = &load->segments[i];

      segment->flow = load->samples[segment->packet].flow;
      segment->packet += first_packet;
      if (segment->flow != WIRE_FLOW_NONE)
        load->segments[n++] = *segment;
    }
  g_mutex_lock (&self->stream_lock);
  wire_stream_table_add (self->streams, self->flows, load->segments, n);
  g_mutex_unlock (&self->stream_lock);
}

static void
report_progress (Load *load)
{
  gint64 now = g_get_monotonic_time ();

  if (now - load->last_progress < G_TIME_SPAN_SECOND / 20)
    return;
  load->last_progress = now;
  wire_job_set_progress (load->job, wire_reader_get_fraction (load->reader), NULL);
}

/* Returns: whether the file was read to its end */
static gboolean
read_all (Load *load, GError **error)
{
  GError *local = NULL;

  while (!wire_job_set_error_if_cancelled (load->job, &local)
         && (load->n = wire_reader_next_batch (load->reader, load->packets, BATCH, &local)) > 0)
    {
      if (load->capture->summary.packets >= G_MAXUINT32 - BATCH)
        {
          g_set_error (
              &local, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
              _ ("Wirecase reads at most %u packets of one capture; the rest is left out."),
              load->capture->summary.packets);
          break;
        }
      decode_batch (load);
      publish_batch (load);
      if (load->n_segments > 0)
        publish_streams (load);
      report_progress (load);
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
warn (WireCapture *self, const GError *error)
{
  const char *warning = error->message;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    warning = _ ("Reading was cancelled; what was read until then is shown.");
  g_ptr_array_add (self->warnings, g_strdup (warning));
}

static void
finish_streams (WireCapture *self)
{
  g_mutex_lock (&self->stream_lock);
  wire_stream_table_finish (self->streams);
  g_mutex_unlock (&self->stream_lock);
}

static void
finish (Load *load, const GError *error)
{
  WireCapture *self = load->capture;

  if (self->streams)
    finish_streams (self);
  g_mutex_lock (&self->lock);
  if (error)
    warn (self, error);
  if (load->fragment_table)
    wire_fragment_table_give_up (load->fragment_table);
  self->summary.flows = wire_flow_table_get_length (self->flows);
  self->summary.loaded = TRUE;
  self->summary.complete = error == NULL;
  wire_capture_announce_end (self);
  g_mutex_unlock (&self->lock);
  wire_job_set_progress (load->job, 1, NULL);
}

static WireReader *
open_reader (WireCapture *self, WireJob *job, GError **error)
{
  const char *path = g_file_peek_path (self->file);
  g_autofree char *uri = NULL;

  if (path)
    return wire_reader_open (path, job ? wire_job_get_cancellable (job) : NULL, error);
  uri = g_file_get_uri (self->file);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("“%s” is not a file of this computer, so it cannot be read."), uri);
  return NULL;
}

static void
load_free (Load *load)
{
  g_clear_pointer (&load->fragment_table, wire_fragment_table_free);
  g_array_unref (load->link_types);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

/**
 * wire_capture_load:
 * @capture: a capture that was not loaded yet
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Reads the whole file: for a worker thread, as the work of a #WireJob. It blocks for as long as
 * that takes, while everybody else may read what is there already.
 *
 * A file that is broken or cut keeps every packet before the break: that is a result, with a
 * warning. So is a cancelled pass, but it returns %FALSE as every cancelled job does.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED where @job was cancelled, or with the reader's error
 *   where the file could not be opened as a capture
 */
gboolean
wire_capture_load (WireCapture *capture, WireJob *job, GError **error)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (capture), FALSE);
  g_return_val_if_fail (capture->reader == NULL, FALSE);

  WireReader *reader = open_reader (capture, job, error);
  g_autoptr (Load) load = NULL;
  g_autoptr (GError) local = NULL;

  if (!reader)
    return FALSE;
  g_mutex_lock (&capture->lock);
  capture->reader = reader;
  g_mutex_unlock (&capture->lock);

  load = g_new0 (Load, 1);
  load->capture = capture;
  load->job = job;
  load->reader = reader;
  load->link_types = g_array_new (FALSE, FALSE, sizeof (guint32));
  read_all (load, &local);
  finish (load, local);
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
