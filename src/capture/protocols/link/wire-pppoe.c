/* wire-pppoe.c: PPP over Ethernet, discovery and session (RFC 2516)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 6

static const WireName CODES[] = {
  { 0x00, "session data" },
  { 0x07, "offer, PADO" },
  { 0x09, "initiation, PADI" },
  { 0x19, "request, PADR" },
  { 0x65, "session confirmed, PADS" },
  { 0xa7, "terminated, PADT" },
};

static const WireName TAGS[] = {
  { 0x0000, "end of list" },   { 0x0101, "service name" },        { 0x0102, "concentrator name" },
  { 0x0103, "host unique" },   { 0x0104, "concentrator cookie" }, { 0x0105, "vendor" },
  { 0x0110, "relay session" }, { 0x0201, "service name error" },  { 0x0202, "concentrator error" },
  { 0x0203, "error" },
};

WireProtocol
wire_pppoe_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PPPOE, cursor);
  frame->entered = WIRE_TUNNEL_PPPOE;
  wire_cursor_limit (cursor, HEADER + wire_be16 (bytes + 4));
  if (bytes[1] != 0) /* discovery: tags up to the end */
    {
      gsize left = wire_cursor_remaining (cursor);

      wire_frame_add_layer (frame, WIRE_PROTOCOL_PPPOE, cursor, (guint32) left);
      wire_cursor_skip (cursor, left);
      return WIRE_PROTOCOL_NONE;
    }
  wire_frame_add_layer (frame, WIRE_PROTOCOL_PPPOE, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return WIRE_PROTOCOL_PPP;
}

static gboolean
describe_tag (WireFields *fields, WireCursor *cursor)
{
  guint32 offset = (guint32) cursor->position;
  guint16 type = wire_cursor_be16 (cursor);
  guint16 length = wire_cursor_be16 (cursor);

  if (cursor->failed
      || !wire_fields_add (fields, offset, 4u + length, "Tag", "%u (%s)", type,
                           wire_names_or_unknown (TAGS, type)))
    return FALSE;
  wire_fields_push (fields);
  wire_describe_bytes (fields, cursor, length, "Content");
  wire_fields_pop (fields);
  return type != 0 && !cursor->failed;
}

void
wire_pppoe_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 version = wire_cursor_u8 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_add (fields, 0, 1, "Version", "%u%s", version >> 4,
                       version >> 4 == 1 ? "" : " (should be 1)");
      wire_fields_add (fields, 0, 1, "Type", "%u%s", version & 0xf,
                       (version & 0xf) == 1 ? "" : " (should be 1)");
    }
  guint32 code = wire_describe_named (fields, &cursor, 1, "Code", CODES, G_N_ELEMENTS (CODES));
  wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (CODES, code));
  wire_describe_hex (fields, &cursor, 2, "Session");
  wire_describe_number (fields, &cursor, 2, "Length");
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
  while (code != 0 && wire_cursor_remaining (&cursor) > 0 && describe_tag (fields, &cursor))
    ;
}

void
wire_pppoe_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_cursor_skip (&cursor, 1);
  g_string_append_printf (out, "PPPoE %s", wire_names_or_unknown (CODES, wire_cursor_u8 (&cursor)));
}
