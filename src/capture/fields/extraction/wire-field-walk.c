/* wire-field-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-walk.h"

static const WireFieldWalker WALKERS[WIRE_N_PROTOCOLS] = {
  [WIRE_PROTOCOL_ETHERNET] = wire_field_walk_ethernet,
  [WIRE_PROTOCOL_VLAN] = wire_field_walk_vlan,
  [WIRE_PROTOCOL_MPLS] = wire_field_walk_mpls,
  [WIRE_PROTOCOL_PPPOE] = wire_field_walk_pppoe,
  [WIRE_PROTOCOL_SLL] = wire_field_walk_sll,
  [WIRE_PROTOCOL_SLL2] = wire_field_walk_sll2,
  [WIRE_PROTOCOL_ARP] = wire_field_walk_arp,
  [WIRE_PROTOCOL_IPV4] = wire_field_walk_ipv4,
  [WIRE_PROTOCOL_IPV6] = wire_field_walk_ipv6,
  [WIRE_PROTOCOL_IGMP] = wire_field_walk_igmp,
  [WIRE_PROTOCOL_TCP] = wire_field_walk_tcp,
  [WIRE_PROTOCOL_UDP] = wire_field_walk_udp,
  [WIRE_PROTOCOL_DHCP] = wire_field_walk_dhcp,
  [WIRE_PROTOCOL_NTP] = wire_field_walk_ntp,
};

/** Runs the walker of @layer. What ICMP quotes is always looked at, since it has layers of its
 * own. */
void
wire_field_walk (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  WireFieldWalker walker = WALKERS[layer->protocol];

  if (layer->protocol == WIRE_PROTOCOL_ICMP)
    wire_field_walk_icmp (packet, frame, layer);
  else if (layer->protocol == WIRE_PROTOCOL_ICMPV6)
    wire_field_walk_icmpv6 (packet, frame, layer);
  else if (walker
           && (wire_field_packet_wants (packet, layer->protocol)
               || layer->protocol == WIRE_PROTOCOL_SLL2))
    walker (packet, frame, layer);
}
