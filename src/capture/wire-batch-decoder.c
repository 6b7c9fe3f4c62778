/* wire-decoded-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-decoded-batch.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-undecoded.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/wire-capture-segment.h"

/** Makes @self, which is all zeros, empty. */
void
wire_decoded_batch_init (WireDecodedBatch *self)
{
  self->link_types = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->further = g_array_new (FALSE, FALSE, sizeof (WireFurtherFlow));
  self->wrong = g_array_new (FALSE, FALSE, sizeof (guint));
  self->segments = g_array_sized_new (FALSE, FALSE, sizeof (WireSegment), WIRE_CAPTURE_BATCH);
}

/** Frees what @self owns, but not @self itself. */
void
wire_decoded_batch_clear (WireDecodedBatch *self)
{
  g_clear_pointer (&self->segmenter, wire_segmenter_free);
  g_array_unref (self->link_types);
  g_array_unref (self->further);
  g_array_unref (self->wrong);
  g_array_unref (self->segments);
}

static guint32
get_link_type (WireDecodedBatch *batch, guint interface)
{
  while (G_UNLIKELY (interface >= batch->link_types->len))
    {
      WireInterface next = wire_reader_get_interface (batch->reader, batch->link_types->len);

      g_array_append_val (batch->link_types, next.link_type);
    }
  return g_array_index (batch->link_types, guint32, interface);
}

static void
note_fragment (WireDecodedBatch *batch, const WireFrame *frame, guint position)
{
  batch->fragments[batch->n_fragments++] = (WireDecodedFragment){
    .tuple = frame->tuple,
    .id = frame->fragment_id,
    .position = position,
    .later = (frame->flags & WIRE_FRAME_LATER_FRAGMENT) != 0,
  };
}

static void
note_segment (WireDecodedBatch *batch, const WireFrame *frame, guint position)
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
  WireDecodedBatch *batch = user_data;
  const WireFurtherFlow further = {
    .sample = { .tuple = source->tuple,
                .time = source->segment.time,
                .tcp_flags = source->segment.tcp_flags,
                .tunnel = source->tunnelled ? source->tunnel : 0 },
    .position =
        source->tunnelled && source->fragmented && source->first ? batch->current : G_MAXUINT32,
    .segment = batch->wants_segments ? batch->segments->len : G_MAXUINT32,
  };

  g_array_append_val (batch->further, further);
  if (batch->wants_segments)
    g_array_append_val (batch->segments, source->segment);
}

static void
note_inside (WireDecodedBatch *batch, const WireFrame *frame, guint position)
{
  gboolean inside = (frame->flags & WIRE_FRAME_TUNNELLED) != 0;
  WireFurtherFlow further = {
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
segment_rest (WireDecodedBatch *batch, const WireFrame *frame, guint position)
{
  const WirePacket *packet = &batch->packets[position];
  guint flags = frame->flags & WIRE_FRAME_TUNNELLED ? frame->inside.flags : 0;
  gboolean fragment = ((frame->flags | flags) & WIRE_FRAME_FRAGMENT) != 0;

  if (!batch->wants_segments && !fragment)
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
note_next (WireDecodedBatch *batch, WireFrame *frame, guint position)
{
  while (wire_frame_decode_next (frame))
    {
      note_inside (batch, frame, position);
      segment_rest (batch, frame, position);
    }
}

static void
decode_rest (WireDecodedBatch *batch, guint i, const WireFrame *frame)
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
check (WireDecodedBatch *batch, const WireFrame *frame, guint i)
{
  WireChecksumState state = wire_checksum_check (frame);

  batch->samples[i].checked = state == WIRE_CHECKSUM_RIGHT;
  if (state == WIRE_CHECKSUM_WRONG)
    g_array_append_val (batch->wrong, i);
}

static void
note_undecoded (WireDecodedBatch *batch, const WireFrame *frame, guint i)
{
  guint32 number;
  WireUndecodedReason reason =
      wire_undecoded_find (frame, get_link_type (batch, batch->packets[i].interface), &number);

  if (reason != WIRE_UNDECODED_NOT)
    wire_undecoded_table_add (&batch->undecoded, reason, number, 1);
}

static void
decode_packet (WireDecodedBatch *batch, guint i, WireFrame *frame)
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
      if (batch->wants_segments)
        note_segment (batch, frame, i);
    }
  else
    decode_rest (batch, i, frame);
  if (batch->wants_segments && !(frame->flags & WIRE_FRAME_TUNNELLED))
    check (batch, frame, i);
  if (G_UNLIKELY (wire_undecoded_is_likely (frame)))
    note_undecoded (batch, frame, i);
  if (G_UNLIKELY (frame->next_protocol != WIRE_PROTOCOL_NONE))
    note_next (batch, frame, i);
}

/** Decodes the @self->n packets that @reader has just read. */
void
wire_decoded_batch_decode (WireDecodedBatch *self, WireReader *reader)
{
  WireFrame frame;

  self->reader = reader;
  self->n_fragments = 0;
  self->undecoded.n = 0;
  g_array_set_size (self->segments, 0);
  g_array_set_size (self->further, 0);
  g_array_set_size (self->wrong, 0);
  if (self->segmenter)
    wire_segmenter_release (self->segmenter);
  for (guint i = 0; i < self->n; i++)
    decode_packet (self, i, &frame);
}

/**
 * wire_decoded_batch_finish:
 * @self: a batch that was published, after the last packet
 *
 * What waited for fragments gives what there is of it.
 *
 * Returns: whether anything did wait, so that the batch has to be published once more
 */
gboolean
wire_decoded_batch_finish (WireDecodedBatch *self)
{
  self->n = self->n_fragments = 0;
  self->current = G_MAXUINT32;
  g_array_set_size (self->segments, 0);
  g_array_set_size (self->further, 0);
  if (!self->segmenter)
    return FALSE;
  wire_segmenter_finish (self->segmenter);
  return TRUE;
}
