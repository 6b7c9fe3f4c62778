/* wire-vxlan.c: Ethernet frames carried over UDP (RFC 7348)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#define HEADER 8

WireProtocol
wire_vxlan_decode (WireFrame *frame, WireCursor *cursor)
{
  if (!wire_cursor_peek (cursor, HEADER))
    frame->flags |= WIRE_FRAME_CUT;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_VXLAN, cursor,
                        (guint32) MIN (wire_cursor_remaining (cursor), HEADER));
  wire_cursor_skip (cursor, HEADER);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_NONE;
}

void
wire_vxlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 flags = wire_cursor_u8 (&cursor);

  wire_cursor_skip (&cursor, 3);
  guint32 network = wire_cursor_be24 (&cursor);
  guint8 reserved = wire_cursor_u8 (&cursor);

  if (cursor.failed)
    return;
  wire_fields_set_layer_value (fields, "network %u", network);
  wire_fields_add (fields, 0, 1, "Flags", "0x%02x%s", flags,
                   flags & 0x08 ? " (network identifier valid)" : "");
  wire_fields_add (fields, 4, 3, "VXLAN network identifier", "%u", network);
  wire_fields_add (fields, 7, 1, "Reserved", "0x%02x", reserved);
}
