/* wire-protocol.c: the protocol table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-protocol.h"

#include "capture/protocols/wire-protocols.h"

static const WireProtocolInfo PROTOCOLS[WIRE_N_PROTOCOLS] = {
  [WIRE_PROTOCOL_DATA] = { "Data", "Data", wire_data_decode, wire_data_describe, NULL },

  [WIRE_PROTOCOL_ETHERNET] = { "Ethernet", "Ethernet", wire_ethernet_decode, wire_ethernet_describe,
                               wire_ethernet_summarise },
  [WIRE_PROTOCOL_VLAN] = { "VLAN", "VLAN tag", wire_vlan_decode, wire_vlan_describe, NULL },
  [WIRE_PROTOCOL_LLC] = { "LLC", "Logical link control", wire_llc_decode, wire_llc_describe,
                          wire_llc_summarise },
  [WIRE_PROTOCOL_MPLS] = { "MPLS", "MPLS label", wire_mpls_decode, wire_mpls_describe, NULL },
  [WIRE_PROTOCOL_PPPOE] = { "PPPoE", "PPP over Ethernet", wire_pppoe_decode, wire_pppoe_describe,
                            wire_pppoe_summarise },
  [WIRE_PROTOCOL_PPP] = { "PPP", "Point-to-Point Protocol", wire_ppp_decode, wire_ppp_describe,
                          wire_ppp_summarise },
  [WIRE_PROTOCOL_CHDLC] = { "Cisco HDLC", "Cisco HDLC", wire_chdlc_decode, wire_chdlc_describe,
                            wire_chdlc_summarise },
  [WIRE_PROTOCOL_FRAME_RELAY] = { "Frame Relay", "Frame Relay", wire_frame_relay_decode,
                                  wire_frame_relay_describe, wire_frame_relay_summarise },
  [WIRE_PROTOCOL_SLL] = { "Linux cooked", "Linux cooked capture", wire_sll_decode,
                          wire_sll_describe, wire_sll_summarise },
  [WIRE_PROTOCOL_SLL2] = { "Linux cooked", "Linux cooked capture, version 2", wire_sll2_decode,
                           wire_sll2_describe, wire_sll2_summarise },
  [WIRE_PROTOCOL_NULL] = { "Loopback", "BSD loopback", wire_null_decode, wire_null_describe, NULL },
  [WIRE_PROTOCOL_RADIOTAP] = { "Radiotap", "Radiotap header", wire_radiotap_decode,
                               wire_radiotap_describe, NULL },
  [WIRE_PROTOCOL_IEEE80211] = { "802.11", "Wireless LAN, IEEE 802.11", wire_ieee80211_decode,
                                wire_ieee80211_describe, wire_ieee80211_summarise },

  [WIRE_PROTOCOL_ARP] = { "ARP", "Address Resolution Protocol", wire_arp_decode, wire_arp_describe,
                          wire_arp_summarise },
  [WIRE_PROTOCOL_RAW_IP] = { "IP", "Internet Protocol", wire_raw_ip_decode, NULL, NULL },
  [WIRE_PROTOCOL_IPV4] = { "IPv4", "Internet Protocol version 4", wire_ipv4_decode,
                           wire_ipv4_describe, wire_ipv4_summarise },
  [WIRE_PROTOCOL_IPV6] = { "IPv6", "Internet Protocol version 6", wire_ipv6_decode,
                           wire_ipv6_describe, wire_ipv6_summarise },
  [WIRE_PROTOCOL_IPV6_EXTENSION] = { "IPv6 extension", "IPv6 extension header",
                                     wire_ipv6_extension_decode, wire_ipv6_extension_describe,
                                     wire_ipv6_extension_summarise },
  [WIRE_PROTOCOL_FRAGMENT] = { "Fragment", "Rest of a fragmented datagram", wire_fragment_decode,
                               wire_fragment_describe, NULL },
  [WIRE_PROTOCOL_GRE] = { "GRE", "Generic Routing Encapsulation", wire_gre_decode,
                          wire_gre_describe, wire_gre_summarise },
  [WIRE_PROTOCOL_AH] = { "AH", "IP Authentication Header", wire_ah_decode, wire_ah_describe, NULL },
  [WIRE_PROTOCOL_ESP] = { "ESP", "Encapsulating Security Payload", wire_esp_decode,
                          wire_esp_describe, wire_esp_summarise },

  [WIRE_PROTOCOL_TCP] = { "TCP", "Transmission Control Protocol", wire_tcp_decode,
                          wire_tcp_describe, wire_tcp_summarise },
  [WIRE_PROTOCOL_UDP] = { "UDP", "User Datagram Protocol", wire_udp_decode, wire_udp_describe,
                          wire_udp_summarise },
  [WIRE_PROTOCOL_SCTP] = { "SCTP", "Stream Control Transmission Protocol", wire_sctp_decode,
                           wire_sctp_describe, wire_sctp_summarise },

  [WIRE_PROTOCOL_VXLAN] = { "VXLAN", "Virtual eXtensible Local Area Network", wire_vxlan_decode,
                            wire_vxlan_describe, NULL },
  [WIRE_PROTOCOL_TLS] = { "TLS", "Transport Layer Security", wire_tls_decode, wire_tls_describe,
                          wire_tls_summarise },
  [WIRE_PROTOCOL_HTTP] = { "HTTP", "Hypertext Transfer Protocol", wire_http_decode,
                           wire_http_describe, wire_http_summarise },
  [WIRE_PROTOCOL_ICMP] = { "ICMP", "Internet Control Message Protocol", wire_icmp_decode,
                           wire_icmp_describe, wire_icmp_summarise },
  [WIRE_PROTOCOL_ICMPV6] = { "ICMPv6", "Internet Control Message Protocol version 6",
                             wire_icmpv6_decode, wire_icmpv6_describe, wire_icmpv6_summarise },
  [WIRE_PROTOCOL_IGMP] = { "IGMP", "Internet Group Management Protocol", wire_igmp_decode,
                           wire_igmp_describe, wire_igmp_summarise },
  [WIRE_PROTOCOL_DNS] = { "DNS", "Domain Name System", wire_dns_decode, wire_dns_describe,
                          wire_dns_summarise },
  [WIRE_PROTOCOL_DHCP] = { "DHCP", "Dynamic Host Configuration Protocol", wire_dhcp_decode,
                           wire_dhcp_describe, wire_dhcp_summarise },
  [WIRE_PROTOCOL_NTP] = { "NTP", "Network Time Protocol", wire_ntp_decode, wire_ntp_describe,
                          wire_ntp_summarise },
};

/* Raw IP has many numbers: 12 and 14 are DLT_RAW of BSDs, written to files by mistake. */
static const guint8 LINK_TYPES[] = {
  [0] = WIRE_PROTOCOL_NULL,        [1] = WIRE_PROTOCOL_ETHERNET,      [9] = WIRE_PROTOCOL_PPP,
  [12] = WIRE_PROTOCOL_RAW_IP,     [14] = WIRE_PROTOCOL_RAW_IP,       [50] = WIRE_PROTOCOL_PPP,
  [51] = WIRE_PROTOCOL_PPPOE,      [101] = WIRE_PROTOCOL_RAW_IP,      [104] = WIRE_PROTOCOL_CHDLC,
  [105] = WIRE_PROTOCOL_IEEE80211, [107] = WIRE_PROTOCOL_FRAME_RELAY, [108] = WIRE_PROTOCOL_NULL,
  [113] = WIRE_PROTOCOL_SLL,       [127] = WIRE_PROTOCOL_RADIOTAP,    [166] = WIRE_PROTOCOL_PPP,
  [204] = WIRE_PROTOCOL_PPP,       [219] = WIRE_PROTOCOL_MPLS,        [228] = WIRE_PROTOCOL_RAW_IP,
  [229] = WIRE_PROTOCOL_RAW_IP,    [276] = WIRE_PROTOCOL_SLL2,
};

