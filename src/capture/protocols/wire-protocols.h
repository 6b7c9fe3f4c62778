/* wire-protocols.h: the decoders, describers and summarisers that the protocol table lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

/* One block a file of this folder. See #WireDecoder, #WireDescriber and #WireSummariser. */

/** Data. */
WireProtocol wire_data_decode (WireFrame *frame, WireCursor *cursor);
void wire_data_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Ethernet. */
WireProtocol wire_ethernet_decode (WireFrame *frame, WireCursor *cursor);
void wire_ethernet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ethernet_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** VLAN tag. */
WireProtocol wire_vlan_decode (WireFrame *frame, WireCursor *cursor);
void wire_vlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Logical link control. */
WireProtocol wire_llc_decode (WireFrame *frame, WireCursor *cursor);
void wire_llc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_llc_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** MPLS label. */
WireProtocol wire_mpls_decode (WireFrame *frame, WireCursor *cursor);
void wire_mpls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** PPP over Ethernet. */
WireProtocol wire_pppoe_decode (WireFrame *frame, WireCursor *cursor);
void wire_pppoe_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_pppoe_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Point-to-Point Protocol. */
WireProtocol wire_ppp_decode (WireFrame *frame, WireCursor *cursor);
void wire_ppp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ppp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Cisco HDLC. */
WireProtocol wire_chdlc_decode (WireFrame *frame, WireCursor *cursor);
void wire_chdlc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_chdlc_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Frame Relay. */
WireProtocol wire_frame_relay_decode (WireFrame *frame, WireCursor *cursor);
void wire_frame_relay_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_frame_relay_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Linux cooked capture. */
WireProtocol wire_sll_decode (WireFrame *frame, WireCursor *cursor);
void wire_sll_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_sll_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Linux cooked capture, version 2. */
WireProtocol wire_sll2_decode (WireFrame *frame, WireCursor *cursor);
void wire_sll2_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_sll2_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** BSD loopback. */
WireProtocol wire_null_decode (WireFrame *frame, WireCursor *cursor);
void wire_null_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Radiotap header. */
WireProtocol wire_radiotap_decode (WireFrame *frame, WireCursor *cursor);
void wire_radiotap_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Wireless LAN, IEEE 802.11. */
WireProtocol wire_ieee80211_decode (WireFrame *frame, WireCursor *cursor);
void wire_ieee80211_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ieee80211_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Address Resolution Protocol. */
WireProtocol wire_arp_decode (WireFrame *frame, WireCursor *cursor);
void wire_arp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_arp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Internet Protocol version 4. */
WireProtocol wire_ipv4_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv4_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ipv4_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Internet Protocol version 6. */
WireProtocol wire_ipv6_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv6_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ipv6_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** IPv6 extension header. */
WireProtocol wire_ipv6_extension_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv6_extension_describe (const WireFrame *frame,
                                   const WireLayer *layer,
                                   WireFields *fields);
void wire_ipv6_extension_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Rest of a fragmented datagram. */
WireProtocol wire_fragment_decode (WireFrame *frame, WireCursor *cursor);
void wire_fragment_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Internet Protocol. */
WireProtocol wire_raw_ip_decode (WireFrame *frame, WireCursor *cursor);

