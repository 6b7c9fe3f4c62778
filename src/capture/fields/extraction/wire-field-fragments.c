/* wire-field-fragments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-fragments.h"

#include <string.h>

#define MAX_DATAGRAMS 128
#define MAX_PIECES 1024
#define MAX_PAYLOAD 65515u
#define IPV4_HEADER 20
#define IPV6_HEADER 40
#define FRAGMENT_HEADER 8

/* Bytes @start to @end of a datagram are there. */
typedef struct
{
  guint32 start;
  guint32 end;
} Piece;

typedef struct
{
  WireTuple tuple;
  guint32 id;
  guint32 total; /* of the payload, or 0 until the last fragment came */
  GArray *pieces;
  GByteArray *payload;
} Datagram;

struct _WireFieldFragments
{
  GQueue datagrams; /* of Datagram, the one that was begun last first */
};

/** Returns: (transfer full): no datagrams yet */
WireFieldFragments *
wire_field_fragments_new (void)
{
  return g_new0 (WireFieldFragments, 1);
}

static void
datagram_free (gpointer data)
{
  Datagram *datagram = data;

  g_array_unref (datagram->pieces);
  g_byte_array_unref (datagram->payload);
  g_free (datagram);
}

void
wire_field_fragments_free (WireFieldFragments *self)
{
  g_queue_clear_full (&self->datagrams, datagram_free);
  g_free (self);
}

/* Returns: the layer whose header says that the datagram is in fragments */
static const WireLayer *
find_header (const WireFrame *frame, guint *index)
{
  const WireLayer *layers = frame->layers;

  *index = frame->ip_layer;
  if (*index >= frame->n_layers)
    return NULL;
  if (frame->tuple.family == WIRE_FAMILY_IPV4)
    return &layers[*index];
  for (guint i = frame->ip_layer + 1u; i < frame->n_layers; i++)
    if (layers[i].protocol == WIRE_PROTOCOL_IPV6_EXTENSION)
      *index = i;
  return *index > frame->ip_layer && layers[*index].length >= FRAGMENT_HEADER ? &layers[*index]
                                                                              : NULL;
}

/**
 * wire_field_fragments_strip:
 * @frame: a frame; loses what is in a first fragment
 *
 * A fragment that was cut while capturing never becomes whole, and is left as it is.
 *
 * Returns: whether @frame holds a fragment for wire_field_fragments_add()
 */
gboolean
wire_field_fragments_strip (WireFrame *frame)
{
  guint index;

  if (G_LIKELY (!(frame->flags & WIRE_FRAME_FRAGMENT)) || frame->flags & WIRE_FRAME_TUNNELLED
      || frame->captured < frame->length || !find_header (frame, &index))
    return FALSE;
  frame->n_layers = (guint8) (index + 1);
  return TRUE;
}

static Datagram *
find_datagram (WireFieldFragments *self, const WireTuple *tuple, guint32 id)
{
  Datagram *datagram;

  for (GList *link = self->datagrams.head; link; link = link->next)
    {
      datagram = link->data;
      if (datagram->id == id && wire_tuple_equal (&datagram->tuple, tuple))
        return datagram;
    }
  datagram = g_new0 (Datagram, 1);
  datagram->tuple = *tuple;
  datagram->id = id;
  datagram->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  datagram->payload = g_byte_array_new ();
  g_queue_push_head (&self->datagrams, datagram);
  if (self->datagrams.length > MAX_DATAGRAMS)
    datagram_free (g_queue_pop_tail (&self->datagrams));
  return datagram;
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  guint32 left = ((const Piece *) a)->start, right = ((const Piece *) b)->start;

  return left < right ? -1 : left > right;
}

static gboolean
is_whole (Datagram *datagram)
{
  guint32 end = 0;

  if (datagram->total == 0)
    return FALSE;
  g_array_sort (datagram->pieces, compare_pieces);
  for (guint i = 0; i < datagram->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (datagram->pieces, Piece, i);

      if (piece->start > end)
        return FALSE;
      end = MAX (end, piece->end);
    }
  return end >= datagram->total;
}

