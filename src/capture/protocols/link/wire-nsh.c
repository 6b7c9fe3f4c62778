/* wire-nsh.c: Network Service Header (RFC 8300)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 8

static const WireName NEXT[] = {
  { 1, "IPv4" }, { 2, "IPv6" }, { 3, "Ethernet" }, { 4, "NSH" }, { 5, "MPLS" },
};

WireProtocol
wire_nsh_decode (WireFrame *frame, WireCursor *cursor)
{
  static const guint8 PROTOCOLS[] = { 0,
                                      WIRE_PROTOCOL_IPV4,
                                      WIRE_PROTOCOL_IPV6,
                                      WIRE_PROTOCOL_ETHERNET,
                                      WIRE_PROTOCOL_NSH,
                                      WIRE_PROTOCOL_MPLS };
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_NSH, cursor);

  guint32 header = (bytes[1] & 0x3fu) * 4u;
  if (header < HEADER)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_NSH, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_NSH, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_NSH, cursor, header);
  wire_cursor_skip (cursor, header);
  return bytes[3] > 0 && bytes[3] < G_N_ELEMENTS (PROTOCOLS) ? PROTOCOLS[bytes[3]]
                                                             : WIRE_PROTOCOL_DATA;
}

void
wire_nsh_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 first = wire_cursor_be16 (&cursor);
  guint32 header = (first & 0x3fu) * 4u;

  if (!cursor.failed)
    {
      wire_fields_add (fields, 0, 1, "Version", "%u", first >> 14);
      wire_fields_add (fields, 1, 1, "Header length", "%u bytes%s", header,
                       header < HEADER ? " (too short: at least 8)" : "");
    }
  wire_describe_number (fields, &cursor, 1, "Metadata type");
  wire_describe_named (fields, &cursor, 1, "Next protocol", NEXT, G_N_ELEMENTS (NEXT));
  guint32 path = wire_cursor_be24 (&cursor);
  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "path %u", path);
      wire_fields_add (fields, 4, 3, "Service path", "%u", path);
    }
  wire_describe_number (fields, &cursor, 1, "Service index");
  if (header > HEADER)
    wire_describe_bytes (fields, &cursor, header - HEADER, "Metadata");
  wire_describe_end (fields, frame, layer, &cursor, MAX (header, HEADER));
}
