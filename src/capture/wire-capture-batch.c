/* wire-capture-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-batch.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/index/wire-fragment-table.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/reassembly/wire-segmenter.h"
#include "capture/wire-capture-segment.h"
#include "capture/wire-read-lock.h"

/* A fragment of the batch: what the fragment table wants to know. */
typedef struct
{
  WireTuple tuple;
  guint32 id;
  guint32 position;
  gboolean later;
} Fragment;

/* A flow that is not its packet's own: inside a tunnel, or of a datagram that was in fragments. */
typedef struct
{
  WireFlowSample sample;
  guint32 position; /* of the packet; G_MAXUINT where only the segment matters */
  guint32 segment;  /* that has this flow, or G_MAXUINT */
} Further;

struct _WireCaptureBatch
{
  WireCapture *capture;
  WireReader *reader;
  WireFragmentTable *fragment_table; /* NULL until there is a fragment: most captures have none */
  GArray *link_types;                /* by interface */
  guint n;
  guint current;        /* position of the packet whose further flows are noted */
  guint32 first_packet; /* number of the batch's first */
  guint n_fragments;
  WireSegmenter *segmenter;     /* NULL until there is a packet that needs it */
  GArray *further;              /* of Further */
  WireUndecodedTable undecoded; /* of this batch */
  GArray *wrong;                /* positions of packets with wrong checksums */
  WirePacket packets[WIRE_CAPTURE_BATCH];
  WirePacketRecord records[WIRE_CAPTURE_BATCH];
  WireFlowSample samples[WIRE_CAPTURE_BATCH];
  Fragment fragments[WIRE_CAPTURE_BATCH];
  GArray *segments; /* of WireSegment, where streams are wanted */
};

/** Returns: (transfer full): an empty batch, for what @reader reads into @capture */
WireCaptureBatch *
wire_capture_batch_new (WireCapture *capture, WireReader *reader)
{
  WireCaptureBatch *self = g_new0 (WireCaptureBatch, 1);

  self->capture = capture;
  self->reader = reader;
  self->link_types = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->further = g_array_new (FALSE, FALSE, sizeof (Further));
  self->wrong = g_array_new (FALSE, FALSE, sizeof (guint));
  self->segments = g_array_sized_new (FALSE, FALSE, sizeof (WireSegment), WIRE_CAPTURE_BATCH);
  return self;
}

void
wire_capture_batch_free (WireCaptureBatch *batch)
{
  g_clear_pointer (&batch->fragment_table, wire_fragment_table_free);
  g_clear_pointer (&batch->segmenter, wire_segmenter_free);
  g_array_unref (batch->link_types);
  g_array_unref (batch->further);
  g_array_unref (batch->wrong);
  g_array_unref (batch->segments);
  g_free (batch);
}

static guint32
get_link_type (WireCaptureBatch *batch, guint interface)
{
  while (G_UNLIKELY (interface >= batch->link_types->len))
    {
      WireInterface next = wire_reader_get_interface (batch->reader, batch->link_types->len);

      g_array_append_val (batch->link_types, next.link_type);
    }
  return g_array_index (batch->link_types, guint32, interface);
}

static void
note_fragment (WireCaptureBatch *batch, const WireFrame *frame, guint position)
{
  batch->fragments[batch->n_fragments++] = (Fragment){
    .tuple = frame->tuple,
    .id = frame->fragment_id,
    .position = position,
    .later = (frame->flags & WIRE_FRAME_LATER_FRAGMENT) != 0,
  };
}

static void
note_segment (WireCaptureBatch *batch, const WireFrame *frame, guint position)
{
  const WirePacket *packet = &batch->packets[position];
  WireSegment segment;

  if (!wire_capture_segment_init (&segment, frame, packet->offset, packet->time,
                                  batch->first_packet + position))
    return;
  segment.flow = WIRE_FLOW_NONE; /* that of its packet */
  g_array_append_val (batch->segments, segment);
}

