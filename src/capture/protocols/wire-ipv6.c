/* wire-ipv6.c: Internet Protocol version 6 (RFC 8200)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-ip.h"
#include "wire-ipv6-extension.h"
#include "wire-protocols.h"

#define HEADER 40

static void
note_outermost (WireFrame *frame, const WireCursor *cursor, const guint8 *bytes, guint32 total)
{
  frame->tuple.family = WIRE_FAMILY_IPV6;
  frame->tuple.protocol = bytes[6];
  memcpy (frame->tuple.src, bytes + 8, 16);
  memcpy (frame->tuple.dst, bytes + 24, 16);
  frame->payload_offset = (guint32) cursor->position;
  frame->payload_captured = (guint32) wire_cursor_remaining (cursor);
  frame->payload_length = total;
  wire_frame_narrow_payload (frame, HEADER);
}

/* A payload length of 0 stands in jumbograms (RFC 2675), BIG TCP and segments that the network card
 * was to cut: the frame's own length counts then. */
static guint32
total_length (const WireFrame *frame, const WireCursor *cursor, const guint8 *bytes)
{
  guint32 payload = wire_be16 (bytes + 4);

  if (G_LIKELY (payload != 0 || bytes[6] == WIRE_IP_NO_NEXT))
    return HEADER + payload;
  return frame->length - (guint32) cursor->position;
}

WireProtocol
wire_ipv6_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV6, cursor);
  if (G_UNLIKELY (bytes[0] >> 4 != 6))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_IPV6, cursor);

  guint32 total = total_length (frame, cursor, bytes);
  if (G_UNLIKELY (total > frame->length - cursor->position))
    frame->flags |= WIRE_FRAME_MALFORMED;
  wire_cursor_limit (cursor, total);
  if (frame->tuple.family == WIRE_FAMILY_NONE)
    note_outermost (frame, cursor, bytes, total);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_IPV6, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return total == HEADER ? WIRE_PROTOCOL_NONE : wire_ipv6_next_header (bytes[6]);
}
