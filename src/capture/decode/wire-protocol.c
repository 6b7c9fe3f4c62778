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

  [WIRE_PROTOCOL_CISCO_METADATA] = { "Cisco metadata", "Cisco metadata tag",
                                     wire_cisco_metadata_decode, wire_cisco_metadata_describe,
                                     NULL },
  [WIRE_PROTOCOL_VN_TAG] = { "VN-Tag", "VN-Tag", wire_vn_tag_decode, wire_vn_tag_describe, NULL },
  [WIRE_PROTOCOL_E_TAG] = { "E-Tag", "802.1BR E-Tag", wire_e_tag_decode, wire_e_tag_describe,
                            NULL },
  [WIRE_PROTOCOL_HSR] = { "HSR", "High-availability Seamless Redundancy", wire_hsr_decode,
                          wire_hsr_describe, NULL },
  [WIRE_PROTOCOL_ARISTA] = { "Arista", "Arista time stamp", wire_arista_decode,
                             wire_arista_describe, NULL },
  [WIRE_PROTOCOL_BROADCOM_LEGACY_TAG] = { "Broadcom tag", "Broadcom switch tag",
                                          wire_broadcom_legacy_tag_decode,
                                          wire_broadcom_legacy_tag_describe, NULL },
  [WIRE_PROTOCOL_BROADCOM_TAG] = { "Broadcom tag", "Broadcom switch tag", wire_broadcom_tag_decode,
                                   wire_broadcom_tag_describe, NULL },
  [WIRE_PROTOCOL_BROADCOM_ETHERNET] = { "Ethernet", "Ethernet with a Broadcom switch tag",
                                        wire_broadcom_ethernet_decode,
                                        wire_broadcom_ethernet_describe, NULL },
  [WIRE_PROTOCOL_DSA_ETHERNET] = { "Ethernet", "Ethernet with a Marvell switch tag",
                                   wire_dsa_ethernet_decode, wire_dsa_ethernet_describe, NULL },
  [WIRE_PROTOCOL_EDSA] = { "Marvell tag", "Marvell switch tag", wire_edsa_decode,
                           wire_edsa_describe, NULL },
  [WIRE_PROTOCOL_EDSA_ETHERNET] = { "Ethernet", "Ethernet with a Marvell switch tag",
                                    wire_edsa_ethernet_decode, wire_edsa_ethernet_describe, NULL },
  [WIRE_PROTOCOL_PBB] = { "PBB", "Provider backbone bridge", wire_pbb_decode, wire_pbb_describe,
                          NULL },
  [WIRE_PROTOCOL_TRILL] = { "TRILL", "Transparent Interconnection of Lots of Links",
                            wire_trill_decode, wire_trill_describe, NULL },
  [WIRE_PROTOCOL_FABRICPATH] = { "FabricPath", "Cisco FabricPath", wire_fabricpath_decode,
                                 wire_fabricpath_describe, NULL },
  [WIRE_PROTOCOL_MACSEC] = { "MACsec", "MAC Security", wire_macsec_decode, wire_macsec_describe,
                             wire_macsec_summarise },
  [WIRE_PROTOCOL_NSH] = { "NSH", "Network Service Header", wire_nsh_decode, wire_nsh_describe,
                          NULL },
  [WIRE_PROTOCOL_PSEUDOWIRE] = { "Pseudowire", "Control word of a pseudowire",
                                 wire_pseudowire_decode, wire_pseudowire_describe, NULL },
  [WIRE_PROTOCOL_PPI] = { "PPI", "Per-Packet Information", wire_ppi_decode, wire_ppi_describe,
                          NULL },
  [WIRE_PROTOCOL_PRISM] = { "Prism", "Prism header", wire_prism_decode, wire_prism_describe, NULL },
  [WIRE_PROTOCOL_AVS] = { "AVS", "AVS header", wire_avs_decode, wire_avs_describe, NULL },
  [WIRE_PROTOCOL_PKTAP] = { "PKTAP", "PKTAP header", wire_pktap_decode, wire_pktap_describe, NULL },
  [WIRE_PROTOCOL_NFLOG] = { "NFLOG", "Linux firewall log", wire_nflog_decode, wire_nflog_describe,
                            NULL },
  [WIRE_PROTOCOL_PFLOG] = { "PFLOG", "BSD firewall log", wire_pflog_decode, wire_pflog_describe,
                            NULL },
  [WIRE_PROTOCOL_ENC] = { "ENC", "BSD IPsec", wire_enc_decode, wire_enc_describe, NULL },
  [WIRE_PROTOCOL_IPNET] = { "IPNET", "Solaris IPNET", wire_ipnet_decode, wire_ipnet_describe,
                            NULL },
  [WIRE_PROTOCOL_JUNIPER] = { "Juniper", "Juniper header", wire_juniper_decode,
                              wire_juniper_describe, NULL },
  [WIRE_PROTOCOL_DOCSIS] = { "DOCSIS", "DOCSIS", wire_docsis_decode, wire_docsis_describe, NULL },
  [WIRE_PROTOCOL_NETANALYZER] = { "netANALYZER", "netANALYZER header", wire_netanalyzer_decode,
                                  wire_netanalyzer_describe, NULL },
  [WIRE_PROTOCOL_DIRECTION] = { "Direction", "Direction", wire_direction_decode,
                                wire_direction_describe, NULL },
  [WIRE_PROTOCOL_FDDI] = { "FDDI", "Fiber Distributed Data Interface", wire_fddi_decode,
                           wire_fddi_describe, NULL },
  [WIRE_PROTOCOL_TOKEN_RING] = { "Token Ring", "Token Ring", wire_token_ring_decode,
                                 wire_token_ring_describe, NULL },
  [WIRE_PROTOCOL_ARCNET] = { "ARCNET", "ARCNET", wire_arcnet_decode, wire_arcnet_describe, NULL },
  [WIRE_PROTOCOL_ARCNET_LINUX] = { "ARCNET", "ARCNET, as Linux captures it",
                                   wire_arcnet_linux_decode, wire_arcnet_linux_describe, NULL },
  [WIRE_PROTOCOL_IPOIB] = { "IPoIB", "IP over InfiniBand", wire_ipoib_decode, wire_ipoib_describe,
                            NULL },
  [WIRE_PROTOCOL_IP_OVER_FC] = { "Fibre Channel", "IP over Fibre Channel", wire_ip_over_fc_decode,
                                 wire_ip_over_fc_describe, NULL },
  [WIRE_PROTOCOL_IP_OVER_1394] = { "IEEE 1394", "IP over IEEE 1394", wire_ip_over_1394_decode,
                                   wire_ip_over_1394_describe, NULL },
  [WIRE_PROTOCOL_ATM] = { "ATM", "ATM", wire_atm_decode, NULL, NULL },
  [WIRE_PROTOCOL_SUNATM] = { "ATM", "ATM, as Solaris captures it", wire_sunatm_decode,
                             wire_sunatm_describe, NULL },
  [WIRE_PROTOCOL_MFR] = { "Frame Relay", "Multilink Frame Relay", wire_mfr_decode,
                          wire_mfr_describe, NULL },
  [WIRE_PROTOCOL_AX25] = { "AX.25", "AX.25", wire_ax25_decode, NULL, NULL },
  [WIRE_PROTOCOL_AX25_KISS] = { "AX.25", "AX.25 with a KISS byte", wire_ax25_kiss_decode, NULL,
                                NULL },
  [WIRE_PROTOCOL_SLIP] = { "SLIP", "Serial Line IP", wire_slip_decode, NULL, NULL },
  [WIRE_PROTOCOL_MPACKET] = { "mPacket", "Ethernet with its preamble (IEEE 802.3br)",
                              wire_mpacket_decode, wire_mpacket_describe, NULL },
  [WIRE_PROTOCOL_ISL] = { "ISL", "Cisco Inter-Switch Link", wire_isl_decode, wire_isl_describe,
                          NULL },
  [WIRE_PROTOCOL_AMSDU] = { "802.11", "One of the frames of an A-MSDU", wire_amsdu_decode,
                            wire_amsdu_describe, NULL },
  [WIRE_PROTOCOL_MESH] = { "802.11", "Mesh header", wire_mesh_decode, wire_mesh_describe, NULL },
  [WIRE_PROTOCOL_ERSPAN] = { "ERSPAN", "Encapsulated Remote Switched Port Analyzer",
                             wire_erspan_decode, wire_erspan_describe, NULL },
  [WIRE_PROTOCOL_WCCP] = { "WCCP", "Web Cache Communication Protocol", wire_wccp_decode,
                           wire_wccp_describe, NULL },
  [WIRE_PROTOCOL_ETHERIP] = { "EtherIP", "Ethernet in IP", wire_etherip_decode,
                              wire_etherip_describe, NULL },
  [WIRE_PROTOCOL_L2TP_IP] = { "L2TP", "Layer Two Tunneling Protocol", wire_l2tp_ip_decode,
                              wire_l2tp_ip_describe, NULL },
  [WIRE_PROTOCOL_GENEVE] = { "GENEVE", "Generic Network Virtualization Encapsulation",
                             wire_geneve_decode, wire_geneve_describe, NULL },
  [WIRE_PROTOCOL_GTP] = { "GTP", "GPRS Tunnelling Protocol", wire_gtp_decode, wire_gtp_describe,
                          wire_gtp_summarise },
  [WIRE_PROTOCOL_L2TP] = { "L2TP", "Layer Two Tunneling Protocol", wire_l2tp_decode,
                           wire_l2tp_describe, NULL },
  [WIRE_PROTOCOL_TEREDO] = { "Teredo", "Teredo", wire_teredo_decode, wire_teredo_describe, NULL },
  [WIRE_PROTOCOL_AMT] = { "AMT", "Automatic Multicast Tunneling", wire_amt_decode,
                          wire_amt_describe, NULL },
  [WIRE_PROTOCOL_AYIYA] = { "AYIYA", "Anything In Anything", wire_ayiya_decode, wire_ayiya_describe,
                            NULL },
  [WIRE_PROTOCOL_GUE] = { "GUE", "Generic UDP Encapsulation", wire_gue_decode, wire_gue_describe,
                          NULL },
  [WIRE_PROTOCOL_LISP] = { "LISP", "Locator/ID Separation Protocol", wire_lisp_decode,
                           wire_lisp_describe, NULL },
  [WIRE_PROTOCOL_TZSP] = { "TZSP", "TaZmen Sniffer Protocol", wire_tzsp_decode, wire_tzsp_describe,
                           NULL },
  [WIRE_PROTOCOL_CAPWAP] = { "CAPWAP", "Control and Provisioning of Wireless Access Points",
                             wire_capwap_decode, wire_capwap_describe, NULL },
  [WIRE_PROTOCOL_UDP_ESP] = { "ESP", "IPsec in UDP", wire_udp_esp_decode, NULL, NULL },
};