/** Generic Routing Encapsulation. */
WireProtocol wire_gre_decode (WireFrame *frame, WireCursor *cursor);
void wire_gre_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_gre_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** IP Authentication Header. */
WireProtocol wire_ah_decode (WireFrame *frame, WireCursor *cursor);
void wire_ah_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Encapsulating Security Payload. */
WireProtocol wire_esp_decode (WireFrame *frame, WireCursor *cursor);
void wire_esp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_esp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Transmission Control Protocol. */
WireProtocol wire_tcp_decode (WireFrame *frame, WireCursor *cursor);
void wire_tcp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_tcp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** User Datagram Protocol. */
WireProtocol wire_udp_decode (WireFrame *frame, WireCursor *cursor);
void wire_udp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_udp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Stream Control Transmission Protocol. */
WireProtocol wire_sctp_decode (WireFrame *frame, WireCursor *cursor);
void wire_sctp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_sctp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Virtual eXtensible Local Area Network. */
WireProtocol wire_vxlan_decode (WireFrame *frame, WireCursor *cursor);
void wire_vxlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Transport Layer Security. */
WireProtocol wire_tls_decode (WireFrame *frame, WireCursor *cursor);
void wire_tls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_tls_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Hypertext Transfer Protocol. */
WireProtocol wire_http_decode (WireFrame *frame, WireCursor *cursor);
void wire_http_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_http_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Internet Control Message Protocol. */
WireProtocol wire_icmp_decode (WireFrame *frame, WireCursor *cursor);
void wire_icmp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_icmp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Internet Control Message Protocol version 6. */
WireProtocol wire_icmpv6_decode (WireFrame *frame, WireCursor *cursor);
void wire_icmpv6_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_icmpv6_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Internet Group Management Protocol. */
WireProtocol wire_igmp_decode (WireFrame *frame, WireCursor *cursor);
void wire_igmp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_igmp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Domain Name System. */
WireProtocol wire_dns_decode (WireFrame *frame, WireCursor *cursor);
void wire_dns_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_dns_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Dynamic Host Configuration Protocol. */
WireProtocol wire_dhcp_decode (WireFrame *frame, WireCursor *cursor);
void wire_dhcp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_dhcp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Network Time Protocol. */
WireProtocol wire_ntp_decode (WireFrame *frame, WireCursor *cursor);
void wire_ntp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ntp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Cisco metadata tag. */
WireProtocol wire_cisco_metadata_decode (WireFrame *frame, WireCursor *cursor);
void wire_cisco_metadata_describe (const WireFrame *frame,
                                   const WireLayer *layer,
                                   WireFields *fields);

/** VN-Tag. */
WireProtocol wire_vn_tag_decode (WireFrame *frame, WireCursor *cursor);
void wire_vn_tag_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** 802.1BR E-Tag. */
WireProtocol wire_e_tag_decode (WireFrame *frame, WireCursor *cursor);
void wire_e_tag_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** High-availability Seamless Redundancy. */
WireProtocol wire_hsr_decode (WireFrame *frame, WireCursor *cursor);
void wire_hsr_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Arista time stamp. */
WireProtocol wire_arista_decode (WireFrame *frame, WireCursor *cursor);
void wire_arista_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Broadcom switch tag. */
WireProtocol wire_broadcom_legacy_tag_decode (WireFrame *frame, WireCursor *cursor);
void wire_broadcom_legacy_tag_describe (const WireFrame *frame,
                                        const WireLayer *layer,
                                        WireFields *fields);

/** Broadcom switch tag. */
WireProtocol wire_broadcom_tag_decode (WireFrame *frame, WireCursor *cursor);
void wire_broadcom_tag_describe (const WireFrame *frame,
                                 const WireLayer *layer,
                                 WireFields *fields);

/** Ethernet with a Broadcom switch tag. */
WireProtocol wire_broadcom_ethernet_decode (WireFrame *frame, WireCursor *cursor);
void wire_broadcom_ethernet_describe (const WireFrame *frame,
                                      const WireLayer *layer,
                                      WireFields *fields);

/** Ethernet with a Marvell switch tag. */
WireProtocol wire_dsa_ethernet_decode (WireFrame *frame, WireCursor *cursor);
void wire_dsa_ethernet_describe (const WireFrame *frame,
                                 const WireLayer *layer,
                                 WireFields *fields);

