/* wire-bare.c: link headers of fixed length: IP over InfiniBand (RFC 4391), Solaris IPNET, Juniper
 * Ethernet, DOCSIS, netANALYZER, mPackets, a byte of direction, SLIP (RFC 1055) and AX.25
 * (tcpdump.org)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define IPOIB_ADDRESS 20
#define IPOIB_PACKET_HEADER 40
#define IPOIB_HEADER 4
#define IPNET_HEADER 24
#define JUNIPER_HEADER 4
#define JUNIPER_MAGIC 0x4d4743u
#define JUNIPER_NO_LINK_HEADER 0x02
#define JUNIPER_EXTENDED 0x80
#define NETANALYZER_HEADER 4
#define DIRECTION_HEADER 1
#define DOCSIS_HEADER 6
#define SLIP_HEADER 16
#define SLIP_HEADER_BSDOS 24
#define MPACKET_HEADER 8
#define SMD_EXPRESS 0xd5
#define AX25_ADDRESS 7
#define AX25_PID_IP 0xcc

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

/* Captures have the destination's address before RFC 4391's header, or the whole header of the
 * packet, or nothing: a type that is known tells. */
static guint32
ipoib_length (const WireCursor *cursor)
{
  static const guint32 BEFORE[] = { 0, IPOIB_ADDRESS, IPOIB_PACKET_HEADER };

  for (guint i = 0; i < G_N_ELEMENTS (BEFORE); i++)
    {
      const guint8 *bytes = wire_cursor_peek (cursor, BEFORE[i] + IPOIB_HEADER);

      if (bytes && wire_be16 (bytes + BEFORE[i] + 2) == 0
          && wire_ethertype_protocol (wire_be16 (bytes + BEFORE[i])) != WIRE_PROTOCOL_DATA)
        return BEFORE[i] + IPOIB_HEADER;
    }
  return IPOIB_ADDRESS + IPOIB_HEADER;
}

WireProtocol
wire_ipoib_decode (WireFrame *frame, WireCursor *cursor)
{
  guint32 header = ipoib_length (cursor);
  const guint8 *bytes = wire_cursor_peek (cursor, header);

  return decode (frame, cursor, WIRE_PROTOCOL_IPOIB, header,
                 bytes ? wire_ethertype_protocol (wire_be16 (bytes + header - IPOIB_HEADER))
                       : WIRE_PROTOCOL_NONE);
}

void
wire_ipoib_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, ipoib_length (&cursor) - IPOIB_HEADER, "Destination");
  wire_describe_ethertype (fields, &cursor, "Type");
  wire_cursor_skip (&cursor, 2);
  wire_describe_end (fields, frame, layer, &cursor, IPOIB_HEADER);
}

WireProtocol
wire_ipnet_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_IPNET, IPNET_HEADER, WIRE_PROTOCOL_RAW_IP);
}

void
wire_ipnet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_number (fields, &cursor, 1, "Version");
  wire_describe_number (fields, &cursor, 1, "Family");
  wire_describe_end (fields, frame, layer, &cursor, IPNET_HEADER);
}

/* A magic number, flags, and extensions with their length. Of frames that lost their link header,
 * the version of IP tells. */
WireProtocol
wire_juniper_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, JUNIPER_HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_JUNIPER, cursor);
  if (wire_be32 (bytes) >> 8 != JUNIPER_MAGIC)
    return WIRE_PROTOCOL_DATA;

  guint32 header = JUNIPER_HEADER;
  if (bytes[3] & JUNIPER_EXTENDED)
    {
      const guint8 *extended = wire_cursor_peek (cursor, JUNIPER_HEADER + 2);

      header += 2 + (extended ? wire_be16 (extended + JUNIPER_HEADER) : 0);
    }
  /* Without the link header, four bytes say which family follows. */
  gboolean bare = (bytes[3] & JUNIPER_NO_LINK_HEADER) != 0;
  return decode (frame, cursor, WIRE_PROTOCOL_JUNIPER, header + (bare ? 4 : 0),
                 bare ? WIRE_PROTOCOL_RAW_IP : WIRE_PROTOCOL_ETHERNET);
}

void
wire_juniper_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_cursor_skip (&cursor, 3);
  wire_describe_hex (fields, &cursor, 1, "Flags");
  wire_describe_end (fields, frame, layer, &cursor, JUNIPER_HEADER);
}

WireProtocol
wire_netanalyzer_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_NETANALYZER, NETANALYZER_HEADER,
                 WIRE_PROTOCOL_ETHERNET);
}

void
wire_netanalyzer_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, NETANALYZER_HEADER, "Header");
  wire_describe_end (fields, frame, layer, &cursor, NETANALYZER_HEADER);
}

