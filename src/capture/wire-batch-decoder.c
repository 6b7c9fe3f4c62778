/* wire-batch-decoder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-batch-decoder.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-undecoded.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/wire-capture-segment.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Packets that are read however little memory there is: half a gigabyte. */
#define LEAST_PACKETS (16u * 1024 * 1024)

/* Packets without a byte that may follow each other: 192 MiB are kept of so many. They take 16
 * bytes of a file each, and say nothing. */
#define MOST_EMPTY (6u * 1024 * 1024)

/*
 * WireBatchDecoder:
 * @link_types: by interface
 * @segmenter: (nullable): made for the first packet that needs it
 * @wants_segments: streams are put together
 * @next_packet: number of the one that is read next
 * @wanted: packets
 * @most: packets that may be read
 * @n_empty: packets without a byte, one after the other, up to here
 * @packets: as they were read
 * @into: what is filled
 * @current: position of the packet whose further flows are noted
 */
struct _WireBatchDecoder
{
  WireReader *reader;
  GArray *link_types;
  WireSegmenter *segmenter;
  gboolean wants_segments;
  guint32 next_packet;
  guint32 wanted;
  guint32 most;
  guint32 n_empty;
  WirePacket packets[WIRE_CAPTURE_BATCH];
  WireDecodedBatch *into;
  guint current;
};

/* What is kept of each packet may take a quarter of the machine's memory: a sparse file costs who
 * made it nothing. */
static guint32
count_that_fit (void)
{
  glong pages = sysconf (_SC_PHYS_PAGES), bytes = sysconf (_SC_PAGESIZE);
  guint64 memory = pages > 0 && bytes > 0 ? (guint64) pages * (guint64) bytes : 0;

  return (guint32) CLAMP (memory / 4 / sizeof (WirePacketRecord), LEAST_PACKETS,
                          G_MAXUINT32 - WIRE_CAPTURE_BATCH);
}

/**
 * wire_batch_decoder_new:
 * @reader: borrowed; nobody else reads on with it
 * @wanted: how many packets, at most
 * @segments: whether streams are put together
 *
 * Returns: (transfer full): a decoder before the first packet
 */
WireBatchDecoder *
wire_batch_decoder_new (WireReader *reader, guint32 wanted, gboolean segments)
{
  WireBatchDecoder *self = g_new0 (WireBatchDecoder, 1);

  self->reader = reader;
  self->link_types = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->wants_segments = segments;
  self->wanted = wanted;
  self->most = count_that_fit ();
  return self;
}

void
wire_batch_decoder_free (WireBatchDecoder *self)
{
  g_clear_pointer (&self->segmenter, wire_segmenter_free);
  g_array_unref (self->link_types);
  g_free (self);
}

static guint32
get_link_type (WireBatchDecoder *self, guint interface)
{
  while (G_UNLIKELY (interface >= self->link_types->len))
    {
      WireInterface next = wire_reader_get_interface (self->reader, self->link_types->len);

      g_array_append_val (self->link_types, next.link_type);
    }
  return g_array_index (self->link_types, guint32, interface);
}

/* What follows an Authentication Header is known of the first fragment only: all of them have the
 * protocol that their IP header says. */
static void
note_fragment (WireBatchDecoder *self, const WireFrame *frame, guint position)
{
  const WireLayer *ip = &frame->layers[frame->ip_layer];
  WireDecodedFragment *fragment = &self->into->fragments[self->into->n_fragments++];

  *fragment = (WireDecodedFragment){
    .tuple = frame->tuple,
    .id = frame->fragment_id,
    .position = position,
    .later = (frame->flags & WIRE_FRAME_LATER_FRAGMENT) != 0,
  };
  if (ip->protocol == WIRE_PROTOCOL_IPV4 && ip->length >= 20)
    fragment->tuple.protocol = frame->data[ip->offset + 9];
}

static void
note_segment (WireBatchDecoder *self, const WireFrame *frame, guint position)
{
  const WirePacket *packet = &self->packets[position];
  WireSegment segment;

  if (!wire_capture_segment_init (&segment, frame, packet->offset, packet->time,
                                  self->into->first_packet + position))
    return;
  segment.flow = WIRE_FLOW_NONE; /* that of its packet */
  g_array_append_val (self->into->segments, segment);
}