/* A WireSegmenterDeliver. */
static void
note_source (const WireSegmentSource *source, gpointer user_data)
{
  WireCaptureBatch *batch = user_data;
  const Further further = {
    .sample = { .tuple = source->tuple,
                .time = source->segment.time,
                .tcp_flags = source->segment.tcp_flags,
                .tunnel = source->tunnelled ? source->tunnel : 0 },
    .position =
        source->tunnelled && source->fragmented && source->first ? batch->current : G_MAXUINT32,
    .segment = batch->capture->hearing.streams ? batch->segments->len : G_MAXUINT32,
  };

  g_array_append_val (batch->further, further);
  if (batch->capture->hearing.streams)
    g_array_append_val (batch->segments, source->segment);
}

static void
note_inside (WireCaptureBatch *batch, const WireFrame *frame, guint position)
{
  gboolean inside = (frame->flags & WIRE_FRAME_TUNNELLED) != 0;
  Further further = {
    .sample = { .tuple = inside ? frame->inside.tuple : frame->tuple,
                .time = batch->packets[position].time,
                .tcp_flags = inside ? frame->inside.tcp_flags : frame->tcp_flags,
                .tunnel = inside ? frame->inside.tunnel : frame->tunnel },
    .position = position,
    .segment = G_MAXUINT32,
  };

  guint flags = inside ? frame->inside.flags : frame->flags;
  if (!(flags & WIRE_FRAME_HAS_PORTS))
    further.sample.tuple.ports_unknown = wire_protocol_has_ports (further.sample.tuple.protocol);
  if (further.sample.tuple.family != WIRE_FAMILY_NONE)
    g_array_append_val (batch->further, further);
}

/* What tunnels and fragments carry. */
static void
segment_rest (WireCaptureBatch *batch, const WireFrame *frame, guint position)
{
  const WirePacket *packet = &batch->packets[position];
  guint flags = frame->flags & WIRE_FRAME_TUNNELLED ? frame->inside.flags : 0;
  gboolean fragment = ((frame->flags | flags) & WIRE_FRAME_FRAGMENT) != 0;

  if (!batch->capture->hearing.streams && !fragment)
    return;
  batch->current = position;
  if (!batch->segmenter)
    batch->segmenter = wire_segmenter_new (note_source, batch);
  wire_segmenter_add (batch->segmenter, frame, batch->first_packet + position, packet->offset,
                      packet->time);
}

/* Frames that carry more than one packet are counted by the first; the others are known as what is
 * inside. */
static void
note_next (WireCaptureBatch *batch, WireFrame *frame, guint position)
{
  while (wire_frame_decode_next (frame))
    {
      note_inside (batch, frame, position);
      segment_rest (batch, frame, position);
    }
}

static void
decode_rest (WireCaptureBatch *batch, guint i, const WireFrame *frame)
{
  if (frame->flags & WIRE_FRAME_TUNNELLED && frame->inside.flags & WIRE_FRAME_FRAGMENT)
    batch->records[i].flags |= WIRE_FRAME_FRAGMENT;
  if (!(frame->flags & WIRE_FRAME_FRAGMENT)) /* of fragments, once they are put together */
    note_inside (batch, frame, i);
  segment_rest (batch, frame, i);
  if (frame->flags & WIRE_FRAME_FRAGMENT)
    note_fragment (batch, frame, i);
  if (frame->flags & WIRE_FRAME_LATER_FRAGMENT)
    batch->samples[i].tuple.family = WIRE_FAMILY_NONE; /* its flow is its first fragment's */
}

/* Only where streams are wanted: it takes as long as finding flows does. */
static void
check (WireCaptureBatch *batch, const WireFrame *frame, guint i)
{
  WireChecksumState state = wire_checksum_check (frame);

  batch->samples[i].checked = state == WIRE_CHECKSUM_RIGHT;
  if (state == WIRE_CHECKSUM_WRONG)
    g_array_append_val (batch->wrong, i);
}

static void
note_undecoded (WireCaptureBatch *batch, const WireFrame *frame, guint i)
{
  guint32 number;
  WireUndecodedReason reason =
      wire_undecoded_find (frame, get_link_type (batch, batch->packets[i].interface), &number);

  if (reason != WIRE_UNDECODED_NOT)
    wire_undecoded_table_add (&batch->undecoded, reason, number, 1);
}

