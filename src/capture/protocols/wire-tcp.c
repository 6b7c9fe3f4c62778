/* wire-tcp.c: Transmission Control Protocol (RFC 9293)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-application.h"
#include "wire-ip.h"
#include "wire-protocols.h"

#define HEADER 20

static WireProtocol
decode_cut (WireFrame *frame, WireCursor *cursor)
{
  wire_ip_note_ports_of_cut (frame, WIRE_IP_TCP, cursor);
  return wire_frame_end_short (frame, WIRE_PROTOCOL_TCP, cursor);
}

WireProtocol
wire_tcp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return decode_cut (frame, cursor);

  guint32 header = (guint32) (bytes[12] >> 4) * 4;
  guint16 src_port = wire_be16 (bytes);
  guint16 dst_port = wire_be16 (bytes + 2);

  if (wire_frame_is_outermost (frame, WIRE_IP_TCP))
    {
      frame->flags |= WIRE_FRAME_HAS_PORTS;
      frame->tuple.src_port = src_port;
      frame->tuple.dst_port = dst_port;
      frame->tcp_sequence = wire_be32 (bytes + 4);
      frame->tcp_acknowledgement = wire_be32 (bytes + 8);
      frame->tcp_flags = bytes[13];
      wire_frame_narrow_payload (frame, header);
    }
  if (G_UNLIKELY (header < HEADER))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_TCP, cursor);
  if (G_UNLIKELY (header > wire_cursor_remaining (cursor)))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_TCP, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_TCP, cursor, header);
  wire_cursor_skip (cursor, header);

  gsize left = wire_cursor_remaining (cursor);
  if (left == 0)
    return WIRE_PROTOCOL_NONE;
  return wire_application_recognise (WIRE_IP_TCP, src_port, dst_port, bytes + header, left);
}
