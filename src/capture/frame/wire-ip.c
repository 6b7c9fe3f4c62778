/* wire-ip.c: IP protocol numbers (IANA, Protocol Numbers)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-ip.h"

/* Zero where nothing here decodes it. */
static const guint8 NEXT[256] = {
  [WIRE_IP_ICMP] = WIRE_PROTOCOL_ICMP,       [WIRE_IP_IGMP] = WIRE_PROTOCOL_IGMP,
  [WIRE_IP_IPV4] = WIRE_PROTOCOL_IPV4,       [WIRE_IP_TCP] = WIRE_PROTOCOL_TCP,
  [WIRE_IP_UDP] = WIRE_PROTOCOL_UDP,         [WIRE_IP_IPV6] = WIRE_PROTOCOL_IPV6,
  [WIRE_IP_GRE] = WIRE_PROTOCOL_GRE,         [WIRE_IP_ESP] = WIRE_PROTOCOL_ESP,
  [WIRE_IP_AH] = WIRE_PROTOCOL_AH,           [WIRE_IP_ICMPV6] = WIRE_PROTOCOL_ICMPV6,
  [WIRE_IP_SCTP] = WIRE_PROTOCOL_SCTP,       [WIRE_IP_MPLS] = WIRE_PROTOCOL_MPLS,
  [WIRE_IP_ETHERIP] = WIRE_PROTOCOL_ETHERIP, [WIRE_IP_L2TP] = WIRE_PROTOCOL_L2TP_IP,
  [WIRE_IP_IPIP] = WIRE_PROTOCOL_IPV4,
};

/** Returns: what an IP header's protocol number announces, or %WIRE_PROTOCOL_DATA */
WireProtocol
wire_ip_protocol (guint8 ip_protocol)
{
  WireProtocol next = NEXT[ip_protocol];

  return G_LIKELY (next != WIRE_PROTOCOL_NONE) ? next : WIRE_PROTOCOL_DATA;
}

/**
 * wire_ip_note_ports:
 * @frame: being decoded
 * @ip_protocol: TCP, UDP or SCTP: all begin with their ports
 * @cursor: at a header, which need not be all there: four bytes are enough to tell the flow
 * @header: bytes of the header
 *
 * Notes the ports and the payload, where the header is what the last IP header carries.
 */
void
wire_ip_note_ports (WireFrame *frame, guint8 ip_protocol, const WireCursor *cursor, guint32 header)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 4);

  if (!wire_frame_is_ip_payload (frame, ip_protocol))
    return;
  if (bytes)
    {
      frame->flags |= WIRE_FRAME_HAS_PORTS;
      frame->tuple.src_port = wire_be16 (bytes);
      frame->tuple.dst_port = wire_be16 (bytes + 2);
    }
  wire_frame_narrow_payload (frame, header);
}
