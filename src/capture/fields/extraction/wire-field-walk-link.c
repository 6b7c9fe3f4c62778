/* wire-field-walk-link.c: link layers and ARP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-walk.h"

#include "capture/frame/wire-ethertype.h"

static const guint8 *
bytes_of (const WireFrame *frame, const WireLayer *layer)
{
  return frame->data + layer->offset;
}

/* IEEE 802.3, clause 3.2.6: up to 1500 it is a length. */
static void
give_type (WireFieldPacket *packet,
           const guint8 *at,
           const char *type_name,
           const char *length_name)
{
  guint16 type = wire_be16 (at);

  wire_field_packet_give_number (packet,
                                 type <= WIRE_ETHERTYPE_LENGTH_MAX ? length_name : type_name, type);
}

void
wire_field_walk_ethernet (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  if (layer->length >= 14)
    give_type (packet, bytes_of (frame, layer) + 12, "eth.type", "eth.len");
}

void
wire_field_walk_vlan (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  if (layer->length >= 4)
    give_type (packet, bytes_of (frame, layer) + 2, "vlan.etype", "vlan.len");
}

/* RFC 3032: a layer holds the whole stack. */
void
wire_field_walk_mpls (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  guint32 length = MIN (layer->header, layer->length);

  for (guint32 at = 0; at + 4 <= length; at += 4)
    {
      guint32 entry = wire_be32 (bytes_of (frame, layer) + at);

      wire_field_packet_give_number (packet, "mpls.label", entry >> 12);
      wire_field_packet_give_number (packet, "mpls.exp", entry >> 9 & 7);
      wire_field_packet_give_number (packet, "mpls.bottom", entry >> 8 & 1);
      wire_field_packet_give_number (packet, "mpls.ttl", entry & 0xff);
    }
}

/* RFC 2516: code 0 is a session's data, the others find one. */
void
wire_field_walk_pppoe (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = bytes_of (frame, layer);

  if (layer->length >= 2)
    wire_field_packet_give_protocol (packet, bytes[1] == 0 ? "pppoes" : "pppoed", bytes,
                                     layer->length, layer->header);
}

/* tcpdump.org, LINKTYPE_LINUX_SLL. */
void
wire_field_walk_sll (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = bytes_of (frame, layer);

  if (layer->length < 16)
    return;
  wire_field_packet_give_raw (packet, "sll.pkttype", bytes, 2);
  wire_field_packet_give_raw (packet, "sll.hatype", bytes + 2, 2);
  wire_field_packet_give_raw (packet, "sll.halen", bytes + 4, 2);
  if (wire_be16 (bytes + 4) == 6)
    wire_field_packet_give_raw (packet, "sll.src.eth", bytes + 6, 6);
  if (wire_be16 (bytes + 14) > WIRE_ETHERTYPE_LENGTH_MAX)
    wire_field_packet_give_raw (packet, "sll.etype", bytes + 14, 2);
}

/* tcpdump.org, LINKTYPE_LINUX_SLL2. */
void
wire_field_walk_sll2 (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = bytes_of (frame, layer);

  if (layer->length < 20)
    return;
  if (wire_be16 (bytes) > WIRE_ETHERTYPE_LENGTH_MAX)
    wire_field_packet_give_raw (packet, "sll.etype", bytes, 2);
  wire_field_packet_give_raw (packet, "sll.ifindex", bytes + 4, 4);
  wire_field_packet_give_raw (packet, "sll.hatype", bytes + 8, 2);
  wire_field_packet_give_raw (packet, "sll.pkttype", bytes + 10, 1);
  wire_field_packet_give_raw (packet, "sll.halen", bytes + 11, 1);
  if (bytes[11] == 6)
    wire_field_packet_give_raw (packet, "sll.src.eth", bytes + 12, 6);
}

static gboolean
is_zero (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] != 0)
      return FALSE;
  return TRUE;
}

/* RFC 826, for Ethernet and IPv4; RFC 5227 tells of probes. */
void
wire_field_walk_arp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = bytes_of (frame, layer);

  if (layer->length < 28 || bytes[4] != 6 || bytes[5] != 4)
    return;
  wire_field_packet_give_raw (packet, "arp.src.hw_mac", bytes + 8, 6);
  wire_field_packet_give_raw (packet, "arp.src.proto_ipv4", bytes + 14, 4);
  wire_field_packet_give_raw (packet, "arp.dst.hw_mac", bytes + 18, 6);
  wire_field_packet_give_raw (packet, "arp.dst.proto_ipv4", bytes + 24, 4);
  if (memcmp (bytes + 14, bytes + 24, 4) == 0)
    wire_field_packet_give_number (packet, "arp.isgratuitous", 1);
  else if (wire_be16 (bytes + 6) == 1 && is_zero (bytes + 14, 4))
    wire_field_packet_give_number (packet, "arp.isprobe", 1);
}
