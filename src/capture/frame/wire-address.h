/* wire-address.h: network addresses and five-tuples
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * WireFamily:
 * @WIRE_FAMILY_NONE: no IP header was found
 *
 * The numbers are those of the IP version field (RFC 791, RFC 8200).
 */
typedef enum
{
  WIRE_FAMILY_NONE = 0,
  WIRE_FAMILY_IPV4 = 4,
  WIRE_FAMILY_IPV6 = 6,
} WireFamily;

/** Longest text of an address and its NUL, as INET6_ADDRSTRLEN; with brackets and port. */
#define WIRE_ADDRESS_TEXT_MAX 46
#define WIRE_ENDPOINT_TEXT_MAX (WIRE_ADDRESS_TEXT_MAX + 8)

/**
 * WireTuple:
 * @src: source address in network order; an IPv4 address is in the first four bytes, the
 *   rest are zero
 * @dst: destination address, likewise
 * @src_port: in host order; 0 where the protocol has none, or where it is not known
 * @dst_port: likewise
 * @family: a #WireFamily
 * @protocol: IP protocol number (IANA); 6 is TCP, 17 UDP, 132 SCTP
 * @ports_unknown: of a flow: the protocol has ports, but the capture does not have them: a later
 *   fragment without its first one, or a header that was cut
 *
 * The five-tuple of one direction, taken from the outermost IP header. It has no padding, so two
 * tuples are equal exactly where their bytes are.
 */
typedef struct
{
  guint8 src[16];
  guint8 dst[16];
  guint16 src_port;
  guint16 dst_port;
  guint8 family;
  guint8 protocol;
  guint8 ports_unknown;
  guint8 reserved;
} WireTuple;

G_STATIC_ASSERT (sizeof (WireTuple) == 40);

static inline gboolean
wire_tuple_equal (const WireTuple *a, const WireTuple *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

gboolean wire_protocol_has_ports (guint8 ip_protocol);
const char *wire_ip_protocol_name (guint8 ip_protocol, char buffer[16]);
void wire_tuple_reverse (const WireTuple *tuple, WireTuple *reversed);

const char *wire_address_to_text (WireFamily family,
                                  const guint8 *address,
                                  char buffer[WIRE_ADDRESS_TEXT_MAX]);
const char *wire_endpoint_to_text (WireFamily family,
                                   const guint8 *address,
                                   gboolean has_port,
                                   guint16 port,
                                   char buffer[WIRE_ENDPOINT_TEXT_MAX]);
char *wire_tuple_to_text (const WireTuple *tuple, const char *arrow);
gboolean wire_address_parse (const char *text, WireFamily *family, guint8 address[16]);

G_END_DECLS
