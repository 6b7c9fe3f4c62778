/* wire-vlan.c: VLAN tags, single or stacked (IEEE 802.1Q, clause 9; 802.1ad)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 4

/* From here on, tags share one layer, so that however many there are, what they tag is reached. */
#define LAYERS_OF_TAGS 6

WireProtocol
wire_vlan_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);
  guint32 header = HEADER;

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_VLAN, cursor);
  if (wire_frame_is_deep (frame, WIRE_PROTOCOL_VLAN, LAYERS_OF_TAGS))
    while (wire_ethertype_protocol (wire_be16 (bytes + header - 2)) == WIRE_PROTOCOL_VLAN
           && wire_cursor_peek (cursor, header + HEADER))
      header += HEADER;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_VLAN, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_ethertype_or_length (wire_be16 (bytes + header - 2), cursor);
}

void
wire_vlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 tag = wire_describe_hex (fields, &cursor, 2, "Tag");

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "VLAN %u", tag & 0xfff);
      wire_fields_push (fields);
      wire_fields_add (fields, 0, 1, "Priority", "%u", tag >> 13);
      wire_fields_add (fields, 0, 1, "May be dropped", "%s", tag & 0x1000 ? "yes" : "no");
      wire_fields_add (fields, 0, 2, "VLAN identifier", "%u", tag & 0xfff);
      wire_fields_pop (fields);
    }

  const guint8 *type = wire_cursor_peek (&cursor, 2);
  if (type && wire_be16 (type) <= WIRE_ETHERTYPE_LENGTH_MAX)
    wire_describe_number (fields, &cursor, 2, "Length");
  else
    wire_describe_ethertype (fields, &cursor, "Type");
  if (layer->header > HEADER)
    wire_describe_bytes (fields, &cursor, layer->header - HEADER, "More tags");
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}
