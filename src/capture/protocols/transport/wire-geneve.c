/* wire-geneve.c: Generic Network Virtualization Encapsulation (RFC 8926)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 8

WireProtocol
wire_geneve_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_GENEVE, cursor);

  guint32 header = HEADER + (bytes[0] & 0x3fu) * 4u;
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_GENEVE, cursor);
  frame->entered = WIRE_TUNNEL_GENEVE;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_GENEVE, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_cursor_remaining (cursor) > 0 ? wire_ethertype_protocol (wire_be16 (bytes + 2))
                                            : WIRE_PROTOCOL_NONE;
}

void
wire_geneve_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 first = wire_cursor_u8 (&cursor);
  guint32 options = (first & 0x3fu) * 4u;

  if (!cursor.failed)
    {
      wire_fields_add (fields, 0, 1, "Version", "%u", first >> 6);
      wire_fields_add (fields, 0, 1, "Options length", "%u bytes", options);
    }
  wire_describe_hex (fields, &cursor, 1, "Flags");
  wire_describe_ethertype (fields, &cursor, "Protocol type");
  guint32 network = wire_cursor_be24 (&cursor);
  wire_cursor_skip (&cursor, 1);
  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "network %u", network);
      wire_fields_add (fields, 4, 3, "Network identifier", "%u", network);
    }
  wire_describe_bytes (fields, &cursor, options, "Options");
  wire_describe_end (fields, frame, layer, &cursor, HEADER + options);
}
