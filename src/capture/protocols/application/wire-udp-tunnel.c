/* wire-udp-tunnel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-udp-tunnel.h"

#include "capture/frame/wire-ethertype.h"
#include "capture/frame/wire-ip.h"

/* IANA's service name and port number registry. */
#define PORT_L2TP 1701
#define PORT_GTP 2152
#define PORT_AMT 2268
#define PORT_GTP_0 3386
#define PORT_TEREDO 3544
#define PORT_LISP 4341
#define PORT_IPSEC 4500
#define PORT_VXLAN 4789
#define PORT_VXLAN_GPE 4790
#define PORT_AYIYA 5072
#define PORT_CAPWAP 5247
#define PORT_GUE 6080
#define PORT_GENEVE 6081
#define PORT_MPLS 6635
/* What Linux used for VXLAN before IANA assigned a port, and what MikroTik's routers send to. */
#define PORT_VXLAN_LINUX 8472
#define PORT_TZSP 37008

#define VXLAN_HEADER 8
#define ETHERNET_HEADER 14
#define IPV4_HEADER 20
#define IPV6_HEADER 40

static gboolean
is_ipv4 (const guint8 *bytes, gsize length)
{
  return length >= IPV4_HEADER && bytes[0] >> 4 == 4 && (bytes[0] & 0xf) >= 5
         && wire_be16 (bytes + 2) >= IPV4_HEADER && wire_be16 (bytes + 2) <= length;
}

static gboolean
is_ipv6 (const guint8 *bytes, gsize length)
{
  return length >= IPV6_HEADER && bytes[0] >> 4 == 6
         && wire_be16 (bytes + 4) + (gsize) IPV6_HEADER <= length;
}

/* An Ethernet frame whose type is known and, where it is IP, whose payload agrees: enough for ports
 * that say nothing. */
static gboolean
is_ethernet (const guint8 *bytes, gsize length)
{
  guint16 type = length >= ETHERNET_HEADER ? wire_be16 (bytes + 12) : 0;

  switch (type)
    {
    case WIRE_ETHERTYPE_IPV4:
      return is_ipv4 (bytes + ETHERNET_HEADER, length - ETHERNET_HEADER);
    case WIRE_ETHERTYPE_IPV6:
      return is_ipv6 (bytes + ETHERNET_HEADER, length - ETHERNET_HEADER);
    case WIRE_ETHERTYPE_ARP:
      return length >= ETHERNET_HEADER + 28 && wire_be16 (bytes + 14) == 1;
    case WIRE_ETHERTYPE_VLAN:
      return length >= ETHERNET_HEADER + 4
             && wire_ethertype_protocol (wire_be16 (bytes + 16)) != WIRE_PROTOCOL_DATA;
    default:
      return FALSE;
    }
}

/* RFC 7348, section 5: the flag that says the network identifier is valid, and a last byte that
 * must be zero. */
static gboolean
is_vxlan (const guint8 *bytes, gsize length)
{
  return length >= VXLAN_HEADER && (bytes[0] & 0x08) && bytes[7] == 0;
}

/* … and on any other port, no other flag, nothing that is reserved, and a frame that makes sense.
 */
static gboolean
is_plain_vxlan (const guint8 *bytes, gsize length)
{
  return length >= VXLAN_HEADER && bytes[0] == 0x08 && bytes[1] == 0 && bytes[2] == 0
         && bytes[3] == 0 && bytes[7] == 0
         && is_ethernet (bytes + VXLAN_HEADER, length - VXLAN_HEADER);
}

/* RFC 8926, section 3.4: version 0, and only two of the flags. */
static gboolean
is_geneve (const guint8 *bytes, gsize length)
{
  return length >= 8 && bytes[0] >> 6 == 0 && (bytes[1] & 0x3f) == 0 && bytes[7] == 0;
}

static gboolean
is_plain_geneve (const guint8 *bytes, gsize length)
{
  gsize header = 8 + (bytes[0] & 0x3fu) * 4u;

  if (!is_geneve (bytes, length) || header >= length)
    return FALSE;
  switch (wire_be16 (bytes + 2))
    {
    case WIRE_ETHERTYPE_BRIDGED_ETHERNET:
      return is_ethernet (bytes + header, length - header);
    case WIRE_ETHERTYPE_IPV4:
      return is_ipv4 (bytes + header, length - header)
             && wire_be16 (bytes + header + 2) == length - header;
    case WIRE_ETHERTYPE_IPV6:
      return is_ipv6 (bytes + header, length - header)
             && wire_be16 (bytes + header + 4) + (gsize) IPV6_HEADER == length - header;
    default:
      return FALSE;
    }
}

