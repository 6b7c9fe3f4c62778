/* wire-wccp.c: what a router sends on to a web cache over GRE: WCCP (draft-mclaggan-wccp-v2rev1),
 * and Ethernet right on IP: EtherIP (RFC 3378)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define REDIRECT_HEADER 4
#define ETHERIP_HEADER 2

/* Version 1 has no header of its own: the packet begins with IP's version. */
WireProtocol
wire_wccp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, REDIRECT_HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_WCCP, cursor);
  frame->entered = WIRE_TUNNEL_WCCP;
  if (bytes[0] >> 4 == 4)
    return WIRE_PROTOCOL_IPV4;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_WCCP, cursor, REDIRECT_HEADER);
  wire_cursor_skip (cursor, REDIRECT_HEADER);
  return WIRE_PROTOCOL_RAW_IP;
}

void
wire_wccp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 1, "Flags");
  guint32 service = wire_describe_number (fields, &cursor, 1, "Service");
  wire_fields_set_layer_value (fields, "service %u", service);
  wire_describe_number (fields, &cursor, 1, "Alternative bucket");
  wire_describe_number (fields, &cursor, 1, "Primary bucket");
  wire_describe_end (fields, frame, layer, &cursor, REDIRECT_HEADER);
}

WireProtocol
wire_etherip_decode (WireFrame *frame, WireCursor *cursor)
{
  if (!wire_cursor_peek (cursor, ETHERIP_HEADER))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ETHERIP, cursor);
  frame->entered = WIRE_TUNNEL_ETHERIP;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ETHERIP, cursor, ETHERIP_HEADER);
  wire_cursor_skip (cursor, ETHERIP_HEADER);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_NONE;
}

void
wire_etherip_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 first = wire_cursor_be16 (&cursor);

  if (!cursor.failed)
    wire_fields_add (fields, 0, 1, "Version", "%u%s", first >> 12,
                     first >> 12 == 3 ? "" : " (should be 3)");
  wire_describe_end (fields, frame, layer, &cursor, ETHERIP_HEADER);
}
