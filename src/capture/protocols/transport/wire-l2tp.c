/* wire-l2tp.c: Layer Two Tunneling Protocol, version 2 over UDP (RFC 2661) and version 3 over UDP
 * and IP (RFC 3931)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/link/wire-pseudowire.h"
#include "capture/protocols/wire-protocols.h"

#define FLAG_CONTROL 0x8000
#define FLAG_LENGTH 0x4000
#define FLAG_SEQUENCE 0x0800
#define FLAG_OFFSET 0x0200
#define VERSION_MASK 0x000f
#define SESSION 4
#define COOKIE_MAX 8

typedef struct
{
  guint16 flags;
  guint16 length; /* 0 where there is none */
  guint32 header;
  guint32 tunnel;
  guint32 session;
} Header;

static gboolean
read_header_2 (WireCursor cursor, Header *header)
{
  gsize start = cursor.position;

  header->flags = wire_cursor_be16 (&cursor);
  header->length = header->flags & FLAG_LENGTH ? wire_cursor_be16 (&cursor) : 0;
  header->tunnel = wire_cursor_be16 (&cursor);
  header->session = wire_cursor_be16 (&cursor);
  if (header->flags & FLAG_SEQUENCE)
    wire_cursor_skip (&cursor, 4);
  if (header->flags & FLAG_OFFSET)
    wire_cursor_skip (&cursor, wire_cursor_be16 (&cursor));
  header->header = (guint32) (cursor.position - start);
  return !cursor.failed;
}

static WireProtocol
decode_2 (WireFrame *frame, WireCursor *cursor)
{
  Header header;

  if (!read_header_2 (*cursor, &header))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_L2TP, cursor);
  if (header.length >= header.header)
    wire_cursor_limit (cursor, header.length);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_L2TP, cursor, header.header);
  wire_cursor_skip (cursor, header.header);
  if (wire_cursor_remaining (cursor) == 0)
    return WIRE_PROTOCOL_NONE;
  if (header.flags & FLAG_CONTROL)
    return WIRE_PROTOCOL_DATA;
  frame->entered = WIRE_TUNNEL_L2TP;
  return WIRE_PROTOCOL_PPP;
}

/* What follows a session's number was agreed upon when it was set up: a cookie of 0, 4 or 8 bytes,
 * perhaps a header of the layer of 4, and then the payload of a kind. The first that makes sense is
 * taken. */
static WireProtocol
decode_session (WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 header)
{
  for (guint32 more = 0; more <= COOKIE_MAX + 4; more += 4)
    {
      WireCursor payload = *cursor;

      wire_cursor_skip (&payload, header + more);
      WireProtocol next = payload.failed ? WIRE_PROTOCOL_NONE : wire_pseudowire_guess (&payload);
      if (next == WIRE_PROTOCOL_NONE || next == WIRE_PROTOCOL_DATA)
        continue;
      wire_frame_add_layer (frame, protocol, cursor, header + more);
      wire_cursor_skip (cursor, header + more);
      frame->entered = WIRE_TUNNEL_L2TP;
      return next;
    }
  wire_frame_add_layer (frame, protocol, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
}

WireProtocol
wire_l2tp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 8);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_L2TP, cursor);

  guint16 flags = wire_be16 (bytes);
  if ((flags & VERSION_MASK) != 3)
    return decode_2 (frame, cursor);
  if (!(flags & FLAG_CONTROL))
    return decode_session (frame, cursor, WIRE_PROTOCOL_L2TP, 4 + SESSION);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_L2TP, cursor, 8);
  wire_cursor_skip (cursor, 8);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
}

/* Session 0 is the control channel. */
WireProtocol
wire_l2tp_ip_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, SESSION);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_L2TP_IP, cursor);
  if (wire_be32 (bytes) != 0)
    return decode_session (frame, cursor, WIRE_PROTOCOL_L2TP_IP, SESSION);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_L2TP_IP, cursor, SESSION);
  wire_cursor_skip (cursor, SESSION);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
}

void
wire_l2tp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 flags = wire_describe_hex (fields, &cursor, 2, "Flags and version");

  wire_fields_set_layer_value (fields, "%s", flags & FLAG_CONTROL ? "control" : "data");
  if ((flags & VERSION_MASK) == 3)
    {
      wire_cursor_skip (&cursor, 2);
      wire_describe_hex (fields, &cursor, 4, "Session");
    }
  else
    {
      if (flags & FLAG_LENGTH)
        wire_describe_number (fields, &cursor, 2, "Length");
      wire_describe_number (fields, &cursor, 2, "Tunnel");
      wire_describe_number (fields, &cursor, 2, "Session");
      if (flags & FLAG_SEQUENCE)
        {
          wire_describe_number (fields, &cursor, 2, "Sequence number");
          wire_describe_number (fields, &cursor, 2, "Expected sequence number");
        }
    }
  if (layer->header > cursor.position)
    wire_describe_bytes (fields, &cursor, layer->header - cursor.position, "More of the header");
  wire_describe_end (fields, frame, layer, &cursor, 6);
}

void
wire_l2tp_ip_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 session = wire_describe_hex (fields, &cursor, 4, "Session");

  wire_fields_set_layer_value (fields, "session 0x%08x", session);
  if (layer->header > SESSION)
    wire_describe_bytes (fields, &cursor, layer->header - SESSION, "Cookie and more");
  wire_describe_end (fields, frame, layer, &cursor, SESSION);
}
