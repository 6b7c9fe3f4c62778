/* wire-vxlan.c: Ethernet frames carried over UDP (RFC 7348), and the kin of its header: the generic
 * extension (draft-ietf-nvo3-vxlan-gpe) and LISP (RFC 9300)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 8
#define FLAG_NEXT_PROTOCOL 0x04

static const WireName NEXT[] = {
  { 1, "IPv4" }, { 2, "IPv6" }, { 3, "Ethernet" }, { 4, "NSH" }, { 5, "MPLS" },
};

/* The flag that says so is reserved in plain VXLAN, where the byte of the protocol is, too. */
static WireProtocol
find_payload (const guint8 *bytes)
{
  if (!(bytes[0] & FLAG_NEXT_PROTOCOL))
    return WIRE_PROTOCOL_ETHERNET;
  switch (bytes[3])
    {
    case 1:
      return WIRE_PROTOCOL_IPV4;
    case 2:
      return WIRE_PROTOCOL_IPV6;
    case 4:
      return WIRE_PROTOCOL_NSH;
    case 5:
      return WIRE_PROTOCOL_MPLS;
    case 0:
    case 3:
      return WIRE_PROTOCOL_ETHERNET;
    default:
      return WIRE_PROTOCOL_DATA;
    }
}

WireProtocol
wire_vxlan_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_VXLAN, cursor);
  frame->entered = WIRE_TUNNEL_VXLAN;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_VXLAN, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return wire_cursor_remaining (cursor) > 0 ? find_payload (bytes) : WIRE_PROTOCOL_NONE;
}

void
wire_vxlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 flags = wire_cursor_u8 (&cursor);

  wire_cursor_skip (&cursor, 2);
  guint8 next = wire_cursor_u8 (&cursor);
  guint32 network = wire_cursor_be24 (&cursor);
  guint8 reserved = wire_cursor_u8 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "network %u", network);
      wire_fields_add (fields, 0, 1, "Flags", "0x%02x%s", flags,
                       flags & 0x08 ? " (network identifier valid)" : "");
      if (flags & FLAG_NEXT_PROTOCOL)
        wire_fields_add (fields, 3, 1, "Next protocol", "%u (%s)", next,
                         wire_names_or_unknown (NEXT, next));
      wire_fields_add (fields, 4, 3, "VXLAN network identifier", "%u", network);
      wire_fields_add (fields, 7, 1, "Reserved", "0x%02x", reserved);
    }
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}

WireProtocol
wire_lisp_decode (WireFrame *frame, WireCursor *cursor)
{
  if (!wire_cursor_peek (cursor, HEADER))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_LISP, cursor);
  frame->entered = WIRE_TUNNEL_LISP;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_LISP, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return WIRE_PROTOCOL_RAW_IP;
}

void
wire_lisp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 1, "Flags");
  wire_describe_bytes (fields, &cursor, 3, "Nonce");
  wire_describe_hex (fields, &cursor, 4, "Instance and locator status");
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}
