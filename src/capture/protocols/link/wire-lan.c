/* wire-lan.c: local networks other than Ethernet whose payload is LLC or IP: FDDI (ISO 9314-2),
 * Token Ring (IEEE 802.5), ARCNET (RFC 1201), IP over Fibre Channel (RFC 2625) and over IEEE 1394
 * (RFC 2734)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define FDDI_HEADER 13
#define TOKEN_RING_HEADER 14
#define FC_HEADER 16
#define FIREWIRE_HEADER 18

#define ARCNET_ADDRESSES 2
#define ARCNET_LINUX_ADDRESSES 4 /* and an offset */
#define ARCNET_IPV4 0xd4
#define ARCNET_IPV4_OLD 0xf0
#define ARCNET_ARP 0xd5
#define ARCNET_ARP_OLD 0xf1
#define ARCNET_IPV6 0xc4

static WireProtocol
decode (
    WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 header, WireProtocol next)
{
  if (!wire_cursor_peek (cursor, header))
    return wire_frame_end_short (frame, protocol, cursor);
  wire_frame_add_layer (frame, protocol, cursor, header);
  wire_cursor_skip (cursor, header);
  return next;
}

/* Frames that carry LLC have 0x5 in the upper half of the first byte but one bit. */
WireProtocol
wire_fddi_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);
  gboolean llc = bytes && (bytes[0] & 0x70) == 0x50;

  return decode (frame, cursor, WIRE_PROTOCOL_FDDI, FDDI_HEADER,
                 llc ? WIRE_PROTOCOL_LLC : WIRE_PROTOCOL_DATA);
}

void
wire_fddi_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 1, "Frame control");
  wire_describe_mac (fields, &cursor, "Destination");
  wire_describe_mac (fields, &cursor, "Source");
  wire_describe_end (fields, frame, layer, &cursor, FDDI_HEADER);
}

/* The first bit of the source says that a source route follows; its first byte holds its length. */
static guint32
token_ring_length (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, TOKEN_RING_HEADER + 1);

  return TOKEN_RING_HEADER
         + (bytes && bytes[8] & 0x80 ? (bytes[TOKEN_RING_HEADER] & 0x1fu) & ~1u : 0);
}

WireProtocol
wire_token_ring_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 2);
  gboolean llc = bytes && bytes[1] >> 6 == 1;

  return decode (frame, cursor, WIRE_PROTOCOL_TOKEN_RING, token_ring_length (cursor),
                 llc ? WIRE_PROTOCOL_LLC : WIRE_PROTOCOL_DATA);
}

void
wire_token_ring_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 header = token_ring_length (&cursor);

  wire_describe_hex (fields, &cursor, 1, "Access control");
  wire_describe_hex (fields, &cursor, 1, "Frame control");
  wire_describe_mac (fields, &cursor, "Destination");
  wire_describe_mac (fields, &cursor, "Source");
  wire_describe_bytes (fields, &cursor, header - TOKEN_RING_HEADER, "Source route");
  wire_describe_end (fields, frame, layer, &cursor, header);
}

static WireProtocol
arcnet_payload (guint8 type)
{
  switch (type)
    {
    case ARCNET_IPV4:
    case ARCNET_IPV4_OLD:
      return WIRE_PROTOCOL_IPV4;
    case ARCNET_IPV6:
      return WIRE_PROTOCOL_IPV6;
    case ARCNET_ARP:
    case ARCNET_ARP_OLD:
      return WIRE_PROTOCOL_ARP;
    default:
      return WIRE_PROTOCOL_DATA;
    }
}

/* Types of RFC 1201 have a header that splits long packets: flag, sequence number, and again where
 * the flag is 0xff. Those of RFC 1051 have none. */
static guint32
arcnet_length (const WireCursor *cursor, guint32 addresses, guint8 *type, gboolean *later)
{
  const guint8 *bytes = wire_cursor_peek (cursor, addresses + 2);

  *type = 0;
  *later = FALSE;
  if (!bytes)
    return addresses + 4;
  *type = bytes[addresses];
  if (*type == ARCNET_IPV4_OLD || *type == ARCNET_ARP_OLD)
    return addresses + 1;

  guint8 flag = bytes[addresses + 1];
  *later = flag != 0xff && flag != 0 && !(flag & 1);
  return addresses + (flag == 0xff ? 8 : 4);
}

static WireProtocol
decode_arcnet (WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 addresses)
{
  guint8 type;
  gboolean later;
  guint32 header = arcnet_length (cursor, addresses, &type, &later);

  return decode (frame, cursor, protocol, header,
                 later ? WIRE_PROTOCOL_FRAGMENT : arcnet_payload (type));
}

WireProtocol
wire_arcnet_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_arcnet (frame, cursor, WIRE_PROTOCOL_ARCNET, ARCNET_ADDRESSES);
}

/* Linux puts whole packets together and leaves their header out: only the type is there. */
WireProtocol
wire_arcnet_linux_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, ARCNET_LINUX_ADDRESSES + 1);
  guint8 type = bytes ? bytes[ARCNET_LINUX_ADDRESSES] : 0;
  gboolean old = type == ARCNET_IPV4_OLD || type == ARCNET_ARP_OLD;

  return decode (frame, cursor, WIRE_PROTOCOL_ARCNET_LINUX,
                 ARCNET_LINUX_ADDRESSES + (old ? 1u : 4u), arcnet_payload (type));
}

static void
describe_arcnet (const WireFrame *frame, const WireLayer *layer, WireFields *fields, guint32 skip)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_number (fields, &cursor, 1, "Source");
  wire_describe_number (fields, &cursor, 1, "Destination");
  wire_cursor_skip (&cursor, skip);
  wire_describe_hex (fields, &cursor, 1, "Type");
  wire_describe_end (fields, frame, layer, &cursor, layer->header);
}

void
wire_arcnet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  describe_arcnet (frame, layer, fields, 0);
}

void
wire_arcnet_linux_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  describe_arcnet (frame, layer, fields, 2);
}

WireProtocol
wire_ip_over_fc_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_IP_OVER_FC, FC_HEADER, WIRE_PROTOCOL_LLC);
}

/* Each address is two bytes of authority and a hardware address. */
void
wire_ip_over_fc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_cursor_skip (&cursor, 2);
  wire_describe_mac (fields, &cursor, "Destination");
  wire_cursor_skip (&cursor, 2);
  wire_describe_mac (fields, &cursor, "Source");
  wire_describe_end (fields, frame, layer, &cursor, FC_HEADER);
}

WireProtocol
wire_ip_over_1394_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, FIREWIRE_HEADER);

  return decode (frame, cursor, WIRE_PROTOCOL_IP_OVER_1394, FIREWIRE_HEADER,
                 bytes ? wire_ethertype_protocol (wire_be16 (bytes + 16)) : WIRE_PROTOCOL_NONE);
}

void
wire_ip_over_1394_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, 8, "Destination");
  wire_describe_bytes (fields, &cursor, 8, "Source");
  wire_describe_ethertype (fields, &cursor, "Type");
  wire_describe_end (fields, frame, layer, &cursor, FIREWIRE_HEADER);
}
