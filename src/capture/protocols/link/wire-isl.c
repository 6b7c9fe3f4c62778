/* wire-isl.c: Cisco Inter-Switch Link (Cisco, “Inter-Switch Link and IEEE 802.1Q Frame Format”)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 26
#define BEFORE_LENGTH 14 /* what the length does not count */
#define ETHERNET_FRAMES 0

/** Returns: whether what looks like Ethernet is ISL: five bytes of destination, and SNAP where
 * Ethernet's payload would begin */
gboolean
wire_isl_recognise (const WireCursor *cursor)
{
  static const guint8 SNAP[] = { 0xaa, 0xaa, 3 };
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  return bytes && (bytes[0] & 0xfd) == 1 && bytes[1] == 0 && bytes[2] == 0x0c && bytes[3] == 0
         && bytes[4] == 0 && memcmp (bytes + 14, SNAP, sizeof SNAP) == 0
         && memcmp (bytes + 17, bytes + 6, 3) == 0;
}

WireProtocol
wire_isl_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ISL, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ISL, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  wire_cursor_limit (cursor, MAX (wire_be16 (bytes + 12) + BEFORE_LENGTH, HEADER) - HEADER);
  return bytes[5] >> 4 == ETHERNET_FRAMES ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_DATA;
}

void
wire_isl_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, 5, "Destination");
  wire_describe_hex (fields, &cursor, 1, "Type and priority");
  wire_describe_mac (fields, &cursor, "Source");
  wire_describe_number (fields, &cursor, 2, "Length");
  wire_cursor_skip (&cursor, 6);
  guint32 vlan = wire_describe_number (fields, &cursor, 2, "VLAN, and whether it is a BPDU") >> 1;
  if (!cursor.failed)
    wire_fields_set_layer_value (fields, "VLAN %u", vlan);
  wire_describe_number (fields, &cursor, 2, "Index");
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}