static void
add_piece (Datagram *datagram, guint32 offset, const guint8 *bytes, guint32 length, gboolean last)
{
  Piece piece = { offset, offset + length };

  if (piece.end > MAX_PAYLOAD || datagram->pieces->len >= MAX_PIECES)
    return;
  if (piece.end > datagram->payload->len)
    g_byte_array_set_size (datagram->payload, piece.end);
  memcpy (datagram->payload->data + offset, bytes, length);
  g_array_append_val (datagram->pieces, piece);
  if (last)
    datagram->total = piece.end;
}

/* The datagram as if it had come whole, for a decoder of raw IP. */
static GBytes *
write_datagram (const Datagram *datagram)
{
  gboolean ipv4 = datagram->tuple.family == WIRE_FAMILY_IPV4;
  guint header = ipv4 ? IPV4_HEADER : IPV6_HEADER;
  guint32 length = (ipv4 ? IPV4_HEADER : 0) + datagram->total;
  guint8 *bytes = g_malloc0 (header + datagram->total);

  bytes[0] = ipv4 ? 0x45 : 0x60;
  bytes[ipv4 ? 2 : 4] = (guint8) (length >> 8);
  bytes[ipv4 ? 3 : 5] = (guint8) length;
  bytes[ipv4 ? 9 : 6] = datagram->tuple.protocol;
  memcpy (bytes + (ipv4 ? 12 : 8), datagram->tuple.src, ipv4 ? 4 : 16);
  memcpy (bytes + (ipv4 ? 16 : 24), datagram->tuple.dst, ipv4 ? 4 : 16);
  memcpy (bytes + header, datagram->payload->data, datagram->total);
  return g_bytes_new_take (bytes, header + datagram->total);
}

/* What @frame holds of its datagram. */
static const guint8 *
find_piece (const WireFrame *frame, const WireLayer *layer, guint32 *length)
{
  *length = layer->length > layer->header ? layer->length - layer->header : 0;
  return frame->data + layer->offset + layer->header;
}

/** Gives the bytes of @frame, for which wire_field_fragments_strip() said yes, as data that no
 * decoder claims: the datagram is not whole with it. */
void
wire_field_fragments_give (const WireFrame *frame, WireFieldPacket *packet)
{
  guint index;
  guint32 length;
  const guint8 *bytes = find_piece (frame, find_header (frame, &index), &length);

  if (length == 0 || !wire_field_packet_wants (packet, WIRE_PROTOCOL_DATA))
    return;
  wire_field_packet_begin_layer (packet, WIRE_PROTOCOL_DATA);
  wire_field_packet_give_protocol (packet, "data", bytes, length, length);
  wire_field_packet_give_raw (packet, "data.data", bytes, length);
  wire_field_packet_give_whole (packet, "data.len", length);
}

/**
 * wire_field_fragments_add:
 * @frame: for which wire_field_fragments_strip() said yes
 *
 * Returns: (transfer full) (nullable): the datagram, with an IP header of its own, where @frame
 * makes it whole
 */
GBytes *
wire_field_fragments_add (WireFieldFragments *self, const WireFrame *frame)
{
  guint index;
  const WireLayer *layer = find_header (frame, &index);
  gboolean ipv4 = frame->tuple.family == WIRE_FAMILY_IPV4;
  const guint8 *bytes = frame->data + layer->offset;
  guint16 word = wire_be16 (bytes + (ipv4 ? 6 : 2));
  guint32 offset = ipv4 ? (word & 0x1fffu) * 8 : word & 0xfff8u;
  WireTuple tuple = frame->tuple;
  Datagram *datagram;
  GBytes *whole;

  tuple.src_port = tuple.dst_port = 0;
  tuple.ports_unknown = 0;
  datagram = find_datagram (self, &tuple, frame->fragment_id);
  add_piece (datagram, offset, bytes + layer->header, layer->length - layer->header,
             !(word & (ipv4 ? 0x2000 : 1)));
  if (!is_whole (datagram))
    return NULL;
  whole = write_datagram (datagram);
  g_queue_remove (&self->datagrams, datagram);
  datagram_free (datagram);
  return whole;
}
