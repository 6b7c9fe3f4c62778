/* wire-datagram.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-datagram.h"

#include "capture/frame/wire-ip.h"

#define FRAGMENT_HEADER 8
#define IPV6_HEADER 40

struct _WireDatagram
{
  WireTuple tuple;
  guint32 id;
  gint64 time;       /* of the fragment that came first */
  GArray *pieces;    /* of WireDatagramPiece, in order of offset, without overlap */
  GByteArray *bytes; /* room for the header, and the payload after it */
  guint32 header;    /* bytes of the header; 0 until the first fragment came */
  guint32 total;     /* of the payload; 0 until the last fragment came */
  guint32 held;      /* bytes of the payload that were on the wire */
  gboolean overlaps;
};

/** Returns: (transfer full): an empty datagram of the kind that @fragment belongs to */
WireDatagram *
wire_datagram_new (const WireFragment *fragment, gint64 time)
{
  WireDatagram *self = g_new0 (WireDatagram, 1);

  self->tuple = fragment->tuple;
  self->id = fragment->id;
  self->time = time;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (WireDatagramPiece));
  self->bytes = g_byte_array_new ();
  g_byte_array_set_size (self->bytes, WIRE_DATAGRAM_HEADER_MAX);
  return self;
}

void
wire_datagram_free (WireDatagram *self)
{
  g_array_unref (self->pieces);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static gboolean
find_ipv4 (const WireFrame *frame, const WireLayer *ip, WireFragment *fragment)
{
  const guint8 *bytes = frame->data + ip->offset;
  guint16 word = wire_be16 (bytes + 6);
  guint32 total = wire_be16 (bytes + 2);

  if (ip->header > ip->length || total < ip->header)
    return FALSE;
  fragment->more = (word & 0x2000) != 0;
  fragment->header_length = ip->header;
  fragment->data = bytes + ip->header;
  fragment->piece.offset = (word & 0x1fff) * 8u;
  fragment->piece.captured = ip->length - ip->header;
  fragment->piece.length = total - ip->header;
  return TRUE;
}

/* The extension headers before the one of the fragment belong to each of them. */
static gboolean
find_ipv6 (const WireFrame *frame, const WireLayer *ip, WireFragment *fragment)
{
  const guint8 *bytes = frame->data + ip->offset;
  guint8 kind = bytes[6];
  const WireLayer *layer = ip + 1;

  for (; layer < frame->layers + frame->n_layers; layer++)
    {
      if (layer->protocol != WIRE_PROTOCOL_IPV6_EXTENSION || layer->header > layer->length)
        return FALSE;
      if (kind == WIRE_IP_FRAGMENT)
        break;
      kind = frame->data[layer->offset];
    }
  if (layer == frame->layers + frame->n_layers || layer->header < FRAGMENT_HEADER)
    return FALSE;

  const guint8 *header = frame->data + layer->offset;
  guint32 before = layer->offset - ip->offset + FRAGMENT_HEADER;
  guint32 total = IPV6_HEADER + (guint32) wire_be16 (bytes + 4);
  if (total < before)
    return FALSE;
  fragment->more = (wire_be16 (header + 2) & 1) != 0;
  fragment->next_header = header[0];
  fragment->header_length = before - FRAGMENT_HEADER;
  fragment->data = header + FRAGMENT_HEADER;
  fragment->piece.offset = wire_be16 (header + 2) & 0xfff8u;
  fragment->piece.captured = layer->length - FRAGMENT_HEADER;
  fragment->piece.length = total - before;
  return TRUE;
}

/**
 * wire_fragment_find:
 * @frame: a decoded frame
 * @ip_layer: number of the layer that is the IP header
 * @tuple: of that header
 * @id: its fragment identification
 * @fragment: (out): filled; the piece's packet and place are the caller's to say
 *
 * Returns: whether the IP header belongs to a fragment that can be put together with others
 */
gboolean
wire_fragment_find (const WireFrame *frame,
                    guint8 ip_layer,
                    const WireTuple *tuple,
                    guint32 id,
                    WireFragment *fragment)
{
  const WireLayer *ip = &frame->layers[ip_layer];
  gboolean found;

  if (ip_layer >= frame->n_layers)
    return FALSE;
  *fragment = (WireFragment){ .tuple = *tuple, .id = id };
  fragment->tuple.src_port = fragment->tuple.dst_port = 0;
  fragment->header = frame->data + ip->offset;
  if (ip->protocol == WIRE_PROTOCOL_IPV4)
    {
      /* What follows an Authentication Header is known of the first fragment only. */
      fragment->tuple.protocol = fragment->header[9];
      found = find_ipv4 (frame, ip, fragment);
    }
  else
    found = ip->protocol == WIRE_PROTOCOL_IPV6 && find_ipv6 (frame, ip, fragment);
  return found && fragment->header_length <= WIRE_DATAGRAM_HEADER_MAX
         && fragment->piece.captured <= fragment->piece.length;
}

/** Returns: whether @self is put together of fragments such as this. RFC 8200 leaves the
 * protocol out. */
gboolean
wire_datagram_is_of (const WireDatagram *self, const WireTuple *tuple, guint32 id)
{
  return self->id == id && self->tuple.family == tuple->family
         && (tuple->family == WIRE_FAMILY_IPV6 || self->tuple.protocol == tuple->protocol)
         && memcmp (self->tuple.src, tuple->src, sizeof tuple->src) == 0
         && memcmp (self->tuple.dst, tuple->dst, sizeof tuple->dst) == 0;
}

static WireDatagramPiece *
get_piece (const WireDatagram *self, guint i)
{
  return &g_array_index (self->pieces, WireDatagramPiece, i);
}

static guint8 *
get_payload (const WireDatagram *self)
{
  return self->bytes->data + WIRE_DATAGRAM_HEADER_MAX;
}

/* Returns: whether the bytes that @piece has of the range from @from to @to are the same as those
 *   that are there already */
static gboolean
says_the_same (const WireDatagram *self,
               const WireDatagramPiece *old,
               const WireDatagramPiece *piece,
               const guint8 *data)
{
  guint32 from = MAX (old->offset, piece->offset);
  guint32 to = MIN (old->offset + old->captured, piece->offset + piece->captured);

  return from >= to
         || memcmp (get_payload (self) + from, data + (from - piece->offset), to - from) == 0;
}

/* Puts the part of @piece from @from to @to, where nothing is, before piece number @i. */
static void
insert (WireDatagram *self,
        guint i,
        const WireDatagramPiece *piece,
        const guint8 *data,
        guint32 from,
        guint32 to)
{
  guint32 skip = from - piece->offset;
  WireDatagramPiece part = {
    .offset = from,
    .length = to - from,
    .captured = piece->captured > skip ? MIN (piece->captured - skip, to - from) : 0,
    .packet = piece->packet,
    .place = piece->place + skip,
  };

  if (self->bytes->len < WIRE_DATAGRAM_HEADER_MAX + to)
    g_byte_array_set_size (self->bytes, WIRE_DATAGRAM_HEADER_MAX + to);
  memcpy (get_payload (self) + from, data + skip, part.captured);
  g_array_insert_val (self->pieces, i, part);
  self->held += part.length;
}

/* Puts what is new of @piece between those that are there. */
static void
merge (WireDatagram *self, const WireDatagramPiece *piece, const guint8 *data)
{
  guint32 from = piece->offset;
  guint32 end = piece->offset + piece->length;

  for (guint i = 0; from < end; i++)
    {
      const WireDatagramPiece *old = i < self->pieces->len ? get_piece (self, i) : NULL;

      if (old && old->offset + old->length <= from)
        continue;
      if (!old || old->offset >= end)
        {
          insert (self, i, piece, data, from, end);
          return;
        }
      if (!says_the_same (self, old, piece, data))
        self->overlaps = TRUE;
      guint32 behind = old->offset + old->length;
      if (old->offset > from)
        insert (self, i++, piece, data, from, old->offset);
      from = behind;
    }
}

/* The header of the fragment at the beginning, as that of a datagram which is whole. */
static void
take_header (WireDatagram *self, const WireFragment *fragment)
{
  guint8 *header = get_payload (self) - fragment->header_length;

  self->header = fragment->header_length;
  memcpy (header, fragment->header, fragment->header_length);
  if (self->tuple.family == WIRE_FAMILY_IPV4)
    {
      header[6] = header[7] = 0;
      return;
    }
  guint32 at = 6;
  for (guint32 next = IPV6_HEADER; header[at] != WIRE_IP_FRAGMENT && next + 1 < self->header;)
    {
      at = next;
      next += 8 + header[next + 1] * 8u;
    }
  header[at] = fragment->next_header;
}

/**
 * wire_datagram_add:
 * @self: a datagram
 * @fragment: one more of its fragments
 *
 * Returns: %FALSE where the fragment reaches further than any datagram, or there are too many: it
 *   was left out
 */
gboolean
wire_datagram_add (WireDatagram *self, const WireFragment *fragment)
{
  guint32 end = fragment->piece.offset + fragment->piece.length;

  if (end + fragment->header_length > WIRE_DATAGRAM_MAX
      || self->pieces->len >= WIRE_DATAGRAM_PIECES_MAX || (self->total && end > self->total))
    return FALSE;
  if (fragment->piece.offset == 0 && self->header == 0)
    take_header (self, fragment);
  if (!fragment->more && self->total == 0)
    self->total = end;
  merge (self, &fragment->piece, fragment->data);
  return TRUE;
}

/** Returns: whether every fragment was seen */
gboolean
wire_datagram_is_complete (const WireDatagram *self)
{
  return self->header > 0 && self->total > 0 && self->held == self->total;
}

/** Returns: whether fragments said different bytes of the same place */
gboolean
wire_datagram_overlaps (const WireDatagram *self)
{
  return self->overlaps;
}

/** Returns: when its first fragment came, in nanoseconds since 1970, or %WIRE_TIME_NONE */
gint64
wire_datagram_get_time (const WireDatagram *self)
{
  return self->time;
}

/** Returns: bytes that it takes */
gsize
wire_datagram_get_memory (const WireDatagram *self)
{
  return sizeof *self + self->bytes->len + self->pieces->len * sizeof (WireDatagramPiece);
}

/* Returns: bytes of the payload from its beginning of which none is missing */
static guint32
count_captured (const WireDatagram *self)
{
  guint32 captured = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const WireDatagramPiece *piece = get_piece (self, i);

      if (piece->offset != captured)
        break;
      captured += piece->captured;
      if (piece->captured < piece->length)
        break;
    }
  return captured;
}

