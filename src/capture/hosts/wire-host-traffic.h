/* wire-host-traffic.h: the addresses of a capture, what they sent, and from which MAC addresses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"
#include "capture/hosts/wire-arp-table.h"
#include "capture/wire-capture-hear-with.h"

G_BEGIN_DECLS

/** More addresses than this are counted, not kept. */
#define WIRE_HOST_MAX_ADDRESSES (64u * 1024)

/** MAC addresses that are kept of one address. */
#define WIRE_HOST_MAX_MACS 8u

/**
 * WireMacProof:
 * @WIRE_MAC_BY_FRAMES: frames with the address came from it: perhaps through a router
 * @WIRE_MAC_BY_LINK: … and the address is link-local: no router passes it on
 * @WIRE_MAC_BY_ARP: ARP says so
 * @WIRE_MAC_BY_NDP: neighbour discovery says so (RFC 4861)
 * @WIRE_MAC_BY_DHCP: it was given the address
 *
 * How a MAC address belongs to an address; later ones say more than the first.
 */
typedef enum
{
  WIRE_MAC_BY_FRAMES,
  WIRE_MAC_BY_LINK,
  WIRE_MAC_BY_ARP,
  WIRE_MAC_BY_NDP,
  WIRE_MAC_BY_DHCP,
} WireMacProof;

/** A MAC address of an address. */
typedef struct
{
  WireMac mac;
  guint8 proof; /* WireMacProof, the one that says most */
  gboolean own; /* it is the host's, and not a router's; filled in when hosts are joined */
  guint32 packet;
  gint64 time;
} WireHostMac;

/**
 * WireHostNode:
 * @address: one
 * @packets: to it and from it
 * @bytes: on the wire, likewise
 * @first_packet: to it or from it
 * @first: time of its first packet, or %WIRE_TIME_NONE
 * @last: of its last
 * @n_macs: used entries of @macs
 * @direct: packets came with the TTL that a system begins with
 * @routed: packets came with another one: routers took from it
 * @macs: it came from
 */
typedef struct
{
  WireHostAddress address;
  guint64 packets[2]; /* in, out */
  guint64 bytes[2];
  guint32 first_packet;
  gint64 first;
  gint64 last;
  guint8 n_macs;
  guint8 direct;
  guint8 routed;
  WireHostMac *macs;
} WireHostNode;

/** Directions of #WireHostNode. */
enum
{
  WIRE_HOST_IN,
  WIRE_HOST_OUT,
};

/**
 * WireHostTraffic:
 *
 * Addresses in the order of their first packets. Filled by one thread.
 */
typedef struct _WireHostTraffic WireHostTraffic;

WireHostTraffic *wire_host_traffic_new (void);

/** Frees @traffic and what it owns. */
void wire_host_traffic_free (WireHostTraffic *traffic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHostTraffic, wire_host_traffic_free)

void wire_host_traffic_add (WireHostTraffic *traffic,
                            guint32 packet,
                            const WirePacketRecord *record,
                            const WireFrame *frame);
void wire_host_traffic_add_mac (WireHostTraffic *traffic,
                                const WireHostAddress *address,
                                const WireMac *mac,
                                WireMacProof proof,
                                guint32 packet,
                                gint64 time);
void wire_host_traffic_add_systems (WireHostTraffic *traffic, WireFactLog *log);

guint wire_host_traffic_get_length (const WireHostTraffic *traffic);
WireHostNode *wire_host_traffic_get (const WireHostTraffic *traffic, guint index);
gboolean wire_host_traffic_find (const WireHostTraffic *traffic,
                                 const WireHostAddress *address,
                                 guint *index);
const WireArpTable *wire_host_traffic_get_arp (const WireHostTraffic *traffic);
guint32 wire_host_traffic_get_left_out (const WireHostTraffic *traffic);

G_END_DECLS
