/* wire-link-layer.c: link types (tcpdump.org, “Link-layer header types”)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-link-layer.h"

/* Raw IP has many numbers: 12 and 14 are DLT_RAW of BSDs, written to files by mistake. 149 is a
 * number for private use that macOS gave to PKTAP before it had its own. */
static const guint8 LINK_TYPES[] = {
  [0] = WIRE_PROTOCOL_NULL,
  [1] = WIRE_PROTOCOL_ETHERNET,
  [3] = WIRE_PROTOCOL_AX25,
  [6] = WIRE_PROTOCOL_TOKEN_RING,
  [7] = WIRE_PROTOCOL_ARCNET,
  [8] = WIRE_PROTOCOL_SLIP,
  [9] = WIRE_PROTOCOL_PPP,
  [10] = WIRE_PROTOCOL_FDDI,
  [11] = WIRE_PROTOCOL_LLC, /* DLT_ATM_RFC1483 of some systems */
  [12] = WIRE_PROTOCOL_RAW_IP,
  [14] = WIRE_PROTOCOL_RAW_IP,
  [50] = WIRE_PROTOCOL_PPP,
  [51] = WIRE_PROTOCOL_PPPOE,
  [100] = WIRE_PROTOCOL_ATM,
  [101] = WIRE_PROTOCOL_RAW_IP,
  [102] = WIRE_PROTOCOL_SLIP, /* of BSD/OS */
  [104] = WIRE_PROTOCOL_CHDLC,
  [105] = WIRE_PROTOCOL_IEEE80211,
  [106] = WIRE_PROTOCOL_ATM, /* Linux Classical IP */
  [107] = WIRE_PROTOCOL_FRAME_RELAY,
  [108] = WIRE_PROTOCOL_NULL,
  [109] = WIRE_PROTOCOL_ENC,
  [113] = WIRE_PROTOCOL_SLL,
  [117] = WIRE_PROTOCOL_PFLOG,
  [119] = WIRE_PROTOCOL_PRISM,
  [122] = WIRE_PROTOCOL_IP_OVER_FC,
  [123] = WIRE_PROTOCOL_SUNATM,
  [127] = WIRE_PROTOCOL_RADIOTAP,
  [129] = WIRE_PROTOCOL_ARCNET_LINUX,
  [138] = WIRE_PROTOCOL_IP_OVER_1394,
  [143] = WIRE_PROTOCOL_DOCSIS,
  [149] = WIRE_PROTOCOL_PKTAP,
  [163] = WIRE_PROTOCOL_AVS,
  [166] = WIRE_PROTOCOL_PPP,
  [178] = WIRE_PROTOCOL_JUNIPER, /* Ethernet; the numbers around it are other hardware's */
  [182] = WIRE_PROTOCOL_MFR,
  [192] = WIRE_PROTOCOL_PPI,
  [202] = WIRE_PROTOCOL_AX25_KISS,
  [204] = WIRE_PROTOCOL_PPP,
  [205] = WIRE_PROTOCOL_DIRECTION,
  [206] = WIRE_PROTOCOL_DIRECTION,
  [219] = WIRE_PROTOCOL_MPLS,
  [226] = WIRE_PROTOCOL_IPNET,
  [228] = WIRE_PROTOCOL_RAW_IP,
  [229] = WIRE_PROTOCOL_RAW_IP,
  [239] = WIRE_PROTOCOL_NFLOG,
  [240] = WIRE_PROTOCOL_NETANALYZER,
  [242] = WIRE_PROTOCOL_IPOIB,
  [258] = WIRE_PROTOCOL_PKTAP,
  [274] = WIRE_PROTOCOL_MPACKET,
  [276] = WIRE_PROTOCOL_SLL2,
  [281] = WIRE_PROTOCOL_BROADCOM_ETHERNET,
  [282] = WIRE_PROTOCOL_BROADCOM_TAG,
  [284] = WIRE_PROTOCOL_DSA_ETHERNET,
  [285] = WIRE_PROTOCOL_EDSA_ETHERNET,
};

/**
 * wire_link_layer_protocol:
 * @link_type: a LINKTYPE_ number
 *
 * Returns: what its frames begin with, or %WIRE_PROTOCOL_DATA. Any thread.
 */
WireProtocol
wire_link_layer_protocol (guint32 link_type)
{
  return link_type < G_N_ELEMENTS (LINK_TYPES) && LINK_TYPES[link_type] != WIRE_PROTOCOL_NONE
             ? LINK_TYPES[link_type]
             : WIRE_PROTOCOL_DATA;
}
