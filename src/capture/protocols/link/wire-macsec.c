/* wire-macsec.c: MAC Security (IEEE 802.1AE, clause 9)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define FIXED 6
#define CHANNEL 8
#define CHECK_VALUE 16 /* of the default cipher suite */

#define FLAG_CHANNEL 0x20
#define FLAG_ENCRYPTED 0x08
#define FLAG_CHANGED 0x04

static guint32
tag_length (guint8 flags)
{
  return FIXED + (flags & FLAG_CHANNEL ? CHANNEL : 0);
}

/* Only signed, and not encrypted, where neither bit is set: an EtherType follows, and a check value
 * ends the frame. */
WireProtocol
wire_macsec_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, FIXED);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_MACSEC, cursor);

  gboolean clear = !(bytes[0] & (FLAG_ENCRYPTED | FLAG_CHANGED));
  guint32 header = tag_length (bytes[0]) + (clear ? 2 : 0);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_MACSEC, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_MACSEC, cursor, header);
  wire_cursor_skip (cursor, header);
  if (!clear)
    frame->flags |= WIRE_FRAME_ENCRYPTED;
  if (!clear)
    return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
  if (frame->captured == frame->length && wire_cursor_remaining (cursor) > CHECK_VALUE)
    wire_cursor_limit (cursor, wire_cursor_remaining (cursor) - CHECK_VALUE);
  return wire_ethertype_or_length (wire_be16 (bytes + header - 2), cursor);
}

void
wire_macsec_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 flags = wire_describe_hex (fields, &cursor, 1, "Flags");
  gboolean clear = !(flags & (FLAG_ENCRYPTED | FLAG_CHANGED));

  wire_fields_set_layer_value (fields, "%s", clear ? "not encrypted" : "encrypted");
  wire_describe_number (fields, &cursor, 1, "Short length");
  wire_describe_number (fields, &cursor, 4, "Packet number");
  if (flags & FLAG_CHANNEL)
    wire_describe_bytes (fields, &cursor, CHANNEL, "Secure channel");
  if (clear)
    wire_describe_ethertype (fields, &cursor, "Type");
  wire_describe_end (fields, frame, layer, &cursor, tag_length ((guint8) flags) + (clear ? 2 : 0));
}

void
wire_macsec_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 flags = wire_cursor_u8 (&cursor);

  g_string_append (out, flags & (FLAG_ENCRYPTED | FLAG_CHANGED) ? "MACsec, encrypted"
                                                                : "MACsec, not encrypted");
}
