/* wire-segmenter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-segmenter.h"

#include "base/wire-time.h"
#include "capture/decode/wire-frame-decode.h"
#include "capture/frame/wire-ip.h"
#include "capture/reassembly/wire-datagram.h"

#define LINK_TYPE_RAW_IP 101

/* Fragments within datagrams that were put together, and so on: real ones are one deep. */
#define DEEPEST 3

struct _WireSegmenter
{
  WireSegmenterDeliver deliver;
  gpointer user_data;
  GQueue datagrams;    /* of WireDatagram, the oldest first */
  GPtrArray *finished; /* whose bytes segments still point to */
  gsize memory;
  guint32 n_overlapping;
  GArray *contradicting; /* of guint32: packets of these */
  guint32 n_incomplete;
};

/* Where a frame came from: as it is in the file, or put together. */
typedef struct
{
  const WireFrame *frame;
  guint32 packet;
  guint64 place;
  gint64 time;
  const WireDatagramPiece *pieces; /* NULL for a frame of the file */
  guint n_pieces;
  guint32 header; /* what comes before the pieces */
  gboolean tunnelled;
  guint8 tunnel;
  guint depth;
  gboolean delivered;
} Origin;

static void handle (WireSegmenter *self, Origin *origin);

static GPtrArray *
new_finished (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wire_datagram_free);
}

/**
 * wire_segmenter_new:
 * @deliver: takes every segment. Its bytes are valid until wire_segmenter_release(), or belong to
 *   who calls wire_segmenter_take_finished()
 * @user_data: for @deliver
 *
 * Returns: (transfer full): a segmenter that nothing waits in
 */
WireSegmenter *
wire_segmenter_new (WireSegmenterDeliver deliver, gpointer user_data)
{
  WireSegmenter *self = g_new0 (WireSegmenter, 1);

  self->deliver = deliver;
  self->user_data = user_data;
  g_queue_init (&self->datagrams);
  self->contradicting = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->finished = new_finished ();
  return self;
}

void
wire_segmenter_free (WireSegmenter *self)
{
  g_queue_clear_full (&self->datagrams, (GDestroyNotify) wire_datagram_free);
  g_ptr_array_unref (self->finished);
  g_array_unref (self->contradicting);
  g_free (self);
}

static void
emit (WireSegmenter *self, Origin *origin, const WireSegmentSource *source)
{
  WireSegmentSource copy = *source;

  copy.first = !origin->delivered;
  origin->delivered = TRUE;
  self->deliver (&copy, self->user_data);
}

/* One segment of @length bytes of payload from @skip on. A SYN takes a number of its own, before
 * the first byte; a FIN comes with the last. */
static void
emit_part (WireSegmenter *self,
           Origin *origin,
           const WireSegmentSource *whole,
           guint32 skip,
           const WireDatagramPiece *part)
{
  WireSegmentSource source = *whole;
  WireSegment *segment = &source.segment;

  segment->data += skip;
  segment->packet = part->packet;
  segment->offset = part->place;
  segment->captured = part->captured;
  segment->length = part->length;
  if (skip > 0)
    {
      segment->sequence += skip + (segment->tcp_flags & WIRE_TCP_SYN ? 1 : 0);
      segment->tcp_flags &= (guint8) ~(WIRE_TCP_SYN | WIRE_TCP_RST);
    }
  if (skip + part->length < whole->segment.length)
    segment->tcp_flags &= (guint8) ~WIRE_TCP_FIN;
  emit (self, origin, &source);
}

/* A payload of a packet that was put together comes in as many parts as packets brought it. */
static void
emit_parts (WireSegmenter *self, Origin *origin, const WireSegmentSource *whole, guint32 from)
{
  guint32 end = from + whole->segment.length;

  for (guint i = 0; i < origin->n_pieces; i++)
    {
      WireDatagramPiece part = origin->pieces[i];
      guint32 begin = origin->header + part.offset;
      guint32 skip = from > begin ? from - begin : 0;

      if (begin + part.length <= from || begin >= end)
        continue;
      part.place += skip;
      part.captured -= MIN (part.captured, skip);
      part.length -= skip;
      part.length = MIN (part.length, end - begin - skip);
      part.captured = MIN (part.captured, part.length);
      emit_part (self, origin, whole, begin + skip - from, &part);
    }
}

