/* wire-capture-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-batch.h"

#include "capture/index/wire-fragment-table.h"
#include "capture/wire-read-lock.h"

/*
 * WireCaptureBatch:
 * @fragment_table: (nullable): made for the first fragment: most captures have none
 * @decoded: the batch that is published
 */
struct _WireCaptureBatch
{
  WireCapture *capture;
  WireFragmentTable *fragment_table;
  WireDecodedBatch *decoded;
};

/** Returns: (transfer full): what publishes batches into @capture */
WireCaptureBatch *
wire_capture_batch_new (WireCapture *capture)
{
  WireCaptureBatch *self = g_new0 (WireCaptureBatch, 1);

  self->capture = capture;
  return self;
}

void
wire_capture_batch_free (WireCaptureBatch *self)
{
  g_clear_pointer (&self->fragment_table, wire_fragment_table_free);
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
  for (guint i = 0; i < self->decoded->n_fragments; i++)
    {
      const WireDecodedFragment *fragment = &self->decoded->fragments[i];
      guint32 packet = first_packet + fragment->position;
      guint32 flow;

      if (!fragment->later)
        {
          wire_fragment_table_add_first (self->fragment_table, &fragment->tuple, fragment->id,
                                         self->decoded->samples[fragment->position].flow);
          continue;
        }
      flow = wire_fragment_table_add_later (self->fragment_table, &fragment->tuple, fragment->id,
                                            packet);
      if (flow != WIRE_FLOW_NONE)
        fragment_settled (packet, flow, NULL, capture);
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
publish_further (WireCaptureBatch *self)
{
  WireCapture *capture = self->capture;

  for (guint i = 0; i < self->decoded->further->len; i++)
    {
      const WireFurtherFlow *further = &g_array_index (self->decoded->further, WireFurtherFlow, i);
      guint32 flow = wire_flow_table_note (capture->flows, &further->sample);

      if (further->wrong)
        count_wrong (capture, flow);
      if (further->segment != G_MAXUINT32)
        g_array_index (self->decoded->segments, WireSegment, further->segment).flow = flow;
      if (further->position != G_MAXUINT32 && flow != WIRE_FLOW_NONE)
        wire_inside_index_append (capture->inside, self->decoded->first_packet + further->position,
                                  flow);
    }
}

/* With the lock held. */
static void
publish_undecoded (const WireCaptureBatch *self)
{
  for (guint i = 0; i < self->decoded->wrong->len; i++)
    count_wrong (self->capture,
                 self->decoded->samples[g_array_index (self->decoded->wrong, guint, i)].flow);
  for (guint i = 0; i < self->decoded->undecoded.n; i++)
    wire_undecoded_table_add (&self->capture->undecoded, self->decoded->undecoded.kinds[i].reason,
                              self->decoded->undecoded.kinds[i].number,
                              self->decoded->undecoded.kinds[i].packets);
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

  wire_flow_table_add_batch (capture->flows, self->decoded->samples, self->decoded->n);
  for (guint i = 0; i < self->decoded->n; i++)
    {
      self->decoded->records[i].flow = self->decoded->samples[i].flow;
      sum_up (&capture->summary, &self->decoded->records[i]);
    }
  wire_packet_index_append (capture->index, self->decoded->records, self->decoded->n);
  if (self->decoded->n_fragments > 0)
    publish_fragments (self, self->decoded->first_packet);
  publish_further (self);
  publish_undecoded (self);
  capture->summary.packets = self->decoded->first_packet + self->decoded->n;
  capture->summary.flows = wire_flow_table_get_n_counted (capture->flows);
  wire_capture_announce_growth (capture);
}

/* After the batch is published, so that a stream is found together with its flows and packets. */
static void
publish_streams (WireCaptureBatch *self)
{
  WireCapture *capture = self->capture;
  WireSegment *segments = (WireSegment *) (gpointer) self->decoded->segments->data;
  guint n = 0;

  for (guint i = 0; i < self->decoded->segments->len; i++)
    {
      WireSegment *segment = &segments[i];

      if (segment->flow == WIRE_FLOW_NONE
          && segment->packet - self->decoded->first_packet < self->decoded->n)
        segment->flow = self->decoded->samples[segment->packet - self->decoded->first_packet].flow;
      if (segment->flow != WIRE_FLOW_NONE)
        segments[n++] = *segment;
    }
  wire_capture_hearing_add (&capture->hearing, capture->flows, segments, n);
}

/**
 * wire_capture_batch_publish:
 * @self: what publishes
 * @decoded: the batch that comes next. Its samples and segments get their flows.
 *
 * Adds what was read to the capture.
 */
void
wire_capture_batch_publish (WireCaptureBatch *self, WireDecodedBatch *decoded)
{
  WireCapture *capture = self->capture;

  self->decoded = decoded;
  wire_flow_table_make_room (capture->flows, decoded->n, &capture->lock);
  wire_flow_table_hash_batch (capture->flows, decoded->samples, decoded->n);
  publish_packets (self);
  if (decoded->segments->len > 0)
    publish_streams (self);
}

/* With the lock held. */
static void
count_fragments (WireCapture *self, const WireSegmenter *segmenter)
{
  guint32 incomplete = wire_segmenter_get_n_incomplete (segmenter);
  guint32 overlapping = wire_segmenter_get_n_overlapping (segmenter);
  const GArray *packets = wire_segmenter_get_contradicting (segmenter);

  if (incomplete > 0)
    wire_undecoded_table_add (&self->undecoded, WIRE_UNDECODED_FRAGMENTS, 0, incomplete);
  if (overlapping == 0)
    return;
  wire_undecoded_table_add (&self->undecoded, WIRE_UNDECODED_OVERLAPS, 0, overlapping);
  self->contradicting = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < packets->len; i++)
    g_hash_table_add (self->contradicting, GUINT_TO_POINTER (g_array_index (packets, guint32, i)));
}

/**
 * wire_capture_batch_finish:
 * @self: what published all packets
 * @decoded: what had waited for fragments
 * @segmenter: what put fragments together
 *
 * No more packets come: what waited for fragments gives what there is of it.
 */
void
wire_capture_batch_finish (WireCaptureBatch *self,
                           WireDecodedBatch *decoded,
                           const WireSegmenter *segmenter)
{
  WireCapture *capture = self->capture;

  self->decoded = decoded;
  g_mutex_lock (&capture->lock);
  publish_further (self);
  count_fragments (capture, segmenter);
  g_mutex_unlock (&capture->lock);
  if (decoded->segments->len > 0)
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
