/* wire-field-walk-network.c: IP, ICMP and IGMP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-walk.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/frame/wire-address.h"

#define LINKTYPE_RAW 101

static void
give_address (WireFieldPacket *packet, const char *name, WireFamily family, const guint8 *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_field_packet_give_text (packet, name,
                               g_strdup (wire_address_to_text (family, address, text)));
}

static void
give_options (WireFieldPacket *packet, const guint8 *options, guint32 length)
{
  for (guint32 at = 0; at < length;)
    {
      guint32 size = options[at] < 2 ? 1 : at + 1 < length ? options[at + 1] : 0;

      wire_field_packet_give_number (packet, "ip.opt.type", options[at]);
      if (options[at] == 0 || size == 0 || (options[at] >= 2 && size < 2))
        return;
      at += size;
    }
}

static void
give_hosts (WireFieldPacket *packet, const guint8 *bytes)
{
  give_address (packet, "ip.src_host", WIRE_FAMILY_IPV4, bytes + 12);
  give_address (packet, "ip.dst_host", WIRE_FAMILY_IPV4, bytes + 16);
}

/* RFC 791. */
void
wire_field_walk_ipv4 (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;
  guint32 header;

  if (layer->length < 20)
    return;
  header = (bytes[0] & 0xfu) * 4;
  wire_field_packet_give_number (packet, "ip.hdr_len", header);
  wire_field_packet_give_number (packet, "ip.len",
                                 wire_be16 (bytes + 2) ? wire_be16 (bytes + 2) : layer->length);
  wire_field_packet_give_number (packet, "ip.frag_offset", (wire_be16 (bytes + 6) & 0x1fffu) * 8);
  wire_field_packet_give_raw (packet, "ip.dst", bytes + 16, 4);
  if (wire_field_packet_wants_name (packet, "ip.src_host")
      || wire_field_packet_wants_name (packet, "ip.dst_host"))
    give_hosts (packet, bytes);
  if (header > 20 && wire_field_packet_wants_name (packet, "ip.opt"))
    give_options (packet, bytes + 20, MIN (header, layer->length) - 20);
}

/* RFC 8200. */
void
wire_field_walk_ipv6 (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;

  if (layer->length < 40
      || !(wire_field_packet_wants_name (packet, "ipv6.src_host")
           || wire_field_packet_wants_name (packet, "ipv6.dst_host")))
    return;
  give_address (packet, "ipv6.src_host", WIRE_FAMILY_IPV6, bytes + 8);
  give_address (packet, "ipv6.dst_host", WIRE_FAMILY_IPV6, bytes + 24);
}

/* An error quotes the datagram that caused it. Its fields count as those of further layers; errors
 * do not quote errors, so this goes one deep. */
static void
give_quote (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  WireFrame *quote;

  if (layer->length <= 8)
    return;
  quote = wire_field_packet_own (packet, g_new (WireFrame, 1));
  wire_frame_decode (quote, LINKTYPE_RAW, frame->data + layer->offset + 8, layer->length - 8,
                     layer->length - 8);
  for (guint i = 0; i < quote->n_layers; i++)
    if (quote->layers[i].protocol == WIRE_PROTOCOL_ICMP
        || quote->layers[i].protocol == WIRE_PROTOCOL_ICMPV6)
      quote->n_layers = (guint8) (i + 1);
  wire_field_packet_add_quote (packet, quote);
}

static gboolean
is_query (guint8 type)
{
  return type == 0 || type == 8 || (type >= 13 && type <= 18);
}

/* RFC 792. */
void
wire_field_walk_icmp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;

  if (layer->length < 8)
    return;
  if (is_query (bytes[0]))
    {
      wire_field_packet_give_raw (packet, "icmp.ident", bytes + 4, 2);
      wire_field_packet_give_number (packet, "icmp.ident_le", bytes[4] | bytes[5] << 8);
      wire_field_packet_give_raw (packet, "icmp.seq", bytes + 6, 2);
      wire_field_packet_give_number (packet, "icmp.seq_le", bytes[6] | bytes[7] << 8);
    }
  if (bytes[0] == 3 && bytes[1] == 4)
    wire_field_packet_give_raw (packet, "icmp.mtu", bytes + 6, 2);
  if (bytes[0] == 5)
    wire_field_packet_give_raw (packet, "icmp.redir_gw", bytes + 4, 4);
  if (bytes[0] == 3 || bytes[0] == 4 || bytes[0] == 5 || bytes[0] == 11 || bytes[0] == 12)
    give_quote (packet, frame, layer);
}

/* RFC 4443, RFC 4861. */
void
wire_field_walk_icmpv6 (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;

  if (layer->length < 8)
    return;
  if (bytes[0] == 128 || bytes[0] == 129)
    {
      wire_field_packet_give_raw (packet, "icmpv6.echo.identifier", bytes + 4, 2);
      wire_field_packet_give_raw (packet, "icmpv6.echo.sequence_number", bytes + 6, 2);
    }
  if (bytes[0] == 2)
    wire_field_packet_give_raw (packet, "icmpv6.mtu", bytes + 4, 4);
  if (bytes[0] == 135 && layer->length >= 24)
    wire_field_packet_give_raw (packet, "icmpv6.nd.ns.target_address", bytes + 8, 16);
  if (bytes[0] == 136 && layer->length >= 24)
    wire_field_packet_give_raw (packet, "icmpv6.nd.na.target_address", bytes + 8, 16);
  if (bytes[0] >= 1 && bytes[0] <= 4)
    give_quote (packet, frame, layer);
}

static void
give_groups (WireFieldPacket *packet, const guint8 *bytes, guint32 length)
{
  guint n = wire_be16 (bytes + 6);

  for (guint32 at = 8; n > 0 && at + 8 <= length; n--)
    {
      wire_field_packet_give_raw (packet, "igmp.maddr", bytes + at + 4, 4);
      at += 8u + 4u * wire_be16 (bytes + at + 2) + 4u * bytes[at + 1];
    }
}

/* RFC 2236; type 0x22 is a report of RFC 3376. */
void
wire_field_walk_igmp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;

  if (layer->length < 8)
    return;
  if (bytes[0] == 0x22)
    give_groups (packet, bytes, layer->length);
  else
    wire_field_packet_give_raw (packet, "igmp.maddr", bytes + 4, 4);
}