/** Marvell switch tag. */
WireProtocol wire_edsa_decode (WireFrame *frame, WireCursor *cursor);
void wire_edsa_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Ethernet with a Marvell switch tag. */
WireProtocol wire_edsa_ethernet_decode (WireFrame *frame, WireCursor *cursor);
void wire_edsa_ethernet_describe (const WireFrame *frame,
                                  const WireLayer *layer,
                                  WireFields *fields);

/** Provider backbone bridge. */
WireProtocol wire_pbb_decode (WireFrame *frame, WireCursor *cursor);
void wire_pbb_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Transparent Interconnection of Lots of Links. */
WireProtocol wire_trill_decode (WireFrame *frame, WireCursor *cursor);
void wire_trill_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Cisco FabricPath. */
WireProtocol wire_fabricpath_decode (WireFrame *frame, WireCursor *cursor);
void wire_fabricpath_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** MAC Security. */
WireProtocol wire_macsec_decode (WireFrame *frame, WireCursor *cursor);
void wire_macsec_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_macsec_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Network Service Header. */
WireProtocol wire_nsh_decode (WireFrame *frame, WireCursor *cursor);
void wire_nsh_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Control word of a pseudowire. */
WireProtocol wire_pseudowire_decode (WireFrame *frame, WireCursor *cursor);
void wire_pseudowire_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Per-Packet Information. */
WireProtocol wire_ppi_decode (WireFrame *frame, WireCursor *cursor);
void wire_ppi_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Prism header. */
WireProtocol wire_prism_decode (WireFrame *frame, WireCursor *cursor);
void wire_prism_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** AVS header. */
WireProtocol wire_avs_decode (WireFrame *frame, WireCursor *cursor);
void wire_avs_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** PKTAP header. */
WireProtocol wire_pktap_decode (WireFrame *frame, WireCursor *cursor);
void wire_pktap_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Linux firewall log. */
WireProtocol wire_nflog_decode (WireFrame *frame, WireCursor *cursor);
void wire_nflog_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** BSD firewall log. */
WireProtocol wire_pflog_decode (WireFrame *frame, WireCursor *cursor);
void wire_pflog_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** BSD IPsec. */
WireProtocol wire_enc_decode (WireFrame *frame, WireCursor *cursor);
void wire_enc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Solaris IPNET. */
WireProtocol wire_ipnet_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipnet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Juniper header. */
WireProtocol wire_juniper_decode (WireFrame *frame, WireCursor *cursor);
void wire_juniper_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** DOCSIS. */
WireProtocol wire_docsis_decode (WireFrame *frame, WireCursor *cursor);
void wire_docsis_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Ethernet with its preamble. */
WireProtocol wire_mpacket_decode (WireFrame *frame, WireCursor *cursor);
void wire_mpacket_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Cisco Inter-Switch Link, which is reported from Ethernet by its destination. */
WireProtocol wire_isl_decode (WireFrame *frame, WireCursor *cursor);
void wire_isl_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
gboolean wire_isl_recognise (const WireCursor *cursor);

/** netANALYZER header. */
WireProtocol wire_netanalyzer_decode (WireFrame *frame, WireCursor *cursor);
void wire_netanalyzer_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Direction. */
WireProtocol wire_direction_decode (WireFrame *frame, WireCursor *cursor);
void wire_direction_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Fiber Distributed Data Interface. */
WireProtocol wire_fddi_decode (WireFrame *frame, WireCursor *cursor);
void wire_fddi_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Token Ring. */
WireProtocol wire_token_ring_decode (WireFrame *frame, WireCursor *cursor);
void wire_token_ring_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** ARCNET. */
WireProtocol wire_arcnet_decode (WireFrame *frame, WireCursor *cursor);
void wire_arcnet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** ARCNET, as Linux captures it. */
WireProtocol wire_arcnet_linux_decode (WireFrame *frame, WireCursor *cursor);
void wire_arcnet_linux_describe (const WireFrame *frame,
                                 const WireLayer *layer,
                                 WireFields *fields);

