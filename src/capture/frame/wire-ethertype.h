/* wire-ethertype.h: what an EtherType says comes next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

#define WIRE_ETHERTYPE_IPV4 0x0800
#define WIRE_ETHERTYPE_ARP 0x0806
#define WIRE_ETHERTYPE_BRIDGED_ETHERNET 0x6558
#define WIRE_ETHERTYPE_RARP 0x8035
#define WIRE_ETHERTYPE_VLAN 0x8100
#define WIRE_ETHERTYPE_IPV6 0x86dd
#define WIRE_ETHERTYPE_PPP 0x880b
#define WIRE_ETHERTYPE_MPLS 0x8847
#define WIRE_ETHERTYPE_MPLS_UPSTREAM 0x8848
#define WIRE_ETHERTYPE_PPPOE_DISCOVERY 0x8863
#define WIRE_ETHERTYPE_PPPOE_SESSION 0x8864
#define WIRE_ETHERTYPE_JUMBO_LLC 0x8870
#define WIRE_ETHERTYPE_SERVICE_VLAN 0x88a8
#define WIRE_ETHERTYPE_QINQ 0x9100
#define WIRE_ETHERTYPE_QINQ_OTHER 0x9200

/** Values up to here are a length, and LLC follows (IEEE 802.3, clause 3.2.6). */
#define WIRE_ETHERTYPE_LENGTH_MAX 1500
#define WIRE_ETHERTYPE_MIN 0x0600

WireProtocol wire_ethertype_protocol (guint16 type);
const char *wire_ethertype_name (guint16 type);
WireProtocol wire_ethertype_or_length (guint16 type, WireCursor *cursor);

G_END_DECLS
