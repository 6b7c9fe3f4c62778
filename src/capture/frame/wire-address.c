/* wire-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-address.h"

#include "capture/frame/wire-ip.h"

#include <arpa/inet.h>
#include <stdio.h>

/* IANA, Protocol Numbers; those that people meet in captures. */
static const struct
{
  guint8 number;
  const char *name;
} IP_PROTOCOLS[] = {
  { 1, "ICMP" },   { 2, "IGMP" },   { 4, "IP-in-IP" }, { 6, "TCP" },        { 17, "UDP" },
  { 41, "IPv6" },  { 47, "GRE" },   { 50, "ESP" },     { 51, "AH" },        { 58, "ICMPv6" },
  { 88, "EIGRP" }, { 89, "OSPF" },  { 94, "IPIP" },    { 97, "EtherIP" },   { 103, "PIM" },
  { 112, "VRRP" }, { 115, "L2TP" }, { 132, "SCTP" },   { 136, "UDP-Lite" },
};

/** Returns: whether flows of @ip_protocol are distinguished by ports: TCP, UDP and SCTP */
gboolean
wire_protocol_has_ports (guint8 ip_protocol)
{
  return ip_protocol == WIRE_IP_TCP || ip_protocol == WIRE_IP_UDP || ip_protocol == WIRE_IP_SCTP;
}

/**
 * wire_ip_protocol_name:
 * @ip_protocol: IANA number
 * @buffer: used where the number has no name here
 *
 * Returns: the short name, or `IP 253`
 */
const char *
wire_ip_protocol_name (guint8 ip_protocol, char buffer[16])
{
  for (gsize i = 0; i < G_N_ELEMENTS (IP_PROTOCOLS); i++)
    if (IP_PROTOCOLS[i].number == ip_protocol)
      return IP_PROTOCOLS[i].name;

  g_snprintf (buffer, 16, "IP %u", ip_protocol);
  return buffer;
}

/** Fills @reversed with the tuple of the opposite direction. */
void
wire_tuple_reverse (const WireTuple *self, WireTuple *reversed)
{
  *reversed = *self;
  memcpy (reversed->src, self->dst, sizeof reversed->src);
  memcpy (reversed->dst, self->src, sizeof reversed->dst);
  reversed->src_port = self->dst_port;
  reversed->dst_port = self->src_port;
}

/**
 * wire_address_to_text:
 * @family: which kind; %WIRE_FAMILY_NONE gives an empty text
 * @address: 4 or 16 bytes in network order
 * @buffer: filled
 *
 * Returns: @buffer; IPv6 as RFC 5952 writes it. Any thread.
 */
const char *
wire_address_to_text (WireFamily family, const guint8 *address, char buffer[WIRE_ADDRESS_TEXT_MAX])
{
  buffer[0] = '\0';
  if (family == WIRE_FAMILY_IPV4)
    inet_ntop (AF_INET, address, buffer, WIRE_ADDRESS_TEXT_MAX);
  else if (family == WIRE_FAMILY_IPV6)
    inet_ntop (AF_INET6, address, buffer, WIRE_ADDRESS_TEXT_MAX);
  return buffer;
}

/**
 * wire_endpoint_to_text:
 * @has_port: whether to add `:port`
 *
 * Returns: @buffer: `192.0.2.1:80`, `[2001:db8::1]:80`, or the bare address without a port
 */
const char *
wire_endpoint_to_text (WireFamily family,
                       const guint8 *address,
                       gboolean has_port,
                       guint16 port,
                       char buffer[WIRE_ENDPOINT_TEXT_MAX])
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_address_to_text (family, address, text);
  if (!has_port)
    g_strlcpy (buffer, text, WIRE_ENDPOINT_TEXT_MAX);
  else if (family == WIRE_FAMILY_IPV6)
    g_snprintf (buffer, WIRE_ENDPOINT_TEXT_MAX, "[%s]:%u", text, port);
  else
    g_snprintf (buffer, WIRE_ENDPOINT_TEXT_MAX, "%s:%u", text, port);
  return buffer;
}

static char *
unknown_ports_to_text (const WireTuple *tuple, const char *arrow)
{
  char src[WIRE_ADDRESS_TEXT_MAX];
  char dst[WIRE_ADDRESS_TEXT_MAX];

  wire_address_to_text (tuple->family, tuple->src, src);
  wire_address_to_text (tuple->family, tuple->dst, dst);
  if (tuple->family == WIRE_FAMILY_IPV6)
    return g_strconcat ("[", src, "]:?", arrow, "[", dst, "]:?", NULL);
  return g_strconcat (src, ":?", arrow, dst, ":?", NULL);
}

/**
 * wire_tuple_to_text:
 * @self: a five-tuple
 * @arrow: put between the ends, such as `->` or ` → `
 *
 * Returns: (transfer full): both ends, with ports where the protocol has them, and
 *   question marks where they are not known
 */
char *
wire_tuple_to_text (const WireTuple *self, const char *arrow)
{
  gboolean ports = wire_protocol_has_ports (self->protocol);
  char src[WIRE_ENDPOINT_TEXT_MAX];
  char dst[WIRE_ENDPOINT_TEXT_MAX];

  if (self->ports_unknown)
    return unknown_ports_to_text (self, arrow);

  wire_endpoint_to_text (self->family, self->src, ports, self->src_port, src);
  wire_endpoint_to_text (self->family, self->dst, ports, self->dst_port, dst);
  return g_strconcat (src, arrow, dst, NULL);
}

/**
 * wire_address_parse:
 * @text: an IPv4 or IPv6 address, without a port
 * @family: (out): which kind it is
 * @address: (out): its bytes in network order, as in #WireTuple
 *
 * Returns: whether @text is an address
 */
gboolean
wire_address_parse (const char *text, WireFamily *family, guint8 address[16])
{
  memset (address, 0, 16);
  if (inet_pton (AF_INET, text, address) == 1)
    *family = WIRE_FAMILY_IPV4;
  else if (inet_pton (AF_INET6, text, address) == 1)
    *family = WIRE_FAMILY_IPV6;
  else
    return FALSE;
  return TRUE;
}
