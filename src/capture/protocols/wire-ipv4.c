/* wire-ipv4.c: Internet Protocol version 4 (RFC 791)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-ip.h"
#include "wire-protocols.h"

#define HEADER 20
#define MORE_FRAGMENTS 0x2000
#define OFFSET_MASK 0x1fff

/* The tuple was cleared with the frame, so four bytes of each address are all there is to write. */
static void
note_outermost (WireFrame *frame, const WireCursor *cursor, const guint8 *bytes, guint32 total)
{
  guint32 header = (guint32) (bytes[0] & 0xf) * 4;
  guint32 captured = (guint32) wire_cursor_remaining (cursor);
  guint16 fragment = wire_be16 (bytes + 6);

  frame->tuple.family = WIRE_FAMILY_IPV4;
  frame->tuple.protocol = bytes[9];
  memcpy (frame->tuple.src, bytes + 12, 4);
  memcpy (frame->tuple.dst, bytes + 16, 4);
  frame->payload_offset = (guint32) cursor->position;
  frame->payload_captured = captured;
  frame->payload_length = total;
  wire_frame_narrow_payload (frame, header);
  if (G_UNLIKELY (fragment & (MORE_FRAGMENTS | OFFSET_MASK)))
    {
      frame->flags |= WIRE_FRAME_FRAGMENT;
      if (fragment & OFFSET_MASK)
        frame->flags |= WIRE_FRAME_LATER_FRAGMENT;
      frame->fragment_id = wire_be16 (bytes + 4);
    }
}

/* A total length of 0 stands where the network card was to cut the segment (TSO), and in segments
 * that are too long for the field (BIG TCP): the frame's own length counts then. */
static guint32
total_length (const WireFrame *frame, const WireCursor *cursor, const guint8 *bytes)
{
  guint32 total = wire_be16 (bytes + 2);

  return G_LIKELY (total != 0) ? total : frame->length - (guint32) cursor->position;
}

WireProtocol
wire_ipv4_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV4, cursor);

  guint32 header = (guint32) (bytes[0] & 0xf) * 4;
  guint32 total = total_length (frame, cursor, bytes);

  if (G_UNLIKELY (bytes[0] >> 4 != 4 || header < HEADER))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_IPV4, cursor);
  if (G_UNLIKELY (total > frame->length - cursor->position))
    frame->flags |= WIRE_FRAME_MALFORMED;
  wire_cursor_limit (cursor, total);
  if (frame->tuple.family == WIRE_FAMILY_NONE)
    note_outermost (frame, cursor, bytes, total);
  if (G_UNLIKELY (header > wire_cursor_remaining (cursor)))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV4, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_IPV4, cursor, header);
  wire_cursor_skip (cursor, header);
  if (G_UNLIKELY (total == header))
    return WIRE_PROTOCOL_NONE;
  if (G_UNLIKELY (wire_be16 (bytes + 6) & OFFSET_MASK))
    return WIRE_PROTOCOL_FRAGMENT;
  return wire_ip_protocol (bytes[9]);
}
