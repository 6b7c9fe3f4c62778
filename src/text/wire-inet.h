/* wire-inet.h: network addresses as bytes, text and numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WIRE_INET_BYTES_MAX 16

/**
 * WireInet:
 * @bytes: in network order
 * @length: 4 for IPv4, 16 for IPv6
 * @prefix: bits of the network, or -1 where none was given
 */
typedef struct
{
  guint8 bytes[WIRE_INET_BYTES_MAX];
  guint length;
  int prefix;
} WireInet;

gboolean wire_inet_parse (const char *value, WireInet *inet, GError **error);
char *wire_inet_to_text (const WireInet *inet);
char *wire_inet_to_number (const WireInet *inet);
char *wire_inet_to_shifts (const WireInet *inet);
char *wire_inet_to_binary (const WireInet *inet);

void wire_inet_get_mask (const WireInet *inet, WireInet *mask);

/** Clears the bits of @address after its prefix. */
void wire_inet_get_network (const WireInet *inet, WireInet *network);

void wire_inet_get_broadcast (const WireInet *inet, WireInet *broadcast);
gboolean wire_inet_get_hosts (const WireInet *inet, WireInet *first, WireInet *last);
char *wire_inet_count (const WireInet *inet);

G_END_DECLS