static void
decode_packet (WireCaptureBatch *batch, guint i, WireFrame *frame)
{
  const WirePacket *packet = &batch->packets[i];
  WireFlowSample *sample = &batch->samples[i];

  wire_frame_decode (frame, get_link_type (batch, packet->interface), packet->data,
                     packet->captured, packet->length);
  batch->records[i] = (WirePacketRecord){
    .offset = packet->offset,
    .time = packet->time,
    .captured = packet->captured,
    .length = frame->length,
    .interface = (guint16) packet->interface, /* readers know of 65,535 at most */
    .protocol = (guint8) wire_frame_get_protocol (frame),
    .flags = (guint8) frame->flags,
  };
  sample->tuple = frame->tuple;
  if (G_UNLIKELY (!(frame->flags & WIRE_FRAME_HAS_PORTS)))
    sample->tuple.ports_unknown = wire_protocol_has_ports (frame->tuple.protocol);
  sample->time = packet->time;
  sample->length = frame->length;
  sample->tcp_flags = frame->tcp_flags;
  sample->tunnel = frame->tunnel;
  if (G_LIKELY (!(frame->flags & (WIRE_FRAME_FRAGMENT | WIRE_FRAME_TUNNELLED))))
    {
      if (batch->capture->hearing.streams)
        note_segment (batch, frame, i);
    }
  else
    decode_rest (batch, i, frame);
  if (batch->capture->hearing.streams && !(frame->flags & WIRE_FRAME_TUNNELLED))
    check (batch, frame, i);
  if (G_UNLIKELY (wire_undecoded_is_likely (frame)))
    note_undecoded (batch, frame, i);
  if (G_UNLIKELY (frame->next_protocol != WIRE_PROTOCOL_NONE))
    note_next (batch, frame, i);
}