/* GTP and not GTP', version 1 or 0. */
static gboolean
is_gtp (const guint8 *bytes, gsize length)
{
  return length >= 8 && (bytes[0] & 0x10) && bytes[0] >> 5 <= 1;
}

/* The lengths of identity and signature are in the first two bytes (draft-massar-v6ops-ayiya-02,
 * section 3). */
static gboolean
is_ayiya (const guint8 *bytes, gsize length)
{
  gsize header;

  if (length < 8)
    return FALSE;
  header = 8 + (1u << (bytes[0] >> 4)) + (bytes[1] >> 4) * 4u;
  return header < length
         && (is_ipv6 (bytes + header, length - header)
             || is_ipv4 (bytes + header, length - header));
}

/* Addresses of Teredo begin with 2001:0 (RFC 4380, section 4), link-local ones ask for them. */
static gboolean
is_teredo_packet (const guint8 *bytes, gsize length)
{
  if (!is_ipv6 (bytes, length) || wire_be16 (bytes + 4) + (gsize) IPV6_HEADER != length)
    return FALSE;
  return wire_be32 (bytes + 8) == 0x20010000 || wire_be32 (bytes + 24) == 0x20010000;
}

static gboolean
is_teredo (const guint8 *bytes, gsize length)
{
  if (length >= 13 && bytes[0] == 0 && bytes[1] == 1)
    {
      gsize header = 13u + bytes[2] + bytes[3];

      if (header + 2 > length)
        return FALSE;
      bytes += header;
      length -= header;
    }
  if (length >= 8 && bytes[0] == 0 && bytes[1] == 0)
    {
      bytes += 8;
      length -= 8;
    }
  return is_ipv6 (bytes, length);
}

/* A header of IP whose checksum is right and whose length is that of the datagram: FOU of Linux,
 * and version 1 of GUE (draft-ietf-intarea-gue-09, section 4), put it right after that of UDP. */
static gboolean
is_bare_ipv4 (const guint8 *bytes, gsize length)
{
  guint32 sum = 0;

  if (!is_ipv4 (bytes, length) || wire_be16 (bytes + 2) != length)
    return FALSE;
  for (gsize i = 0; i < (bytes[0] & 0xfu) * 4u && i + 1 < length; i += 2)
    sum += wire_be16 (bytes + i);
  return ((sum & 0xffff) + (sum >> 16)) % 0xffff == 0 && wire_be16 (bytes + 10) != 0;
}

/* IPv6 has no checksum: it must be complete, and of a protocol that is carried so. */
static gboolean
is_bare_ipv6 (const guint8 *bytes, gsize length)
{
  if (!is_ipv6 (bytes, length) || wire_be16 (bytes + 4) + (gsize) IPV6_HEADER != length
      || bytes[7] == 0 || bytes[8] == 0)
    return FALSE;
  return bytes[6] == WIRE_IP_TCP || bytes[6] == WIRE_IP_UDP || bytes[6] == WIRE_IP_ICMPV6;
}

/* Section 3: a header of 32 bits and words that its length counts, and no control message. */
static gboolean
is_gue (const guint8 *bytes, gsize length)
{
  gsize header = 4u + (bytes[0] & 0x1fu) * 4u;

  if (bytes[0] >> 6 == 1)
    return is_ipv4 (bytes, length) || is_ipv6 (bytes, length);
  if (bytes[0] >> 5 != 0 || header >= length)
    return FALSE;
  return bytes[1] == WIRE_IP_IPV4   ? is_ipv4 (bytes + header, length - header)
         : bytes[1] == WIRE_IP_IPV6 ? is_ipv6 (bytes + header, length - header)
                                    : bytes[1] == WIRE_IP_GRE;
}

