/* wire-protocols.h: the decoders, describers and summarisers that the protocol table lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

/* One block a file of this folder. See #WireDecoder, #WireDescriber and #WireSummariser. */

WireProtocol wire_data_decode (WireFrame *frame, WireCursor *cursor);
void wire_data_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_ethernet_decode (WireFrame *frame, WireCursor *cursor);
void wire_ethernet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ethernet_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_vlan_decode (WireFrame *frame, WireCursor *cursor);
void wire_vlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_llc_decode (WireFrame *frame, WireCursor *cursor);
void wire_llc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_llc_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_mpls_decode (WireFrame *frame, WireCursor *cursor);
void wire_mpls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_pppoe_decode (WireFrame *frame, WireCursor *cursor);
void wire_pppoe_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_pppoe_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ppp_decode (WireFrame *frame, WireCursor *cursor);
void wire_ppp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ppp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_chdlc_decode (WireFrame *frame, WireCursor *cursor);
void wire_chdlc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_chdlc_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_frame_relay_decode (WireFrame *frame, WireCursor *cursor);
void wire_frame_relay_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_frame_relay_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_sll_decode (WireFrame *frame, WireCursor *cursor);
void wire_sll_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_sll_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_sll2_decode (WireFrame *frame, WireCursor *cursor);
void wire_sll2_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_sll2_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_null_decode (WireFrame *frame, WireCursor *cursor);
void wire_null_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_radiotap_decode (WireFrame *frame, WireCursor *cursor);
void wire_radiotap_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_ieee80211_decode (WireFrame *frame, WireCursor *cursor);
void wire_ieee80211_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ieee80211_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_arp_decode (WireFrame *frame, WireCursor *cursor);
void wire_arp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_arp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ipv4_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv4_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ipv4_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ipv6_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv6_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ipv6_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ipv6_extension_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv6_extension_describe (const WireFrame *frame,
                                   const WireLayer *layer,
                                   WireFields *fields);
void wire_ipv6_extension_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_fragment_decode (WireFrame *frame, WireCursor *cursor);
void wire_fragment_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_raw_ip_decode (WireFrame *frame, WireCursor *cursor);

WireProtocol wire_gre_decode (WireFrame *frame, WireCursor *cursor);
void wire_gre_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_gre_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ah_decode (WireFrame *frame, WireCursor *cursor);
void wire_ah_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_esp_decode (WireFrame *frame, WireCursor *cursor);
void wire_esp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_esp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_tcp_decode (WireFrame *frame, WireCursor *cursor);
void wire_tcp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_tcp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_udp_decode (WireFrame *frame, WireCursor *cursor);
void wire_udp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_udp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_sctp_decode (WireFrame *frame, WireCursor *cursor);
void wire_sctp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_sctp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_vxlan_decode (WireFrame *frame, WireCursor *cursor);
void wire_vxlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_tls_decode (WireFrame *frame, WireCursor *cursor);
void wire_tls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_tls_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_http_decode (WireFrame *frame, WireCursor *cursor);
void wire_http_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_http_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_icmp_decode (WireFrame *frame, WireCursor *cursor);
void wire_icmp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_icmp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_icmpv6_decode (WireFrame *frame, WireCursor *cursor);
void wire_icmpv6_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_icmpv6_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_igmp_decode (WireFrame *frame, WireCursor *cursor);
void wire_igmp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_igmp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_dns_decode (WireFrame *frame, WireCursor *cursor);
void wire_dns_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_dns_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_dhcp_decode (WireFrame *frame, WireCursor *cursor);
void wire_dhcp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_dhcp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ntp_decode (WireFrame *frame, WireCursor *cursor);
void wire_ntp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ntp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

G_END_DECLS
