/* wire-ipv6-extension.c: IPv6 extension headers (RFC 8200, section 4; RFC 6275; RFC 7401; RFC 5533)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-ipv6-extension.h"

#include "wire-ip.h"
#include "wire-protocols.h"

#define FRAGMENT_HEADER 8
#define FRAGMENT_OFFSET_MASK 0xfff8
#define FRAGMENT_MORE 0x0001

/** Returns: what an IPv6 next header number announces; AH and ESP are layers of their own */
WireProtocol
wire_ipv6_next_header (guint8 next_header)
{
  switch (next_header)
    {
    case WIRE_IP_HOP_BY_HOP:
    case WIRE_IP_ROUTING:
    case WIRE_IP_FRAGMENT:
    case WIRE_IP_DESTINATION:
    case WIRE_IP_MOBILITY:
    case WIRE_IP_HIP:
    case WIRE_IP_SHIM6:
      return WIRE_PROTOCOL_IPV6_EXTENSION;
    case WIRE_IP_ETHERNET:
      return WIRE_PROTOCOL_ETHERNET; /* RFC 8986, section 4.9 */
    default:
      return wire_ip_protocol (next_header);
    }
}

/** Returns: the number by which the header behind @before was announced */
guint8
wire_ipv6_extension_kind (const WireFrame *frame, const WireLayer *before)
{
  return frame->data[before->offset + (before->protocol == WIRE_PROTOCOL_IPV6 ? 6 : 0)];
}

static WireProtocol
decode_fragment (WireFrame *frame, const guint8 *bytes, gboolean outermost)
{
  guint16 fragment = wire_be16 (bytes + 2);

  /* A fragment that is also the whole is none (RFC 6946). */
  if (outermost && (fragment & (FRAGMENT_OFFSET_MASK | FRAGMENT_MORE)))
    {
      frame->flags |= WIRE_FRAME_FRAGMENT;
      if (fragment & FRAGMENT_OFFSET_MASK)
        frame->flags |= WIRE_FRAME_LATER_FRAGMENT;
      frame->fragment_id = wire_be32 (bytes + 4);
    }
  return fragment & FRAGMENT_OFFSET_MASK ? WIRE_PROTOCOL_FRAGMENT
                                         : wire_ipv6_next_header (bytes[0]);
}

WireProtocol
wire_ipv6_extension_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 8);
  guint8 kind = wire_ipv6_extension_kind (frame, wire_frame_top (frame));
  gboolean outermost = wire_frame_is_outermost (frame, kind);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV6_EXTENSION, cursor);

  guint32 header = kind == WIRE_IP_FRAGMENT ? FRAGMENT_HEADER : 8 + (guint32) bytes[1] * 8;
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV6_EXTENSION, cursor);
  if (outermost)
    {
      frame->tuple.protocol = bytes[0];
      wire_frame_narrow_payload (frame, header);
    }
  wire_frame_add_layer (frame, WIRE_PROTOCOL_IPV6_EXTENSION, cursor, header);
  wire_cursor_skip (cursor, header);
  if (kind == WIRE_IP_FRAGMENT)
    return decode_fragment (frame, bytes, outermost);
  return bytes[0] == WIRE_IP_NO_NEXT && wire_cursor_remaining (cursor) == 0
             ? WIRE_PROTOCOL_NONE
             : wire_ipv6_next_header (bytes[0]);
}