static WireProtocol
recognise_port (guint16 port, const guint8 *bytes, gsize length)
{
  switch (port)
    {
    case PORT_VXLAN:
    case PORT_VXLAN_GPE:
    case PORT_VXLAN_LINUX:
      return is_vxlan (bytes, length) ? WIRE_PROTOCOL_VXLAN : WIRE_PROTOCOL_DATA;
    case PORT_GUE:
      return length > 4 && is_gue (bytes, length) ? WIRE_PROTOCOL_GUE : WIRE_PROTOCOL_DATA;
    case PORT_GENEVE:
      return is_geneve (bytes, length) ? WIRE_PROTOCOL_GENEVE : WIRE_PROTOCOL_DATA;
    case PORT_LISP:
      return length > 8 && (is_ipv4 (bytes + 8, length - 8) || is_ipv6 (bytes + 8, length - 8))
                 ? WIRE_PROTOCOL_LISP
                 : WIRE_PROTOCOL_DATA;
    case PORT_MPLS:
      return length > 4 ? WIRE_PROTOCOL_MPLS : WIRE_PROTOCOL_DATA;
    case PORT_TZSP:
      return length > 4 && bytes[0] == 1 ? WIRE_PROTOCOL_TZSP : WIRE_PROTOCOL_DATA;
    default:
      return WIRE_PROTOCOL_DATA;
    }
}

/* Those whose answers come from the port that was asked. */
static WireProtocol
recognise_either_port (guint16 port, const guint8 *bytes, gsize length)
{
  switch (port)
    {
    case PORT_GTP:
    case PORT_GTP_0:
      return is_gtp (bytes, length) ? WIRE_PROTOCOL_GTP : WIRE_PROTOCOL_DATA;
    case PORT_L2TP:
      return length >= 8 && ((bytes[1] & 0xf) == 2 || (bytes[1] & 0xf) == 3) ? WIRE_PROTOCOL_L2TP
                                                                             : WIRE_PROTOCOL_DATA;
    case PORT_TEREDO:
      return is_teredo (bytes, length) ? WIRE_PROTOCOL_TEREDO : WIRE_PROTOCOL_DATA;
    case PORT_AMT:
      return length >= 2 && bytes[0] >> 4 == 0 && (bytes[0] & 0xf) >= 4 && (bytes[0] & 0xf) <= 6
                 ? WIRE_PROTOCOL_AMT
                 : WIRE_PROTOCOL_DATA;
    case PORT_AYIYA:
      return is_ayiya (bytes, length) ? WIRE_PROTOCOL_AYIYA : WIRE_PROTOCOL_DATA;
    case PORT_CAPWAP:
      return length >= 8 && bytes[0] == 0 ? WIRE_PROTOCOL_CAPWAP : WIRE_PROTOCOL_DATA;
    case PORT_IPSEC:
      return length >= 8 && wire_be32 (bytes) != 0 ? WIRE_PROTOCOL_UDP_ESP : WIRE_PROTOCOL_DATA;
    default:
      return WIRE_PROTOCOL_DATA;
    }
}

/* On any port, by the bytes alone. */
static WireProtocol
recognise_content (const guint8 *bytes, gsize length)
{
  if (bytes[0] == 0x08 && is_plain_vxlan (bytes, length))
    return WIRE_PROTOCOL_VXLAN;
  if (bytes[0] >> 6 == 0 && is_plain_geneve (bytes, length))
    return WIRE_PROTOCOL_GENEVE;
  if (bytes[0] >> 4 == 6 && is_teredo_packet (bytes, length))
    return WIRE_PROTOCOL_TEREDO;
  if ((bytes[0] >> 4 == 4 && is_bare_ipv4 (bytes, length))
      || (bytes[0] >> 4 == 6 && is_bare_ipv6 (bytes, length)))
    return WIRE_PROTOCOL_GUE;
  return WIRE_PROTOCOL_DATA;
}

/**
 * wire_udp_tunnel_recognise:
 * @src_port: in host order
 * @dst_port: in host order
 * @payload: the bytes of the datagram that were captured
 * @length: how many there are, at least 1
 *
 * The source port of many tunnels is a hash of what they carry: for these only the destination
 * tells. Called for every datagram; allocates nothing. Any thread.
 *
 * Returns: the tunnel's protocol, or %WIRE_PROTOCOL_DATA
 */
WireProtocol
wire_udp_tunnel_recognise (guint16 src_port, guint16 dst_port, const guint8 *payload, gsize length)
{
  WireProtocol protocol = recognise_port (dst_port, payload, length);

  if (protocol == WIRE_PROTOCOL_DATA)
    protocol = recognise_either_port (dst_port, payload, length);
  if (protocol == WIRE_PROTOCOL_DATA)
    protocol = recognise_either_port (src_port, payload, length);
  return protocol != WIRE_PROTOCOL_DATA ? protocol : recognise_content (payload, length);
}
