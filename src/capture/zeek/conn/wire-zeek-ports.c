/* wire-zeek-ports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-ports.h"

#include "capture/frame/wire-address.h"

#include <netinet/in.h>

/* Zeek's likely_server_ports, as its scripts set them by default. */
static const guint16 TCP_PORTS[] = {
  21,   22,   25,   53,   80,   81,   88,   102,  110,  135,  139,  143,  389,   443,
  445,  502,  514,  563,  585,  587,  614,  631,  636,  853,  989,  990,  992,   993,
  995,  1080, 1433, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223, 5269,  5432,
  5555, 5985, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8088, 8883, 8888, 20000,
};
static const guint16 UDP_PORTS[] = {
  53,   67,   88,   123,  137,  161,  162,  389,  443,  514,  784,  853,  1812,
  2123, 2152, 3268, 3389, 3478, 3544, 4789, 5060, 5072, 5353, 5355, 6081, 20000,
};

static gboolean
contains (const guint16 *ports, gsize n, guint16 port)
{
  for (gsize i = 0; i < n; i++)
    if (ports[i] == port)
      return TRUE;
  return FALSE;
}

/** Returns: whether servers are usually at @port */
gboolean
wire_zeek_port_is_server (guint8 protocol, guint16 port)
{
  if (protocol == IPPROTO_TCP)
    return contains (TCP_PORTS, G_N_ELEMENTS (TCP_PORTS), port);
  return protocol == IPPROTO_UDP && contains (UDP_PORTS, G_N_ELEMENTS (UDP_PORTS), port);
}

/* Messages that answer each other (RFC 792, 950 and 1256; RFC 4443, 4861, 2710, 4620 and 6275). */
static const struct
{
  gboolean version_6;
  guint8 types[2];
} PAIRS[] = {
  { FALSE, { 8, 0 } },    { FALSE, { 13, 14 } },  { FALSE, { 15, 16 } },  { FALSE, { 10, 9 } },
  { FALSE, { 17, 18 } },  { TRUE, { 128, 129 } }, { TRUE, { 133, 134 } }, { TRUE, { 135, 136 } },
  { TRUE, { 130, 131 } }, { TRUE, { 139, 140 } }, { TRUE, { 144, 145 } },
};

/**
 * wire_zeek_icmp_get_counterpart:
 * @version_6: it is ICMPv6
 * @type: of a message
 * @code: of a message
 * @counterpart: (out): the type that answers @type, or else @code
 *
 * Returns: whether messages of @type have answers
 */
gboolean
wire_zeek_icmp_get_counterpart (gboolean version_6, guint8 type, guint8 code, guint16 *counterpart)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PAIRS); i++)
    for (guint side = 0; side < 2; side++)
      if (!PAIRS[i].version_6 == !version_6 && PAIRS[i].types[side] == type)
        {
          *counterpart = PAIRS[i].types[1 - side];
          return TRUE;
        }
  *counterpart = code;
  return FALSE;
}

/* Zeek's Site::private_address_space, which are its local networks unless others are set. */
static const struct
{
  guint8 family;
  guint8 bits;
  guint8 prefix[16];
} LOCAL[] = {
  { WIRE_FAMILY_IPV4, 8, { 10 } },
  { WIRE_FAMILY_IPV4, 12, { 172, 16 } },
  { WIRE_FAMILY_IPV4, 16, { 192, 168 } },
  { WIRE_FAMILY_IPV4, 10, { 100, 64 } },
  { WIRE_FAMILY_IPV4, 8, { 0 } },
  { WIRE_FAMILY_IPV4, 8, { 127 } },
  { WIRE_FAMILY_IPV4, 16, { 169, 254 } },
  { WIRE_FAMILY_IPV4, 24, { 192, 0, 0 } },
  { WIRE_FAMILY_IPV4, 24, { 192, 0, 2 } },
  { WIRE_FAMILY_IPV4, 15, { 198, 18 } },
  { WIRE_FAMILY_IPV4, 24, { 198, 51, 100 } },
  { WIRE_FAMILY_IPV4, 24, { 203, 0, 113 } },
  { WIRE_FAMILY_IPV4, 24, { 224, 0, 0 } },
  { WIRE_FAMILY_IPV4, 8, { 239 } },
  { WIRE_FAMILY_IPV4, 4, { 240 } },
  { WIRE_FAMILY_IPV4, 32, { 255, 255, 255, 255 } },
  { WIRE_FAMILY_IPV6, 7, { 0xfc } },
  { WIRE_FAMILY_IPV6, 10, { 0xfe, 0x80 } },
  { WIRE_FAMILY_IPV6, 10, { 0xfe, 0xc0 } },
  { WIRE_FAMILY_IPV6, 64, { 0x01 } },
  { WIRE_FAMILY_IPV6, 48, { 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01 } },
  { WIRE_FAMILY_IPV6, 32, { 0x20, 0x01, 0x0d, 0xb8 } },
  { WIRE_FAMILY_IPV6, 23, { 0x20, 0x01 } },
  { WIRE_FAMILY_IPV6, 128, { 0 } },
  { WIRE_FAMILY_IPV6, 128, { [15] = 1 } },
};

static gboolean
matches (const guint8 *address, const guint8 *prefix, guint bits)
{
  guint8 mask = (guint8) (0xff00u >> (bits % 8));

  return memcmp (address, prefix, bits / 8) == 0
         && (bits % 8 == 0 || ((address[bits / 8] ^ prefix[bits / 8]) & mask) == 0);
}

/** Returns: whether @address is of a network that nobody routes; of 6to4, the address inside is
 * looked at (RFC 3056) */
gboolean
wire_zeek_address_is_local (guint8 family, const guint8 *address)
{
  if (family == WIRE_FAMILY_IPV6 && address[0] == 0x20 && address[1] == 0x02)
    return wire_zeek_address_is_local (WIRE_FAMILY_IPV4, address + 2);
  for (gsize i = 0; i < G_N_ELEMENTS (LOCAL); i++)
    if (LOCAL[i].family == family && matches (address, LOCAL[i].prefix, LOCAL[i].bits))
      return TRUE;
  return FALSE;
}
