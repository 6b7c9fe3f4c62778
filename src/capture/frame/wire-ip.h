/* wire-ip.h: what IPv4 and IPv6 share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

/* IANA, Protocol Numbers. */
enum
{
  WIRE_IP_HOP_BY_HOP = 0,
  WIRE_IP_ICMP = 1,
  WIRE_IP_IGMP = 2,
  WIRE_IP_IPV4 = 4,
  WIRE_IP_TCP = 6,
  WIRE_IP_UDP = 17,
  WIRE_IP_IPV6 = 41,
  WIRE_IP_ROUTING = 43,
  WIRE_IP_FRAGMENT = 44,
  WIRE_IP_GRE = 47,
  WIRE_IP_ESP = 50,
  WIRE_IP_AH = 51,
  WIRE_IP_ICMPV6 = 58,
  WIRE_IP_NO_NEXT = 59,
  WIRE_IP_DESTINATION = 60,
  WIRE_IP_IPIP = 94,
  WIRE_IP_ETHERIP = 97,
  WIRE_IP_L2TP = 115,
  WIRE_IP_SCTP = 132,
  WIRE_IP_MOBILITY = 135,
  WIRE_IP_MPLS = 137,
  WIRE_IP_HIP = 139,
  WIRE_IP_SHIM6 = 140,
  WIRE_IP_ETHERNET = 143,
};

WireProtocol wire_ip_protocol (guint8 ip_protocol);
void wire_ip_note_ports (WireFrame *frame,
                         guint8 ip_protocol,
                         const WireCursor *cursor,
                         guint32 header);

/** Adds the two parts of an IPv4 type of service or IPv6 traffic class: code point (RFC 2474)
 * and congestion (RFC 3168). */
void wire_ip_describe_traffic_class (WireFields *fields,
                                     guint32 offset,
                                     guint32 length,
                                     guint8 value);

G_END_DECLS
