/* wire-ethernet.c: Ethernet II and IEEE 802.3 frames (IEEE 802.3, clause 3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 14

WireProtocol
wire_ethernet_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ETHERNET, cursor);
  if (G_UNLIKELY (bytes[2] == 0x0c && wire_isl_recognise (cursor)))
    return WIRE_PROTOCOL_ISL;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ETHERNET, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return wire_ethertype_or_length (wire_be16 (bytes + 12), cursor);
}

/* What a frame carries after its last layer: Ethernet pads to 60 bytes, and some captures keep the
 * frame check sequence. */
static void
describe_padding (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  const WireLayer *inner = layer + 1;

  if (inner >= frame->layers + frame->n_layers)
    return;

  guint32 end = inner->offset + inner->length - layer->offset;
  WireCursor cursor = wire_layer_cursor (frame, layer);
  wire_cursor_skip (&cursor, end);
  wire_describe_bytes (fields, &cursor, wire_cursor_remaining (&cursor), "Padding or trailer");
}

void
wire_ethernet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  const guint8 *addresses = wire_cursor_peek (&cursor, 12);
  char src[WIRE_MAC_TEXT_MAX], dst[WIRE_MAC_TEXT_MAX];

  if (addresses)
    wire_fields_set_layer_value (fields, "%s → %s", wire_mac_to_text (addresses + 6, src),
                                 wire_mac_to_text (addresses, dst));
  wire_describe_mac (fields, &cursor, "Destination");
  wire_describe_mac (fields, &cursor, "Source");

  const guint8 *type = wire_cursor_peek (&cursor, 2);
  if (type && wire_be16 (type) <= WIRE_ETHERTYPE_LENGTH_MAX)
    wire_describe_number (fields, &cursor, 2, "Length");
  else
    wire_describe_ethertype (fields, &cursor, "Type");
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
  describe_padding (frame, layer, fields);
}

void
wire_ethernet_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_cursor_skip (&cursor, 12);
  guint16 type = wire_cursor_be16 (&cursor);
  const char *name = wire_ethertype_name (type);

  if (cursor.failed)
    g_string_append (out, "Ethernet header cut");
  else if (type <= WIRE_ETHERTYPE_LENGTH_MAX)
    g_string_append_printf (out, "802.3 frame, %u bytes", type);
  else if (name)
    g_string_append (out, name);
  else
    g_string_append_printf (out, "Ethernet type 0x%04x", type);
}