static void
emit_payload (WireSegmenter *self, Origin *origin, const WireFrameInside *ip)
{
  WireSegmentSource source = {
    .segment = {
      .data = origin->frame->data + ip->payload_offset,
      .offset = origin->place + ip->payload_offset,
      .time = origin->time,
      .packet = origin->packet,
      .sequence = ip->tcp_sequence,
      .acknowledgement = ip->tcp_acknowledgement,
      .captured = ip->payload_captured,
      .length = ip->payload_length,
      .tcp_flags = ip->tcp_flags,
      .protocol = ip->tuple.protocol,
    },
    .tuple = ip->tuple,
    .tunnel = origin->tunnelled && !ip->tunnel ? origin->tunnel : ip->tunnel,
    .tunnelled = origin->tunnelled,
    .fragmented = origin->pieces != NULL,
  };

  if (!origin->pieces || ip->payload_length == 0)
    emit (self, origin, &source);
  else
    emit_parts (self, origin, &source, ip->payload_offset);
}

/* Puts together */

static gboolean
is_too_old (const WireDatagram *datagram, gint64 time)
{
  gint64 begun = wire_datagram_get_time (datagram);

  return time != WIRE_TIME_NONE && begun != WIRE_TIME_NONE && time > begun
         && (guint64) time - (guint64) begun > (guint64) WIRE_SEGMENTER_WAIT;
}

static void
note_contradiction (WireSegmenter *self, const WireDatagram *datagram)
{
  guint n;
  const WireDatagramPiece *pieces = wire_datagram_get_pieces (datagram, &n);

  self->n_overlapping++;
  for (guint i = 0; i < n && self->contradicting->len < WIRE_SEGMENTER_CONTRADICTING; i++)
    g_array_append_val (self->contradicting, pieces[i].packet);
}

static void
handle_datagram (WireSegmenter *self, WireDatagram *datagram, Origin *fragment)
{
  guint32 header, captured, length;
  const guint8 *packet = wire_datagram_make_packet (datagram, &header, &captured, &length);
  WireFrame frame;
  Origin origin = *fragment;

  if (wire_datagram_overlaps (datagram))
    note_contradiction (self, datagram);
  g_ptr_array_add (self->finished, datagram);
  if (!packet)
    return;
  wire_frame_decode (&frame, LINK_TYPE_RAW_IP, packet, captured, length);
  origin.frame = &frame;
  origin.place = 0;
  origin.pieces = wire_datagram_get_pieces (datagram, &origin.n_pieces);
  origin.header = header;
  origin.depth++;
  handle (self, &origin);
  fragment->delivered = origin.delivered;
}

static WireDatagram *
take_out (WireSegmenter *self, GList *link)
{
  WireDatagram *datagram = link->data;

  self->memory -= MIN (self->memory, wire_datagram_get_memory (datagram));
  g_queue_delete_link (&self->datagrams, link);
  return datagram;
}

/* What waited in vain. */
static void
give_up (WireSegmenter *self, GList *link)
{
  Origin none = { .time = wire_datagram_get_time (link->data), .depth = DEEPEST };
  guint n;

  wire_datagram_get_pieces (link->data, &n);
  if (n > 0)
    none.packet = wire_datagram_get_pieces (link->data, &n)[0].packet;
  self->n_incomplete++;
  handle_datagram (self, take_out (self, link), &none);
}

static void
keep_bounds (WireSegmenter *self, gint64 time)
{
  GList *oldest;

  while ((oldest = self->datagrams.head)
         && (self->datagrams.length > WIRE_SEGMENTER_DATAGRAMS
             || self->memory > WIRE_SEGMENTER_BYTES || is_too_old (oldest->data, time)))
    give_up (self, oldest);
}

/* Fragments of one datagram come one after the other: the newest is looked at first. */
static GList *
find_datagram (WireSegmenter *self, const WireFragment *fragment, gint64 time)
{
  WireDatagram *datagram;

  for (GList *link = self->datagrams.tail; link; link = link->prev)
    if (wire_datagram_is_of (link->data, &fragment->tuple, fragment->id))
      return link;
  datagram = wire_datagram_new (fragment, time);
  self->memory += wire_datagram_get_memory (datagram);
  g_queue_push_tail (&self->datagrams, datagram);
  return self->datagrams.tail;
}

static void
add_fragment (WireSegmenter *self, Origin *origin, const WireFragment *fragment)
{
  GList *link;
  WireDatagram *datagram;
  gsize before;

  keep_bounds (self, origin->time);
  link = find_datagram (self, fragment, origin->time);
  datagram = link->data;
  before = wire_datagram_get_memory (datagram);
  wire_datagram_add (datagram, fragment);
  self->memory += wire_datagram_get_memory (datagram) - before;
  if (wire_datagram_is_complete (datagram))
    handle_datagram (self, take_out (self, link), origin);
}