/* A WireSegmenterDeliver. */
static void
note_source (const WireSegmentSource *source, gpointer user_data)
{
  WireBatchDecoder *self = user_data;
  const WireFurtherFlow further = {
    .sample = { .tuple = source->tuple,
                .time = source->segment.time,
                .tcp_flags = source->segment.tcp_flags,
                .tunnel = source->tunnelled ? source->tunnel : 0 },
    .position =
        source->tunnelled && source->fragmented && source->first ? self->current : G_MAXUINT32,
    .segment = self->wants_segments ? self->into->segments->len : G_MAXUINT32,
  };

  g_array_append_val (self->into->further, further);
  if (self->wants_segments)
    g_array_append_val (self->into->segments, source->segment);
}

static void
check_inside (const WireFrame *frame, WireFurtherFlow *further)
{
  WireChecksumState state = wire_checksum_check (frame);

  further->sample.checked = state == WIRE_CHECKSUM_RIGHT;
  further->wrong = state == WIRE_CHECKSUM_WRONG;
}

static void
note_inside (WireBatchDecoder *self, const WireFrame *frame, guint position)
{
  gboolean inside = (frame->flags & WIRE_FRAME_TUNNELLED) != 0;
  WireFurtherFlow further = {
    .sample = { .tuple = inside ? frame->inside.tuple : frame->tuple,
                .time = self->packets[position].time,
                .tcp_flags = inside ? frame->inside.tcp_flags : frame->tcp_flags,
                .tunnel = inside ? frame->inside.tunnel : frame->tunnel },
    .position = position,
    .segment = G_MAXUINT32,
  };

  guint flags = inside ? frame->inside.flags : frame->flags;
  if (!(flags & WIRE_FRAME_HAS_PORTS))
    further.sample.tuple.ports_unknown = wire_protocol_has_ports (further.sample.tuple.protocol);
  if (further.sample.tuple.family == WIRE_FAMILY_NONE)
    return;
  if (self->wants_segments)
    check_inside (frame, &further);
  g_array_append_val (self->into->further, further);
}

/* What tunnels and fragments carry. */
static void
segment_rest (WireBatchDecoder *self, const WireFrame *frame, guint position)
{
  const WirePacket *packet = &self->packets[position];
  guint flags = frame->flags & WIRE_FRAME_TUNNELLED ? frame->inside.flags : 0;
  gboolean fragment = ((frame->flags | flags) & WIRE_FRAME_FRAGMENT) != 0;

  if (!self->wants_segments && !fragment)
    return;
  self->current = position;
  if (!self->segmenter)
    self->segmenter = wire_segmenter_new (note_source, self);
  wire_segmenter_add (self->segmenter, frame, self->into->first_packet + position, packet->offset,
                      packet->time);
}

/* Frames that carry more than one packet are counted by the first; the others are known as what is
 * inside. */
static void
note_next (WireBatchDecoder *self, WireFrame *frame, guint position)
{
  while (wire_frame_decode_next (frame))
    {
      note_inside (self, frame, position);
      segment_rest (self, frame, position);
    }
}

static void
decode_rest (WireBatchDecoder *self, guint i, const WireFrame *frame)
{
  if (frame->flags & WIRE_FRAME_TUNNELLED && frame->inside.flags & WIRE_FRAME_FRAGMENT)
    self->into->records[i].flags |= WIRE_FRAME_FRAGMENT;
  if (!(frame->flags & WIRE_FRAME_FRAGMENT)) /* of fragments, once they are put together */
    note_inside (self, frame, i);
  segment_rest (self, frame, i);
  if (frame->flags & WIRE_FRAME_FRAGMENT)
    note_fragment (self, frame, i);
  if (frame->flags & WIRE_FRAME_LATER_FRAGMENT)
    self->into->samples[i].tuple.family = WIRE_FAMILY_NONE; /* its flow is its first fragment's */
}

/* Only where streams are wanted: it takes as long as finding flows does. */
static void
check (WireBatchDecoder *self, const WireFrame *frame, guint i)
{
  WireChecksumState state = wire_checksum_check (frame);

  self->into->samples[i].checked = state == WIRE_CHECKSUM_RIGHT;
  if (state == WIRE_CHECKSUM_WRONG)
    g_array_append_val (self->into->wrong, i);
}

