/* wire-udp.c: User Datagram Protocol (RFC 768)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-application.h"
#include "wire-ip.h"
#include "wire-protocols.h"

#define HEADER 8

static WireProtocol
decode_cut (WireFrame *frame, WireCursor *cursor)
{
  wire_ip_note_ports_of_cut (frame, WIRE_IP_UDP, cursor);
  return wire_frame_end_short (frame, WIRE_PROTOCOL_UDP, cursor);
}

/* The first fragment of a datagram holds less than the length says; anything else that does is
 * wrong. What the length leaves out belongs to nobody. */
static void
note_outermost (WireFrame *frame, const guint8 *bytes, guint32 length)
{
  frame->flags |= WIRE_FRAME_HAS_PORTS;
  frame->tuple.src_port = wire_be16 (bytes);
  frame->tuple.dst_port = wire_be16 (bytes + 2);
  if (length != G_MAXUINT32 && length > frame->payload_length
      && !(frame->flags & WIRE_FRAME_FRAGMENT))
    frame->flags |= WIRE_FRAME_MALFORMED;
  frame->payload_length = MIN (frame->payload_length, length);
  frame->payload_captured = MIN (frame->payload_captured, length);
  wire_frame_narrow_payload (frame, HEADER);
}

WireProtocol
wire_udp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return decode_cut (frame, cursor);

  /* 0 stands in jumbograms (RFC 2675, section 4) and where the network card was to fill it in. */
  guint32 length = wire_be16 (bytes + 4);
  if (length == 0)
    length = G_MAXUINT32;
  if (wire_frame_is_outermost (frame, WIRE_IP_UDP))
    note_outermost (frame, bytes, length);
  if (G_UNLIKELY (length < HEADER))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_UDP, cursor);

  wire_cursor_limit (cursor, length);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_UDP, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);

  gsize left = wire_cursor_remaining (cursor);
  if (left == 0)
    return WIRE_PROTOCOL_NONE;
  return wire_application_recognise (WIRE_IP_UDP, wire_be16 (bytes), wire_be16 (bytes + 2),
                                     bytes + HEADER, left);
}