/**
 * wire_datagram_make_packet:
 * @self: a datagram whose first fragment was seen
 * @header: (out): bytes of its IP header; pieces count from after it
 * @captured: (out): bytes of the packet up to the first that is missing
 * @length: (out): how long it was
 *
 * Returns: (transfer none) (nullable): a packet as it would have been in one piece, from its IP
 *   header on, as long as @self; %NULL without the first fragment
 */
const guint8 *
wire_datagram_make_packet (WireDatagram *self, guint32 *header, guint32 *captured, guint32 *length)
{
  guint32 payload = self->total;
  guint8 *packet = get_payload (self) - self->header;

  if (self->header == 0)
    return NULL;
  if (payload == 0 && self->pieces->len > 0)
    {
      const WireDatagramPiece *last = get_piece (self, self->pieces->len - 1);

      payload = last->offset + last->length;
    }
  *header = self->header;
  *captured = self->header + count_captured (self);
  *length = self->header + payload;
  guint32 field = self->tuple.family == WIRE_FAMILY_IPV4 ? *length : *length - IPV6_HEADER;
  guint at = self->tuple.family == WIRE_FAMILY_IPV4 ? 2 : 4;
  packet[at] = (guint8) (field >> 8);
  packet[at + 1] = (guint8) field;
  return packet;
}

/** Returns: (transfer none) (array length=n): what was seen of it, in order of place, without
 * overlap */
const WireDatagramPiece *
wire_datagram_get_pieces (const WireDatagram *self, guint *n)
{
  *n = self->pieces->len;
  return (const WireDatagramPiece *) (gpointer) self->pieces->data;
}