static void
note_undecoded (WireBatchDecoder *self, const WireFrame *frame, guint i)
{
  guint32 number;
  WireUndecodedReason reason =
      wire_undecoded_find (frame, get_link_type (self, self->packets[i].interface), &number);

  if (reason != WIRE_UNDECODED_NOT)
    wire_undecoded_table_add (&self->into->undecoded, reason, number, 1);
}

static void
decode_packet (WireBatchDecoder *self, guint i, WireFrame *frame)
{
  const WirePacket *packet = &self->packets[i];
  WireFlowSample *sample = &self->into->samples[i];

  wire_frame_decode (frame, get_link_type (self, packet->interface), packet->data, packet->captured,
                     packet->length);
  self->into->records[i] = (WirePacketRecord){
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
      if (self->wants_segments)
        note_segment (self, frame, i);
    }
  else
    decode_rest (self, i, frame);
  if (self->wants_segments && !(frame->flags & WIRE_FRAME_TUNNELLED))
    check (self, frame, i);
  if (G_UNLIKELY (wire_undecoded_is_likely (frame)))
    note_undecoded (self, frame, i);
  if (G_UNLIKELY (frame->next_protocol != WIRE_PROTOCOL_NONE))
    note_next (self, frame, i);
}

/* Returns: %FALSE with @error where too many packets in a row are empty */
static gboolean
bound_empty (WireBatchDecoder *self, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    self->n_empty =
        self->packets[i].captured == 0 && self->packets[i].length == 0 ? self->n_empty + 1 : 0;
  if (self->n_empty <= MOST_EMPTY)
    return TRUE;
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
               _ ("More than %u packets in a row have no bytes. The rest is left out."),
               MOST_EMPTY);
  return FALSE;
}

static gboolean
bound_packets (const WireBatchDecoder *self, GError **error)
{
  if (self->next_packet < self->most)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
               _ ("Wirecase reads at most %u packets of one capture; the rest is left out."),
               self->next_packet);
  return FALSE;
}

static void
decode_batch (WireBatchDecoder *self)
{
  WireFrame frame;

  for (guint i = 0; i < self->into->n; i++)
    decode_packet (self, i, &frame);
  if (self->into->segments->len > 0)
    self->into->page = wire_reader_hold (self->reader);
  if (self->segmenter)
    self->into->datagrams = wire_segmenter_take_finished (self->segmenter);
}

/**
 * wire_batch_decoder_next:
 * @self: a decoder
 * @batch: (out): an empty batch, which is filled. Key logs may come where no packet does.
 * @error: as wire_reader_next_batch() sets it
 *
 * Returns: whether packets were read; otherwise this is the end, or @error is set
 */
gboolean
wire_batch_decoder_next (WireBatchDecoder *self, WireDecodedBatch *batch, GError **error)
{
  guint n = MIN (self->wanted - self->next_packet, WIRE_CAPTURE_BATCH);

  n = n > 0 ? wire_reader_next_batch (self->reader, self->packets, n, error) : 0;
  batch->secrets = wire_reader_take_secrets (self->reader);
  batch->fraction = wire_reader_get_fraction (self->reader);
  if (n == 0 || !bound_empty (self, n, error) || !bound_packets (self, error))
    return FALSE;
  batch->n = n;
  batch->first_packet = self->next_packet;
  self->into = batch;
  decode_batch (self);
  self->next_packet += n;
  return TRUE;
}

/**
 * wire_batch_decoder_finish:
 * @self: a decoder that gave its last packet
 * @batch: (out): an empty batch
 *
 * What waited for fragments gives what there is of it.
 *
 * Returns: whether anything did wait, so that @batch has to be published
 */
gboolean
wire_batch_decoder_finish (WireBatchDecoder *self, WireDecodedBatch *batch)
{
  batch->first_packet = self->next_packet;
  if (!self->segmenter)
    return FALSE;
  self->into = batch;
  self->current = G_MAXUINT32;
  wire_segmenter_finish (self->segmenter);
  batch->datagrams = wire_segmenter_take_finished (self->segmenter);
  return TRUE;
}

/** Returns: (nullable): what put fragments together, where there were any */
const WireSegmenter *
wire_batch_decoder_get_segmenter (const WireBatchDecoder *self)
{
  return self->segmenter;
}

/** Returns: as wire_reader_get_window_size() */
gsize
wire_batch_decoder_get_window_size (const WireBatchDecoder *self)
{
  return wire_reader_get_window_size (self->reader);
}
