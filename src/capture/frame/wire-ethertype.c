/* wire-ethertype.c: EtherTypes (IANA, “IEEE 802 Numbers”)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-ethertype.h"

static const struct
{
  guint16 type;
  const char *name;
} NAMES[] = {
  { WIRE_ETHERTYPE_IPV4, "IPv4" },
  { WIRE_ETHERTYPE_ARP, "ARP" },
  { 0x0842, "Wake-on-LAN" },
  { 0x2000, "CDP" },
  { WIRE_ETHERTYPE_ERSPAN3, "ERSPAN type III" },
  { WIRE_ETHERTYPE_TRILL, "TRILL" },
  { 0x6003, "DECnet" },
  { WIRE_ETHERTYPE_BRIDGED_ETHERNET, "bridged Ethernet" },
  { WIRE_ETHERTYPE_RARP, "RARP" },
  { 0x809b, "AppleTalk" },
  { 0x80f3, "AppleTalk ARP" },
  { WIRE_ETHERTYPE_VLAN, "802.1Q VLAN" },
  { 0x8137, "IPX" },
  { WIRE_ETHERTYPE_IPV6, "IPv6" },
  { 0x8808, "Ethernet flow control" },
  { 0x8809, "slow protocols" },
  { WIRE_ETHERTYPE_PPP, "PPP" },
  { WIRE_ETHERTYPE_WCCP, "WCCP" },
  { WIRE_ETHERTYPE_MPLS, "MPLS" },
  { WIRE_ETHERTYPE_MPLS_UPSTREAM, "MPLS, upstream label" },
  { WIRE_ETHERTYPE_PPPOE_DISCOVERY, "PPPoE discovery" },
  { WIRE_ETHERTYPE_PPPOE_SESSION, "PPPoE session" },
  { WIRE_ETHERTYPE_JUMBO_LLC, "LLC in a jumbo frame" },
  { 0x888e, "802.1X authentication" },
  { 0x8892, "PROFINET" },
  { 0x88a2, "ATA over Ethernet" },
  { WIRE_ETHERTYPE_SERVICE_VLAN, "802.1ad service VLAN" },
  { WIRE_ETHERTYPE_ERSPAN2, "ERSPAN type I or II" },
  { 0x88cc, "LLDP" },
  { WIRE_ETHERTYPE_MACSEC, "MACsec" },
  { WIRE_ETHERTYPE_PBB, "provider backbone bridge" },
  { WIRE_ETHERTYPE_BROADCOM, "Broadcom tag" },
  { WIRE_ETHERTYPE_FABRICPATH, "FabricPath" },
  { WIRE_ETHERTYPE_CISCO_METADATA, "Cisco metadata" },
  { WIRE_ETHERTYPE_VN_TAG, "VN-Tag" },
  { WIRE_ETHERTYPE_HSR, "HSR" },
  { 0x88fb, "PRP supervision" },
  { WIRE_ETHERTYPE_E_TAG, "802.1BR E-Tag" },
  { WIRE_ETHERTYPE_NSH, "NSH" },
  { WIRE_ETHERTYPE_ARISTA, "Arista time stamp" },
  { WIRE_ETHERTYPE_EDSA, "Marvell switch tag" },
  { 0x88f7, "PTP" },
  { 0x8902, "Ethernet OAM" },
  { 0x8906, "Fibre Channel over Ethernet" },
  { 0x9000, "loopback test" },
  { WIRE_ETHERTYPE_QINQ, "VLAN, older QinQ" },
  { WIRE_ETHERTYPE_QINQ_OTHER, "VLAN, older QinQ" },
  { WIRE_ETHERTYPE_QINQ_THIRD, "VLAN, older QinQ" },
};

/** Returns: the protocol that @type announces, or %WIRE_PROTOCOL_DATA */
WireProtocol
wire_ethertype_protocol (guint16 type)
{
  switch (type)
    {
    case WIRE_ETHERTYPE_IPV4:
      return WIRE_PROTOCOL_IPV4;
    case WIRE_ETHERTYPE_IPV6:
      return WIRE_PROTOCOL_IPV6;
    case WIRE_ETHERTYPE_ARP:
    case WIRE_ETHERTYPE_RARP:
      return WIRE_PROTOCOL_ARP;
    case WIRE_ETHERTYPE_VLAN:
    case WIRE_ETHERTYPE_SERVICE_VLAN:
    case WIRE_ETHERTYPE_QINQ:
    case WIRE_ETHERTYPE_QINQ_OTHER:
    case WIRE_ETHERTYPE_QINQ_THIRD:
      return WIRE_PROTOCOL_VLAN;
    case WIRE_ETHERTYPE_CISCO_METADATA:
      return WIRE_PROTOCOL_CISCO_METADATA;
    case WIRE_ETHERTYPE_VN_TAG:
      return WIRE_PROTOCOL_VN_TAG;
    case WIRE_ETHERTYPE_E_TAG:
      return WIRE_PROTOCOL_E_TAG;
    case WIRE_ETHERTYPE_HSR:
      return WIRE_PROTOCOL_HSR;
    case WIRE_ETHERTYPE_PBB:
      return WIRE_PROTOCOL_PBB;
    case WIRE_ETHERTYPE_MACSEC:
      return WIRE_PROTOCOL_MACSEC;
    case WIRE_ETHERTYPE_TRILL:
      return WIRE_PROTOCOL_TRILL;
    case WIRE_ETHERTYPE_FABRICPATH:
      return WIRE_PROTOCOL_FABRICPATH;
    case WIRE_ETHERTYPE_NSH:
      return WIRE_PROTOCOL_NSH;
    case WIRE_ETHERTYPE_ARISTA:
      return WIRE_PROTOCOL_ARISTA;
    case WIRE_ETHERTYPE_BROADCOM:
      return WIRE_PROTOCOL_BROADCOM_LEGACY_TAG;
    case WIRE_ETHERTYPE_EDSA:
      return WIRE_PROTOCOL_EDSA;
    case WIRE_ETHERTYPE_MPLS:
    case WIRE_ETHERTYPE_MPLS_UPSTREAM:
      return WIRE_PROTOCOL_MPLS;
    case WIRE_ETHERTYPE_PPPOE_DISCOVERY:
    case WIRE_ETHERTYPE_PPPOE_SESSION:
      return WIRE_PROTOCOL_PPPOE;
    case WIRE_ETHERTYPE_PPP:
      return WIRE_PROTOCOL_PPP;
    case WIRE_ETHERTYPE_BRIDGED_ETHERNET:
      return WIRE_PROTOCOL_ETHERNET;
    case WIRE_ETHERTYPE_JUMBO_LLC:
      return WIRE_PROTOCOL_LLC;
    default:
      return WIRE_PROTOCOL_DATA;
    }
}

/** Returns: (nullable): what people call @type; %NULL where it has no name here */
const char *
wire_ethertype_name (guint16 type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (NAMES[i].type == type)
      return NAMES[i].name;
  return NULL;
}

/**
 * wire_ethertype_or_length:
 * @type: the two bytes after the addresses or a VLAN tag
 * @cursor: after them; narrowed where they are a length
 *
 * Returns: what follows. Novell's “raw” 802.3 frames hold a length but no LLC: they begin with an
 *   unused IPX checksum of ff ff.
 */
WireProtocol
wire_ethertype_or_length (guint16 type, WireCursor *cursor)
{
  if (G_LIKELY (type >= WIRE_ETHERTYPE_MIN))
    return wire_ethertype_protocol (type);
  if (type > WIRE_ETHERTYPE_LENGTH_MAX)
    return WIRE_PROTOCOL_DATA;

  wire_cursor_limit (cursor, type);
  const guint8 *bytes = wire_cursor_peek (cursor, 2);
  return bytes && wire_be16 (bytes) == 0xffff ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_LLC;
}
