/* wire-capture-whole.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-whole.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-protocol.h"
#include "capture/reassembly/wire-datagram.h"
#include "capture/reassembly/wire-segmenter.h"

#include <glib/gi18n.h>

#define LINK_TYPE_RAW_IP 101

/* How far back the fragments of a datagram are looked for, and how many of them are read: one of
 * 64 KiB comes in 45 fragments over Ethernet. */
#define MAX_BACK 16384u
#define MAX_READ 1024u

/* Records that are looked at together. */
#define BLOCK 256u

/* A search for what the fragment in one packet belongs to. */
typedef struct
{
  WireCapture *capture;
  WireTuple tuple;
  guint32 id;
  WireDatagram *datagram; /* NULL before the first fragment */
  guint n;                /* of its fragments */
} Search;

/* Returns: whether @frame is a fragment, by its outermost IP header or the innermost */
static gboolean
find_fragment (const WireFrame *frame, WireFragment *fragment)
{
  const WireFrameInside *inside = &frame->inside;

  if (frame->flags & WIRE_FRAME_FRAGMENT)
    return wire_fragment_find (frame, frame->ip_layer, &frame->tuple, frame->fragment_id, fragment);
  return frame->flags & WIRE_FRAME_TUNNELLED && inside->flags & WIRE_FRAME_FRAGMENT
         && wire_fragment_find (frame, inside->ip_layer, &inside->tuple, inside->fragment_id,
                                fragment);
}

/* Returns: (transfer full) (nullable): the bytes that @fragment is in */
static GBytes *
read_fragment (WireCapture *capture, guint32 packet, WireFragment *fragment)
{
  WireFrame frame;
  g_autoptr (GBytes) bytes = wire_capture_read_frame (capture, packet, &frame, NULL);

  return bytes && find_fragment (&frame, fragment) ? g_steal_pointer (&bytes) : NULL;
}

/* What comes after a datagram was whole is another one, with the same number. */
static void
add_packet (Search *self, guint32 packet)
{
  WireFragment fragment;
  g_autoptr (GBytes) bytes = read_fragment (self->capture, packet, &fragment);

  if (!bytes || fragment.id != self->id
      || (self->datagram && !wire_datagram_is_of (self->datagram, &fragment.tuple, fragment.id)))
    return;
  if (self->datagram && wire_datagram_is_complete (self->datagram))
    g_clear_pointer (&self->datagram, wire_datagram_free);
  if (!self->datagram)
    {
      self->datagram = wire_datagram_new (&fragment, 0);
      self->n = 0;
    }
  fragment.piece.packet = packet;
  wire_datagram_add (self->datagram, &fragment);
  self->n++;
}

static gboolean
may_belong (const WirePacketRecord *record, const WirePacketRecord *last)
{
  return record->flags & WIRE_FRAME_FRAGMENT && record->flow == last->flow
         && (record->time == WIRE_TIME_NONE || last->time == WIRE_TIME_NONE
             || last->time - record->time <= WIRE_SEGMENTER_WAIT);
}

/* Adds to @packets those before @packet that may bring fragments of the same datagram, the nearest
 * first. */
static void
find_candidates (WireCapture *capture,
                 guint32 packet,
                 const WirePacketRecord *last,
                 GArray *packets)
{
  WirePacketRecord records[BLOCK];
  guint32 stop = packet > MAX_BACK ? packet - MAX_BACK : 0;

  for (guint32 end = packet; end > stop && packets->len < MAX_READ;)
    {
      guint32 first = end - stop > BLOCK ? end - BLOCK : stop;
      guint32 n = wire_capture_get_packets (capture, first, end - first, records);

      for (guint32 i = n; i > 0 && packets->len < MAX_READ; i--)
        if (may_belong (&records[i - 1], last))
          {
            guint32 found = first + i - 1;

            g_array_append_val (packets, found);
          }
      end = first;
    }
}

/* Returns: (transfer full) (nullable): what @packet completes */
static WireDatagram *
find_datagram (WireCapture *capture, guint32 packet, guint *n)
{
  Search search = { .capture = capture };
  g_autoptr (GArray) packets = g_array_new (FALSE, FALSE, sizeof (guint32));
  WirePacketRecord record;
  WireFragment own;
  g_autoptr (GBytes) bytes = NULL;

  if (!wire_capture_get_packet (capture, packet, &record) || !(record.flags & WIRE_FRAME_FRAGMENT)
      || !(bytes = read_fragment (capture, packet, &own)))
    return NULL;
  search.id = own.id;
  find_candidates (capture, packet, &record, packets);
  for (guint i = packets->len; i > 0; i--)
    add_packet (&search, g_array_index (packets, guint32, i - 1));
  if (search.datagram
      && (wire_datagram_is_complete (search.datagram)
          || !wire_datagram_is_of (search.datagram, &own.tuple, own.id)))
    g_clear_pointer (&search.datagram, wire_datagram_free); /* whole before: a copy, or a new one */
  add_packet (&search, packet);
  if (search.datagram && !wire_datagram_is_complete (search.datagram))
    g_clear_pointer (&search.datagram, wire_datagram_free);
  *n = search.n;
  return search.datagram;
}

/**
 * wire_capture_read_whole:
 * @self: a capture
 * @packet: counted from 0
 * @n: (out): fragments that it came in
 *
 * Puts together again what came in fragments, of which @packet brought the last. Blocks.
 *
 * Returns: (transfer full) (nullable): the IP datagram, as it would have been in one piece; %NULL
 *   where @packet completes none
 */
GBytes *
wire_capture_read_whole (WireCapture *self, guint32 packet, guint *n)
{
  g_autoptr (WireDatagram) datagram = find_datagram (self, packet, n);
  guint32 header, captured, length;
  const guint8 *bytes =
      datagram ? wire_datagram_make_packet (datagram, &header, &captured, &length) : NULL;

  return bytes ? g_bytes_new (bytes, captured) : NULL;
}

/**
 * wire_capture_describe_whole:
 * @self: a capture
 * @packet: counted from 0
 * @fields: of the packet
 *
 * Where @packet completes an IP datagram that came in fragments, adds a layer that says so, and the
 * layers of the whole datagram. These are in several packets. Blocks.
 */
void
wire_capture_describe_whole (WireCapture *self, guint32 packet, WireFields *fields)
{
  guint n = 0;
  g_autoptr (GBytes) bytes = wire_capture_read_whole (self, packet, &n);
  g_autoptr (WireFields) derived = NULL;
  gsize length;
  WireFrame frame;

  if (!bytes)
    return;
  g_bytes_get_data (bytes, &length);
  wire_frame_decode (&frame, LINK_TYPE_RAW_IP, g_bytes_get_data (bytes, NULL), (guint32) length,
                     (guint32) length);
  derived = wire_frame_describe (&frame);
  wire_fields_begin_layer (fields, N_ ("IP datagram, put together"), 0, 0, 0);
  wire_fields_set_layer_value (fields, "%u bytes in %u fragments", (guint) length, n);
  wire_fields_add_derived (fields, derived);
}