/** Returns: (transfer none): names and functions of @protocol; decode is never %NULL */
const WireProtocolInfo *
wire_protocol_get_info (WireProtocol protocol)
{
  if ((guint) protocol >= WIRE_N_PROTOCOLS || !PROTOCOLS[protocol].decode)
    protocol = WIRE_PROTOCOL_DATA;
  return &PROTOCOLS[protocol];
}

/**
 * wire_protocol_for_link_type:
 * @link_type: a LINKTYPE_ number (tcpdump.org, “Link-layer header types”)
 *
 * Returns: what its frames begin with, or %WIRE_PROTOCOL_DATA
 */
WireProtocol
wire_protocol_for_link_type (guint32 link_type)
{
  return link_type < G_N_ELEMENTS (LINK_TYPES) && LINK_TYPES[link_type] != WIRE_PROTOCOL_NONE
             ? LINK_TYPES[link_type]
             : WIRE_PROTOCOL_DATA;
}

WireProtocol
wire_protocol_decode (WireProtocol protocol, WireFrame *frame, WireCursor *cursor)
{
  return wire_protocol_get_info (protocol)->decode (frame, cursor);
}

/**
 * wire_frame_summarise:
 * @frame: a decoded frame
 * @out: takes one line in words
 *
 * Asks the innermost layer that has words for it. Any thread.
 */
void
wire_frame_summarise (const WireFrame *frame, GString *out)
{
  for (guint i = frame->n_layers; i > 0; i--)
    {
      const WireLayer *layer = &frame->layers[i - 1];
      const WireProtocolInfo *info = wire_protocol_get_info (layer->protocol);

      if (info->summarise)
        {
          info->summarise (frame, layer, out);
          return;
        }
    }
}

/**
 * wire_frame_describe:
 * @frame: a decoded frame
 *
 * Returns: (transfer full): every layer and field in words. Any thread.
 */
WireFields *
wire_frame_describe (const WireFrame *frame)
{
  WireFields *fields = wire_fields_new ();

  for (guint i = 0; i < frame->n_layers; i++)
    {
      const WireLayer *layer = &frame->layers[i];
      const WireProtocolInfo *info = wire_protocol_get_info (layer->protocol);

      wire_fields_begin_layer (fields, info->title, layer->offset, layer->header, layer->length);
      if (info->describe)
        info->describe (frame, layer, fields);
    }
  return fields;
}
