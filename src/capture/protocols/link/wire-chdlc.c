/* wire-chdlc.c: Cisco HDLC (tcpdump.org, LINKTYPE_C_HDLC)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 4
#define TYPE_SLARP 0x8035 /* where Ethernet has RARP */
#define TYPE_OSI 0xfefe

static const WireName ADDRESSES[] = { { 0x0f, "unicast" }, { 0x8f, "broadcast" } };

static const char *
type_name (guint16 type)
{
  if (type == TYPE_SLARP)
    return "SLARP";
  if (type == TYPE_OSI)
    return "OSI routing";
  return wire_ethertype_name (type) ? wire_ethertype_name (type) : "unknown";
}

WireProtocol
wire_chdlc_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_CHDLC, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_CHDLC, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  guint16 type = wire_be16 (bytes + 2);
  return type == TYPE_SLARP ? WIRE_PROTOCOL_DATA : wire_ethertype_protocol (type);
}

void
wire_chdlc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_named (fields, &cursor, 1, "Address", ADDRESSES, G_N_ELEMENTS (ADDRESSES));
  wire_describe_hex (fields, &cursor, 1, "Control");
  guint16 type = wire_cursor_be16 (&cursor);
  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "%s", type_name (type));
      wire_fields_add (fields, 2, 2, "Type", "0x%04x (%s)", type, type_name (type));
    }
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}

void
wire_chdlc_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_cursor_skip (&cursor, 2);
  guint16 type = wire_cursor_be16 (&cursor);
  g_string_append (out, cursor.failed ? "Cisco HDLC header cut" : type_name (type));
}
