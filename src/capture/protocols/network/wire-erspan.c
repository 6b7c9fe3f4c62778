/* wire-erspan.c: frames that a Cisco switch mirrors over GRE: ERSPAN types I, II and III
 * (draft-foschiano-erspan-03)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER_2 8
#define HEADER_3 12
#define SUBHEADER 8
#define FLAG_SUBHEADER 1
#define FRAME_TYPE_MASK 0x7c00 /* of the twelfth byte's word: 0 is Ethernet, 2 an IP packet */

static guint32
header_length (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER_2);
  const guint8 *third = wire_cursor_peek (cursor, HEADER_3);

  if (!bytes || bytes[0] >> 4 != 2)
    return HEADER_2;
  return HEADER_3 + (third && third[11] & FLAG_SUBHEADER ? SUBHEADER : 0);
}

WireProtocol
wire_erspan_decode (WireFrame *frame, WireCursor *cursor)
{
  guint32 header = header_length (cursor);
  const guint8 *bytes = wire_cursor_peek (cursor, header);
  WireProtocol next = WIRE_PROTOCOL_ETHERNET;

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ERSPAN, cursor);
  if (bytes[0] >> 4 == 2 && (wire_be16 (bytes + 10) & FRAME_TYPE_MASK) == 2 << 10)
    next = WIRE_PROTOCOL_RAW_IP;
  frame->entered = WIRE_TUNNEL_ERSPAN;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ERSPAN, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_cursor_remaining (cursor) > 0 ? next : WIRE_PROTOCOL_NONE;
}

void
wire_erspan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 header = header_length (&cursor);
  guint32 first = wire_cursor_be32 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "session %u", first & 0x3ff);
      wire_fields_add (fields, 0, 1, "Version", "%u (type %s)", first >> 28,
                       first >> 28 == 1   ? "II"
                       : first >> 28 == 2 ? "III"
                                          : "unknown");
      wire_fields_add (fields, 0, 2, "VLAN identifier", "%u", first >> 16 & 0xfff);
      wire_fields_add (fields, 2, 1, "Class of service", "%u", first >> 13 & 7);
      wire_fields_add (fields, 2, 1, "Truncated", "%s", first & 0x400 ? "yes" : "no");
      wire_fields_add (fields, 2, 2, "Session", "%u", first & 0x3ff);
    }
  if (header == HEADER_2)
    wire_describe_hex (fields, &cursor, 4, "Port index");
  else
    {
      wire_describe_number (fields, &cursor, 4, "Time stamp");
      wire_describe_number (fields, &cursor, 2, "Security group");
      wire_describe_hex (fields, &cursor, 2, "Flags");
      wire_describe_bytes (fields, &cursor, header - HEADER_3, "Subheader");
    }
  wire_describe_end (fields, frame, layer, &cursor, header);
}
