/* wire-zeek-packet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-packet.h"

#include "capture/protocols/network/wire-checksum.h"

#include <netinet/in.h>

/* More extension headers than this are not followed. */
#define MAX_EXTENSIONS 16u

/* RFC 791, section 3.1. A total length of 0 is what a network card leaves when it cuts segments
 * itself: the packet is then as long as what was captured of it. */
static gboolean
read_4 (const guint8 *bytes, guint32 available, WireZeekPacket *packet)
{
  guint32 header = available > 0 ? (bytes[0] & 0x0fu) * 4 : 0;
  guint16 fragment;

  if (available < 20 || header < 20 || header > available)
    return FALSE;
  fragment = wire_be16 (bytes + 6);
  packet->family = WIRE_FAMILY_IPV4;
  packet->protocol = bytes[9];
  packet->src = bytes + 12;
  packet->dst = bytes + 16;
  packet->total = wire_be16 (bytes + 2);
  if (packet->total < header)
    packet->total = available;
  packet->more = (fragment & 0x2000) != 0;
  packet->fragment_offset = (fragment & 0x1fffu) * 8;
  packet->fragment = packet->more || packet->fragment_offset > 0;
  packet->fragment_id = wire_be16 (bytes + 4);
  packet->payload = bytes + header;
  packet->payload_length = packet->total - header;
  packet->payload_captured = MIN (available - header, packet->payload_length);
  return TRUE;
}

static void
read_fragment_header (const guint8 *bytes, WireZeekPacket *packet)
{
  guint16 offset = wire_be16 (bytes + 2);

  packet->fragment = TRUE;
  packet->more = offset & 1;
  packet->fragment_offset = offset & 0xfff8u;
  packet->fragment_id = wire_be32 (bytes + 4);
}

static gboolean
is_extension (guint8 protocol)
{
  return protocol == IPPROTO_HOPOPTS || protocol == IPPROTO_ROUTING || protocol == IPPROTO_FRAGMENT
         || protocol == IPPROTO_DSTOPTS || protocol == IPPROTO_AH || protocol == 135;
}

/* Returns: the bytes of the extension header at @at (RFC 8200, section 4), or 0 where it is cut */
static guint32
measure_extension (guint8 protocol, const guint8 *at, guint32 left)
{
  guint32 length;

  if (left < 8)
    return 0;
  length = protocol == IPPROTO_FRAGMENT ? 8
           : protocol == IPPROTO_AH     ? (at[1] + 2u) * 4
                                        : (at[1] + 1u) * 8;
  return length <= left ? length : 0;
}

static void
walk_extensions (WireZeekPacket *packet)
{
  for (guint i = 0; i < MAX_EXTENSIONS && is_extension (packet->protocol); i++)
    {
      const guint8 *at = packet->payload;
      guint32 length = measure_extension (packet->protocol, at, packet->payload_captured);

      if (length == 0 || (packet->fragment && packet->fragment_offset > 0))
        return;
      if (packet->protocol == IPPROTO_FRAGMENT)
        read_fragment_header (at, packet);
      packet->protocol = at[0];
      packet->payload += length;
      packet->payload_captured -= length;
      packet->payload_length -= MIN (length, packet->payload_length);
    }
}

static gboolean
read_6 (const guint8 *bytes, guint32 available, WireZeekPacket *packet)
{
  if (available < 40)
    return FALSE;
  packet->family = WIRE_FAMILY_IPV6;
  packet->protocol = bytes[6];
  packet->src = bytes + 8;
  packet->dst = bytes + 24;
  packet->total = wire_be16 (bytes + 4) + 40u;
  if (packet->total == 40 && (packet->protocol == IPPROTO_TCP || packet->protocol == IPPROTO_UDP))
    packet->total = available; /* a network card cuts the segments itself */
  packet->payload = bytes + 40;
  packet->payload_length = packet->total - 40;
  packet->payload_captured = MIN (available - 40, packet->payload_length);
  walk_extensions (packet);
  return TRUE;
}

/**
 * wire_zeek_packet_read_bytes:
 * @bytes: a packet of IP
 * @available: how much of it there is
 * @packet: (out): @number and @time are left alone
 *
 * Returns: whether its header could be read
 */
gboolean
wire_zeek_packet_read_bytes (const guint8 *bytes, guint32 available, WireZeekPacket *packet)
{
  packet->fragment = FALSE;
  packet->more = FALSE;
  packet->fragment_offset = 0;
  if (available == 0)
    return FALSE;
  return bytes[0] >> 4 == 4   ? read_4 (bytes, available, packet)
         : bytes[0] >> 4 == 6 ? read_6 (bytes, available, packet)
                              : FALSE;
}

/**
 * wire_zeek_packet_read:
 * @frame: a decoded frame
 * @layer: number of a layer of it
 * @packet: (out): @number and @time are left alone
 *
 * Returns: whether the layer is a header of IP that could be read
 */
gboolean
wire_zeek_packet_read (const WireFrame *frame, guint layer, WireZeekPacket *packet)
{
  const WireLayer *at = &frame->layers[layer];

  return (at->protocol == WIRE_PROTOCOL_IPV4 || at->protocol == WIRE_PROTOCOL_IPV6)
         && wire_zeek_packet_read_bytes (frame->data + at->offset, at->length, packet);
}

static guint32
pseudo_sum (const WireZeekPacket *packet)
{
  gsize size = packet->family == WIRE_FAMILY_IPV4 ? 4 : 16;
  guint32 sum = wire_checksum_add (0, packet->src, size);

  sum = wire_checksum_add (sum, packet->dst, size);
  return sum + packet->protocol + packet->payload_length;
}

/* A UDP checksum of 0 says that there is none (RFC 768). */
static gboolean
has_checksum (const WireZeekPacket *packet)
{
  if (packet->protocol == IPPROTO_UDP)
    return packet->payload_length >= 8
           && (packet->family == WIRE_FAMILY_IPV6 || wire_be16 (packet->payload + 6) != 0);
  if (packet->protocol == IPPROTO_TCP)
    return packet->payload_length >= 20;
  return packet->protocol == IPPROTO_ICMPV6 || packet->protocol == IPPROTO_ICMP;
}

/* What a sender leaves in the checksum that its network card is to compute: 0, or the sum of the
 * pseudo header. A capture on that machine sees this. */
static gboolean
is_left_to_card (const WireZeekPacket *packet, guint32 pseudo)
{
  guint at = packet->protocol == IPPROTO_TCP ? 16 : 6;
  guint16 found;

  if (packet->protocol != IPPROTO_TCP && packet->protocol != IPPROTO_UDP)
    return FALSE;
  found = wire_be16 (packet->payload + at);
  return found == 0 || found == 0xffff - wire_checksum_fold (pseudo);
}

/** Returns: whether the checksum of what @self carries can be checked, and is wrong */
gboolean
wire_zeek_packet_is_wrong (const WireZeekPacket *self)
{
  guint32 pseudo;
  guint32 sum;

  if (self->fragment || self->payload_captured < self->payload_length || self->payload_length < 8
      || !has_checksum (self))
    return FALSE;
  pseudo = self->protocol == IPPROTO_ICMP ? 0 : pseudo_sum (self);
  sum = wire_checksum_add (pseudo, self->payload, self->payload_length);
  return wire_checksum_fold (sum) != 0 && !is_left_to_card (self, pseudo);
}