/** IP over InfiniBand. */
WireProtocol wire_ipoib_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipoib_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** IP over Fibre Channel. */
WireProtocol wire_ip_over_fc_decode (WireFrame *frame, WireCursor *cursor);
void wire_ip_over_fc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** IP over IEEE 1394. */
WireProtocol wire_ip_over_1394_decode (WireFrame *frame, WireCursor *cursor);
void wire_ip_over_1394_describe (const WireFrame *frame,
                                 const WireLayer *layer,
                                 WireFields *fields);

/** ATM. */
WireProtocol wire_atm_decode (WireFrame *frame, WireCursor *cursor);

/** ATM, as Solaris captures it. */
WireProtocol wire_sunatm_decode (WireFrame *frame, WireCursor *cursor);
void wire_sunatm_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Multilink Frame Relay. */
WireProtocol wire_mfr_decode (WireFrame *frame, WireCursor *cursor);
void wire_mfr_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** AX.25. */
WireProtocol wire_ax25_decode (WireFrame *frame, WireCursor *cursor);

/** AX.25 with a KISS byte. */
WireProtocol wire_ax25_kiss_decode (WireFrame *frame, WireCursor *cursor);

/** Serial Line IP. */
WireProtocol wire_slip_decode (WireFrame *frame, WireCursor *cursor);

/** One of the frames of an A-MSDU. */
WireProtocol wire_amsdu_decode (WireFrame *frame, WireCursor *cursor);
void wire_amsdu_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Mesh header. */
WireProtocol wire_mesh_decode (WireFrame *frame, WireCursor *cursor);
void wire_mesh_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Encapsulated Remote Switched Port Analyzer. */
WireProtocol wire_erspan_decode (WireFrame *frame, WireCursor *cursor);
void wire_erspan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Web Cache Communication Protocol. */
WireProtocol wire_wccp_decode (WireFrame *frame, WireCursor *cursor);
void wire_wccp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Ethernet in IP. */
WireProtocol wire_etherip_decode (WireFrame *frame, WireCursor *cursor);
void wire_etherip_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Layer Two Tunneling Protocol. */
WireProtocol wire_l2tp_ip_decode (WireFrame *frame, WireCursor *cursor);
void wire_l2tp_ip_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Generic Network Virtualization Encapsulation. */
WireProtocol wire_geneve_decode (WireFrame *frame, WireCursor *cursor);
void wire_geneve_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** GPRS Tunnelling Protocol. */
WireProtocol wire_gtp_decode (WireFrame *frame, WireCursor *cursor);
void wire_gtp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_gtp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Layer Two Tunneling Protocol. */
WireProtocol wire_l2tp_decode (WireFrame *frame, WireCursor *cursor);
void wire_l2tp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Teredo. */
WireProtocol wire_teredo_decode (WireFrame *frame, WireCursor *cursor);
void wire_teredo_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Automatic Multicast Tunneling. */
WireProtocol wire_amt_decode (WireFrame *frame, WireCursor *cursor);
void wire_amt_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Anything In Anything. */
WireProtocol wire_ayiya_decode (WireFrame *frame, WireCursor *cursor);
void wire_ayiya_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Generic UDP Encapsulation, and IP right in UDP (FOU). */
WireProtocol wire_gue_decode (WireFrame *frame, WireCursor *cursor);
void wire_gue_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Locator/ID Separation Protocol. */
WireProtocol wire_lisp_decode (WireFrame *frame, WireCursor *cursor);
void wire_lisp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** TaZmen Sniffer Protocol. */
WireProtocol wire_tzsp_decode (WireFrame *frame, WireCursor *cursor);
void wire_tzsp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** Control and Provisioning of Wireless Access Points. */
WireProtocol wire_capwap_decode (WireFrame *frame, WireCursor *cursor);
void wire_capwap_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/** IPsec in UDP. */
WireProtocol wire_udp_esp_decode (WireFrame *frame, WireCursor *cursor);

G_END_DECLS
