/* wire-capture-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-batch.h"

#include "capture/index/wire-fragment-table.h"
#include "capture/wire-read-lock.h"

#include <glib/gi18n.h>

/* Packets without a byte that may follow each other: 192 MiB are kept of so many. They take 16
 * bytes of a file each, and say nothing. */
#define MOST_EMPTY (6u * 1024 * 1024)

struct _WireCaptureBatch
{
  WireCapture *capture;
  WireReader *reader;
  WireFragmentTable *fragment_table; /* NULL until there is a fragment: most captures have none */
  WireDecodedBatch decoded;
  guint32 n_empty; /* packets without a byte, one after the other, up to here */
};

/** Returns: (transfer full): an empty batch, for what @reader reads into @capture */
WireCaptureBatch *
wire_capture_batch_new (WireCapture *capture, WireReader *reader)
{
  WireCaptureBatch *self = g_new0 (WireCaptureBatch, 1);

  self->capture = capture;
  self->reader = reader;
  wire_decoded_batch_init (&self->decoded);
  return self;
}

void
wire_capture_batch_free (WireCaptureBatch *self)
{
  g_clear_pointer (&self->fragment_table, wire_fragment_table_free);
  wire_decoded_batch_clear (&self->decoded);
  g_free (self);
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
publish_fragments (WireCaptureBatch *self, guint32 first_packet)
{
  WireCapture *capture = self->capture;

  if (!self->fragment_table)
    self->fragment_table = wire_fragment_table_new (fragment_settled, capture);
  for (guint i = 0; i < self->decoded.n_fragments; i++)
    {
      const WireDecodedFragment *fragment = &self->decoded.fragments[i];
      guint32 packet = first_packet + fragment->position;
      guint32 flow;

      if (!fragment->later)
        {
          wire_fragment_table_add_first (self->fragment_table, &fragment->tuple, fragment->id,
                                         self->decoded.samples[fragment->position].flow);
          continue;
        }
      flow = wire_fragment_table_add_later (self->fragment_table, &fragment->tuple, fragment->id,
                                            packet);
      if (flow != WIRE_FLOW_NONE)
        fragment_settled (packet, flow, NULL, capture);
    }
}

/* With the lock held. */
static void
publish_further (WireCaptureBatch *self)
{
  WireCapture *capture = self->capture;

  for (guint i = 0; i < self->decoded.further->len; i++)
    {
      const WireFurtherFlow *further = &g_array_index (self->decoded.further, WireFurtherFlow, i);
      guint32 flow = wire_flow_table_note (capture->flows, &further->sample);

      if (further->segment != G_MAXUINT32)
        g_array_index (self->decoded.segments, WireSegment, further->segment).flow = flow;
      if (further->position != G_MAXUINT32 && flow != WIRE_FLOW_NONE)
        wire_inside_index_append (capture->inside, self->decoded.first_packet + further->position,
                                  flow);
    }
}

static void
count_wrong (WireCapture *self, guint32 flow)
{
  gpointer key = GUINT_TO_POINTER (flow);

  if (flow == WIRE_FLOW_NONE)
    return;
  if (!self->wrong)
    self->wrong = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (
      self->wrong, key,
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->wrong, key)) + 1));
}

/* With the lock held. */
static void
publish_undecoded (const WireCaptureBatch *self)
{
  for (guint i = 0; i < self->decoded.wrong->len; i++)
    count_wrong (self->capture,
                 self->decoded.samples[g_array_index (self->decoded.wrong, guint, i)].flow);
  for (guint i = 0; i < self->decoded.undecoded.n; i++)
    wire_undecoded_table_add (&self->capture->undecoded, self->decoded.undecoded.kinds[i].reason,
                              self->decoded.undecoded.kinds[i].number,
                              self->decoded.undecoded.kinds[i].packets);
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

static void
publish_packets (WireCaptureBatch *self)
{
  WireCapture *capture = self->capture;

  wire_read_lock_let_in (&capture->waiting);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&capture->lock);

  wire_flow_table_add_batch (capture->flows, self->decoded.samples, self->decoded.n);
  for (guint i = 0; i < self->decoded.n; i++)
    {
      self->decoded.records[i].flow = self->decoded.samples[i].flow;
      sum_up (&capture->summary, &self->decoded.records[i]);
    }
  wire_packet_index_append (capture->index, self->decoded.records, self->decoded.n);
  if (self->decoded.n_fragments > 0)
    publish_fragments (self, self->decoded.first_packet);
  publish_further (self);
  publish_undecoded (self);
  capture->summary.packets = self->decoded.first_packet + self->decoded.n;
  capture->summary.flows = wire_flow_table_get_n_counted (capture->flows);
  wire_capture_announce_growth (capture);
}

