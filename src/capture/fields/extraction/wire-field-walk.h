/* wire-field-walk.h: fields whose place depends on what is before them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"

G_BEGIN_DECLS

/** Gives the fields of one layer that have no fixed place. */
typedef void (*WireFieldWalker) (WireFieldPacket *packet,
                                 const WireFrame *frame,
                                 const WireLayer *layer);

void wire_field_walk (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);

/** One for each protocol: they give the fields of a layer that have no fixed place, and pass over
 * what is cut. What they point to must stay until the next packet. */
void wire_field_walk_ethernet (WireFieldPacket *packet,
                               const WireFrame *frame,
                               const WireLayer *layer);
void wire_field_walk_vlan (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_mpls (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_pppoe (WireFieldPacket *packet,
                            const WireFrame *frame,
                            const WireLayer *layer);
void wire_field_walk_sll (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_sll2 (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_arp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_ipv4 (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_ipv6 (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_icmp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_icmpv6 (WireFieldPacket *packet,
                             const WireFrame *frame,
                             const WireLayer *layer);
void wire_field_walk_igmp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_tcp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_udp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_dhcp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);
void wire_field_walk_ntp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer);

G_END_DECLS
