/* wire-mac-in-mac.c: whole Ethernet frames after the addresses of a fabric: provider backbone
 * bridges (IEEE 802.1Q, clause 9.7), TRILL (RFC 6325, section 3) and Cisco FabricPath
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define PBB_TAG 4
#define TRILL_HEADER 6
#define FABRICPATH_TAG 2

static WireProtocol
decode (WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 header)
{
  if (!wire_cursor_peek (cursor, header))
    return wire_frame_end_short (frame, protocol, cursor);
  wire_frame_add_layer (frame, protocol, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_NONE;
}

WireProtocol
wire_pbb_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_PBB, PBB_TAG);
}

void
wire_pbb_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 tag = wire_cursor_be32 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "service %u", tag & 0xffffff);
      wire_fields_add (fields, 0, 1, "Priority", "%u", tag >> 29);
      wire_fields_add (fields, 0, 1, "May be dropped", "%s", tag & 0x10000000 ? "yes" : "no");
      wire_fields_add (fields, 1, 3, "Service", "%u", tag & 0xffffff);
    }
  wire_describe_end (fields, frame, layer, &cursor, PBB_TAG);
}

/* Options are counted in words of four bytes, by five bits across the first two bytes. */
static guint32
trill_length (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 2);

  return TRILL_HEADER + (bytes ? (wire_be16 (bytes) >> 6 & 0x1fu) * 4u : 0);
}

WireProtocol
wire_trill_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_TRILL, trill_length (cursor));
}

void
wire_trill_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 header = trill_length (&cursor);
  guint16 first = wire_cursor_be16 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_add (fields, 0, 1, "Version", "%u", first >> 14);
      wire_fields_add (fields, 0, 1, "To many", "%s", first & 0x0800 ? "yes" : "no");
      wire_fields_add (fields, 1, 1, "Hops left", "%u", first & 0x3f);
    }
  guint32 egress = wire_describe_hex (fields, &cursor, 2, "Egress bridge");
  guint32 ingress = wire_describe_hex (fields, &cursor, 2, "Ingress bridge");
  if (!cursor.failed)
    wire_fields_set_layer_value (fields, "0x%04x → 0x%04x", ingress, egress);
  wire_describe_bytes (fields, &cursor, header - TRILL_HEADER, "Options");
  wire_describe_end (fields, frame, layer, &cursor, header);
}

WireProtocol
wire_fabricpath_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_FABRICPATH, FABRICPATH_TAG);
}

void
wire_fabricpath_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 tag = wire_cursor_be16 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "tree %u", tag >> 6);
      wire_fields_add (fields, 0, 2, "Forwarding tag", "%u", tag >> 6);
      wire_fields_add (fields, 1, 1, "Hops left", "%u", tag & 0x3f);
    }
  wire_describe_end (fields, frame, layer, &cursor, FABRICPATH_TAG);
}