/* A fragment within a packet that was itself put together comes in the pieces of that one. */
static void
add_pieces (WireSegmenter *self, Origin *origin, const WireFragment *fragment)
{
  guint32 from = (guint32) (fragment->data - origin->frame->data);
  guint32 end = from + fragment->piece.captured;

  for (guint i = 0; i < origin->n_pieces; i++)
    {
      const WireDatagramPiece *piece = &origin->pieces[i];
      guint32 begin = MAX (origin->header + piece->offset, from);
      guint32 stop = MIN (origin->header + piece->offset + piece->captured, end);
      WireFragment part = *fragment;

      if (begin >= stop)
        continue;
      part.data += begin - from;
      part.more |= stop < end;
      part.piece = (WireDatagramPiece){
        .offset = fragment->piece.offset + begin - from,
        .length = stop - begin,
        .captured = stop - begin,
        .packet = piece->packet,
        .place = piece->place + (begin - origin->header - piece->offset),
      };
      add_fragment (self, origin, &part);
    }
}

static void
handle_fragment (WireSegmenter *self, Origin *origin, const WireFrameInside *ip)
{
  WireFragment fragment;

  if (origin->depth >= DEEPEST
      || !wire_fragment_find (origin->frame, ip->ip_layer, &ip->tuple, ip->fragment_id, &fragment))
    {
      if (ip->flags & WIRE_FRAME_HAS_PORTS)
        emit_payload (self, origin, ip);
      return;
    }
  fragment.piece.packet = origin->packet;
  fragment.piece.place = origin->place + (guint64) (fragment.data - origin->frame->data);
  origin->tunnel = ip->tunnel ? ip->tunnel : origin->tunnel;
  if (origin->pieces)
    add_pieces (self, origin, &fragment);
  else
    add_fragment (self, origin, &fragment);
}

static WireFrameInside
get_outermost (const WireFrame *frame)
{
  return (WireFrameInside){
    .flags = frame->flags & WIRE_FRAME_IP_FLAGS,
    .tcp_flags = frame->tcp_flags,
    .tunnel = frame->tunnel,
    .ip_layer = frame->ip_layer,
    .fragment_id = frame->fragment_id,
    .tcp_sequence = frame->tcp_sequence,
    .tcp_acknowledgement = frame->tcp_acknowledgement,
    .payload_offset = frame->payload_offset,
    .payload_captured = frame->payload_captured,
    .payload_length = frame->payload_length,
    .tuple = frame->tuple,
  };
}

/* The outermost header's fragments come first: of a first fragment that carries a tunnel, what is
 * inside is not all there. */
static void
handle (WireSegmenter *self, Origin *origin)
{
  const WireFrame *frame = origin->frame;
  WireFrameInside ip = get_outermost (frame);

  if (!(ip.flags & WIRE_FRAME_FRAGMENT) && frame->flags & WIRE_FRAME_TUNNELLED)
    {
      ip = frame->inside;
      origin->tunnelled = TRUE;
    }
  if (ip.flags & WIRE_FRAME_FRAGMENT)
    handle_fragment (self, origin, &ip);
  else if (ip.flags & WIRE_FRAME_HAS_PORTS)
    emit_payload (self, origin, &ip);
}

/**
 * wire_segmenter_add:
 * @self: a segmenter
 * @frame: the next packet, decoded
 * @packet: its number, from 0
 * @place: of its first byte in the capture file
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE
 */
void
wire_segmenter_add (
    WireSegmenter *self, const WireFrame *frame, guint32 packet, guint64 place, gint64 time)
{
  Origin origin = { .frame = frame, .packet = packet, .place = place, .time = time };

  handle (self, &origin);
}

/** No more packets come: what is incomplete gives what there is of it. */
void
wire_segmenter_finish (WireSegmenter *self)
{
  while (self->datagrams.head)
    give_up (self, self->datagrams.head);
}

/** Frees the bytes that segments delivered so far point to. */
void
wire_segmenter_release (WireSegmenter *self)
{
  g_ptr_array_set_size (self->finished, 0);
}

/** Returns: (transfer full) (nullable): the bytes that segments delivered so far point to, where
 * they are not those of packets: they are the caller's */
GPtrArray *
wire_segmenter_take_finished (WireSegmenter *self)
{
  GPtrArray *taken = self->finished;

  if (taken->len == 0)
    return NULL;
  self->finished = new_finished ();
  return taken;
}

/** Returns: datagrams whose fragments said different bytes of the same place */
guint32
wire_segmenter_get_n_overlapping (const WireSegmenter *self)
{
  return self->n_overlapping;
}

/** Returns: (transfer none) (element-type guint32): packets of datagrams whose fragments said
 * different bytes of the same place, at most %WIRE_SEGMENTER_CONTRADICTING */
const GArray *
wire_segmenter_get_contradicting (const WireSegmenter *self)
{
  return self->contradicting;
}

/** Returns: datagrams of which fragments were missing */
guint32
wire_segmenter_get_n_incomplete (const WireSegmenter *self)
{
  return self->n_incomplete;
}