/* Link types 205 and 206: the direction, and then Cisco HDLC or Frame Relay. An address of HDLC
 * tells them apart. */
WireProtocol
wire_direction_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, DIRECTION_HEADER + 1);
  gboolean hdlc = bytes && (bytes[1] == 0x0f || bytes[1] == 0x8f);

  return decode (frame, cursor, WIRE_PROTOCOL_DIRECTION, DIRECTION_HEADER,
                 hdlc ? WIRE_PROTOCOL_CHDLC : WIRE_PROTOCOL_FRAME_RELAY);
}

void
wire_direction_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  static const WireName DIRECTIONS[] = { { 0, "received" }, { 1, "sent" } };
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_named (fields, &cursor, 1, "Direction", DIRECTIONS, G_N_ELEMENTS (DIRECTIONS));
  wire_describe_end (fields, frame, layer, &cursor, DIRECTION_HEADER);
}

/* Frame control, parameter, length and checksum; with an extended header where the control says so,
 * whose length is the parameter. */
WireProtocol
wire_docsis_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, DOCSIS_HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_DOCSIS, cursor);

  guint32 extended = bytes[0] & 1 ? bytes[1] : 0;
  gboolean packet = bytes[0] >> 6 == 0;
  return decode (frame, cursor, WIRE_PROTOCOL_DOCSIS, DOCSIS_HEADER + extended,
                 packet ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_DATA);
}

void
wire_docsis_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 1, "Frame control");
  wire_describe_number (fields, &cursor, 1, "Parameter");
  wire_describe_number (fields, &cursor, 2, "Length");
  wire_describe_end (fields, frame, layer, &cursor, DOCSIS_HEADER);
}

/* Where the header was compressed away, nothing says so but the first byte after this one. */
WireProtocol
wire_slip_decode (WireFrame *frame, WireCursor *cursor)
{
  static const guint32 HEADERS[] = { 0, SLIP_HEADER, SLIP_HEADER_BSDOS };

  for (guint i = 0; i < G_N_ELEMENTS (HEADERS); i++)
    {
      const guint8 *bytes = wire_cursor_peek (cursor, HEADERS[i] + 1);

      if (!bytes || (bytes[HEADERS[i]] >> 4 != 4 && bytes[HEADERS[i]] >> 4 != 6))
        continue;
      return HEADERS[i] == 0
                 ? WIRE_PROTOCOL_RAW_IP
                 : decode (frame, cursor, WIRE_PROTOCOL_SLIP, HEADERS[i], WIRE_PROTOCOL_RAW_IP);
    }
  return decode (frame, cursor, WIRE_PROTOCOL_SLIP, SLIP_HEADER, WIRE_PROTOCOL_DATA);
}

/* Seven bytes of preamble and a delimiter. Frames that another one interrupted are in pieces, which
 * are not put together (IEEE 802.3br, clause 99). */
WireProtocol
wire_mpacket_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, MPACKET_HEADER);

  return decode (frame, cursor, WIRE_PROTOCOL_MPACKET, MPACKET_HEADER,
                 bytes && bytes[MPACKET_HEADER - 1] == SMD_EXPRESS ? WIRE_PROTOCOL_ETHERNET
                                                                   : WIRE_PROTOCOL_DATA);
}

void
wire_mpacket_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, MPACKET_HEADER - 1, "Preamble");
  wire_describe_hex (fields, &cursor, 1, "Delimiter");
  wire_describe_end (fields, frame, layer, &cursor, MPACKET_HEADER);
}

/* Addresses end with one whose lowest bit is set; then control, and the protocol. */
static guint32
ax25_length (WireCursor cursor, guint32 before)
{
  guint32 header = before;

  wire_cursor_skip (&cursor, before);
  for (guint i = 0; i < 10; i++)
    {
      const guint8 *address = wire_cursor_take (&cursor, AX25_ADDRESS);

      header += AX25_ADDRESS;
      if (!address || address[AX25_ADDRESS - 1] & 1)
        break;
    }
  return header + 2;
}

static WireProtocol
decode_ax25 (WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 before)
{
  guint32 header = ax25_length (*cursor, before);
  const guint8 *bytes = wire_cursor_peek (cursor, header);

  return decode (frame, cursor, protocol, header,
                 bytes && bytes[header - 1] == AX25_PID_IP ? WIRE_PROTOCOL_IPV4
                                                           : WIRE_PROTOCOL_DATA);
}

WireProtocol
wire_ax25_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_ax25 (frame, cursor, WIRE_PROTOCOL_AX25, 0);
}

WireProtocol
wire_ax25_kiss_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_ax25 (frame, cursor, WIRE_PROTOCOL_AX25_KISS, 1);
}