static void
decode_packets (WireCaptureBatch *batch)
{
  WireFrame frame;

  batch->n_fragments = 0;
  batch->first_packet = wire_packet_index_get_length (batch->capture->index);
  g_array_set_size (batch->segments, 0);
  g_array_set_size (batch->further, 0);
  batch->undecoded.n = 0;
  g_array_set_size (batch->wrong, 0);
  if (batch->segmenter)
    wire_segmenter_release (batch->segmenter);
  for (guint i = 0; i < batch->n; i++)
    decode_packet (batch, i, &frame);
  wire_flow_table_make_room (batch->capture->flows, batch->n, &batch->capture->lock);
  wire_flow_table_hash_batch (batch->capture->flows, batch->samples, batch->n);
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
publish_fragments (WireCaptureBatch *batch, guint32 first_packet)
{
  WireCapture *self = batch->capture;

  if (!batch->fragment_table)
    batch->fragment_table = wire_fragment_table_new (fragment_settled, self);
  for (guint i = 0; i < batch->n_fragments; i++)
    {
      const Fragment *fragment = &batch->fragments[i];
      guint32 packet = first_packet + fragment->position;
      guint32 flow;

      if (!fragment->later)
        {
          wire_fragment_table_add_first (batch->fragment_table, &fragment->tuple, fragment->id,
                                         batch->samples[fragment->position].flow);
          continue;
        }
      flow = wire_fragment_table_add_later (batch->fragment_table, &fragment->tuple, fragment->id,
                                            packet);
      if (flow != WIRE_FLOW_NONE)
        fragment_settled (packet, flow, NULL, self);
    }
}

/* With the lock held. */
static void
publish_further (WireCaptureBatch *batch)
{
  WireCapture *self = batch->capture;

  for (guint i = 0; i < batch->further->len; i++)
    {
      const Further *further = &g_array_index (batch->further, Further, i);
      guint32 flow = wire_flow_table_note (self->flows, &further->sample);

      if (further->segment != G_MAXUINT32)
        g_array_index (batch->segments, WireSegment, further->segment).flow = flow;
      if (further->position != G_MAXUINT32 && flow != WIRE_FLOW_NONE)
        wire_inside_index_append (self->inside, batch->first_packet + further->position, flow);
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
publish_undecoded (const WireCaptureBatch *batch)
{
  for (guint i = 0; i < batch->wrong->len; i++)
    count_wrong (batch->capture, batch->samples[g_array_index (batch->wrong, guint, i)].flow);
  for (guint i = 0; i < batch->undecoded.n; i++)
    wire_undecoded_table_add (&batch->capture->undecoded, batch->undecoded.kinds[i].reason,
                              batch->undecoded.kinds[i].number, batch->undecoded.kinds[i].packets);
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
publish_packets (WireCaptureBatch *batch)
{
  WireCapture *self = batch->capture;

  wire_read_lock_let_in (&self->waiting);
  g_mutex_lock (&self->lock);
  wire_flow_table_add_batch (self->flows, batch->samples, batch->n);
  for (guint i = 0; i < batch->n; i++)
    {
      batch->records[i].flow = batch->samples[i].flow;
      sum_up (&self->summary, &batch->records[i]);
    }
  wire_packet_index_append (self->index, batch->records, batch->n);
  if (batch->n_fragments > 0)
    publish_fragments (batch, batch->first_packet);
  publish_further (batch);
  publish_undecoded (batch);
  self->summary.packets = batch->first_packet + batch->n;
  self->summary.flows = wire_flow_table_get_n_counted (self->flows);
  wire_capture_announce_growth (self);
  g_mutex_unlock (&self->lock);
}

/* After the batch is published, so that whoever finds a stream finds its flows and packets. */
static void
publish_streams (WireCaptureBatch *batch)
{
  WireCapture *self = batch->capture;
  WireSegment *segments = (WireSegment *) (gpointer) batch->segments->data;
  guint n = 0;

  for (guint i = 0; i < batch->segments->len; i++)
    {
      WireSegment *segment = &segments[i];

      if (segment->flow == WIRE_FLOW_NONE && segment->packet - batch->first_packet < batch->n)
        segment->flow = batch->samples[segment->packet - batch->first_packet].flow;
      if (segment->flow != WIRE_FLOW_NONE)
        segments[n++] = *segment;
    }
  wire_capture_hearing_add (&self->hearing, self->flows, segments, n);
}

/**
 * wire_capture_batch_read:
 * @batch: a batch that was published
 * @n: how many packets are wanted at most, from 1 to %WIRE_CAPTURE_BATCH
 * @error: as wire_reader_next_batch() sets it
 *
 * Returns: how many were read and decoded; 0 at the end and on error
 */
guint
wire_capture_batch_read (WireCaptureBatch *batch, guint n, GError **error)
{
  batch->n = wire_reader_next_batch (batch->reader, batch->packets, n, error);
  if (batch->n > 0)
    decode_packets (batch);
  return batch->n;
}

/** Adds what was read to the capture. */
void
wire_capture_batch_publish (WireCaptureBatch *batch)
{
  publish_packets (batch);
  if (batch->segments->len > 0)
    publish_streams (batch);
}

/* With the lock held. */
static void
count_fragments (const WireCaptureBatch *batch)
{
  guint32 incomplete = wire_segmenter_get_n_incomplete (batch->segmenter);
  guint32 overlapping = wire_segmenter_get_n_overlapping (batch->segmenter);

  if (incomplete > 0)
    wire_undecoded_table_add (&batch->capture->undecoded, WIRE_UNDECODED_FRAGMENTS, 0, incomplete);
  if (overlapping > 0)
    wire_undecoded_table_add (&batch->capture->undecoded, WIRE_UNDECODED_OVERLAPS, 0, overlapping);
}

/** No more packets come: what waited for fragments gives what there is of it. */
void
wire_capture_batch_finish (WireCaptureBatch *batch)
{
  WireCapture *self = batch->capture;

  batch->n = batch->n_fragments = 0;
  batch->current = G_MAXUINT32;
  g_array_set_size (batch->segments, 0);
  g_array_set_size (batch->further, 0);
  if (!batch->segmenter)
    return;
  wire_segmenter_finish (batch->segmenter);
  g_mutex_lock (&self->lock);
  publish_further (batch);
  count_fragments (batch);
  g_mutex_unlock (&self->lock);
  if (batch->segments->len > 0)
    publish_streams (batch);
}

/** No more packets come: later fragments whose first one is missing are flows by themselves. Call
 * with the capture's lock held. */
void
wire_capture_batch_give_up_fragments (WireCaptureBatch *batch)
{
  if (batch->fragment_table)
    wire_fragment_table_give_up (batch->fragment_table);
}
