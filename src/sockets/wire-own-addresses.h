/* wire-own-addresses.h: by which names and addresses this machine can be reached
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** From where an address can be reached (RFC 1918, 3849, 3927, 4193, 4291, 5737, 6598). */
typedef enum
{
  WIRE_ADDRESS_LOOPBACK,
  WIRE_ADDRESS_LINK_LOCAL,
  WIRE_ADDRESS_PRIVATE,
  WIRE_ADDRESS_ANY,
  WIRE_ADDRESS_DOCUMENTATION,
  WIRE_ADDRESS_GLOBAL,
} WireAddressKind;

/**
 * WireOwnAddress:
 * @name: (owned): `localhost`, this machine's name, or an interface
 * @address: (owned) (nullable): as text; of a link-local one of IPv6 with its interface
 * @kind: from where it can be reached
 * @error: (owned) (nullable): why @name has no address
 */
typedef struct
{
  char *name;
  char *address;
  WireAddressKind kind;
  char *error;
} WireOwnAddress;

/** Frees @address and what it owns. */
void wire_own_address_free (WireOwnAddress *address);

WireAddressKind wire_address_kind_of (GInetAddress *address);
const char *wire_address_kind_to_nick (WireAddressKind kind);
const char *wire_address_kind_explain (WireAddressKind kind);
GStrv wire_own_addresses_list (void);
GPtrArray *wire_own_addresses_resolve (void);

G_END_DECLS