/* After the batch is published, so that a stream is found together with its flows and packets. */
static void
publish_streams (WireCaptureBatch *self)
{
  WireCapture *capture = self->capture;
  WireSegment *segments = (WireSegment *) (gpointer) self->decoded.segments->data;
  guint n = 0;

  for (guint i = 0; i < self->decoded.segments->len; i++)
    {
      WireSegment *segment = &segments[i];

      if (segment->flow == WIRE_FLOW_NONE
          && segment->packet - self->decoded.first_packet < self->decoded.n)
        segment->flow = self->decoded.samples[segment->packet - self->decoded.first_packet].flow;
      if (segment->flow != WIRE_FLOW_NONE)
        segments[n++] = *segment;
    }
  wire_capture_hearing_add (&capture->hearing, capture->flows, segments, n);
}

/* Returns: %FALSE with @error where too many packets in a row are empty */
static gboolean
bound_empty (WireCaptureBatch *self, const WirePacket *packets, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    self->n_empty = packets[i].captured == 0 && packets[i].length == 0 ? self->n_empty + 1 : 0;
  if (self->n_empty <= MOST_EMPTY)
    return TRUE;
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
               _ ("More than %u packets in a row have no bytes. The rest is left out."),
               MOST_EMPTY);
  return FALSE;
}

/**
 * wire_capture_batch_read:
 * @self: a batch that was published
 * @n: how many packets are wanted at most, from 1 to %WIRE_CAPTURE_BATCH
 * @error: as wire_reader_next_batch() sets it
 *
 * Returns: how many were read and decoded; 0 at the end and on error
 */
guint
wire_capture_batch_read (WireCaptureBatch *self, guint n, GError **error)
{
  WireDecodedBatch *decoded = &self->decoded;
  WireCapture *capture = self->capture;

  decoded->n = wire_reader_next_batch (self->reader, decoded->packets, n, error);
  if (decoded->n == 0 || !bound_empty (self, decoded->packets, decoded->n, error))
    return 0;
  decoded->wants_segments = capture->hearing.streams != NULL;
  decoded->first_packet = wire_packet_index_get_length (capture->index);
  wire_decoded_batch_decode (decoded, self->reader);
  wire_flow_table_make_room (capture->flows, decoded->n, &capture->lock);
  wire_flow_table_hash_batch (capture->flows, decoded->samples, decoded->n);
  return decoded->n;
}

/** Adds what was read to the capture. */
void
wire_capture_batch_publish (WireCaptureBatch *self)
{
  publish_packets (self);
  if (self->decoded.segments->len > 0)
    publish_streams (self);
}

/* With the lock held. */
static void
count_fragments (const WireCaptureBatch *self)
{
  guint32 incomplete = wire_segmenter_get_n_incomplete (self->decoded.segmenter);
  guint32 overlapping = wire_segmenter_get_n_overlapping (self->decoded.segmenter);
  const GArray *packets = wire_segmenter_get_contradicting (self->decoded.segmenter);

  if (incomplete > 0)
    wire_undecoded_table_add (&self->capture->undecoded, WIRE_UNDECODED_FRAGMENTS, 0, incomplete);
  if (overlapping == 0)
    return;
  wire_undecoded_table_add (&self->capture->undecoded, WIRE_UNDECODED_OVERLAPS, 0, overlapping);
  self->capture->contradicting = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < packets->len; i++)
    g_hash_table_add (self->capture->contradicting,
                      GUINT_TO_POINTER (g_array_index (packets, guint32, i)));
}

/** No more packets come: what waited for fragments gives what there is of it. */
void
wire_capture_batch_finish (WireCaptureBatch *self)
{
  WireCapture *capture = self->capture;

  if (!wire_decoded_batch_finish (&self->decoded))
    return;
  g_mutex_lock (&capture->lock);
  publish_further (self);
  count_fragments (self);
  g_mutex_unlock (&capture->lock);
  if (self->decoded.segments->len > 0)
    publish_streams (self);
}

/** No more packets come: later fragments whose first one is missing are flows by themselves. Call
 * with the capture's lock held. */
void
wire_capture_batch_give_up_fragments (WireCaptureBatch *self)
{
  if (self->fragment_table)
    wire_fragment_table_give_up (self->fragment_table);
}