/** Returns: (transfer none): names and functions of @protocol; decode is never %NULL */
const WireProtocolInfo *
wire_protocol_get_info (WireProtocol protocol)
{
  if ((guint) protocol >= WIRE_N_PROTOCOLS || !PROTOCOLS[protocol].decode)
    protocol = WIRE_PROTOCOL_DATA;
  return &PROTOCOLS[protocol];
}

WireProtocol
wire_protocol_decode (WireProtocol protocol, WireFrame *frame, WireCursor *cursor)
{
  return wire_protocol_get_info (protocol)->decode (frame, cursor);
}

/**
 * wire_frame_summarise:
 * @self: a decoded frame
 * @out: takes one line in words
 *
 * Asks the innermost layer that has words for it. Any thread.
 */
void
wire_frame_summarise (const WireFrame *self, GString *out)
{
  for (guint i = self->n_layers; i > 0; i--)
    {
      const WireLayer *layer = &self->layers[i - 1];
      const WireProtocolInfo *info = wire_protocol_get_info (layer->protocol);

      if (info->summarise)
        {
          info->summarise (self, layer, out);
          return;
        }
    }
}

/**
 * wire_frame_describe:
 * @self: a decoded frame
 *
 * Returns: (transfer full): every layer and field in words. Any thread.
 */
WireFields *
wire_frame_describe (const WireFrame *self)
{
  WireFields *fields = wire_fields_new ();

  for (guint i = 0; i < self->n_layers; i++)
    {
      const WireLayer *layer = &self->layers[i];
      const WireProtocolInfo *info = wire_protocol_get_info (layer->protocol);

      wire_fields_begin_layer (fields, info->title, layer->offset, layer->header, layer->length);
      if (info->describe)
        info->describe (self, layer, fields);
    }
  return fields;
}
