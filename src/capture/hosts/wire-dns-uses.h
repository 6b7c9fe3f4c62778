/* wire-dns-uses.h: who used an address after its name was looked up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-hosts.h"

G_BEGIN_DECLS

/** Hosts that are given for one answer. */
#define WIRE_DNS_MAX_USERS 16u

/** Who used it first, and when. */
typedef struct
{
  WireHostAddress address;
  WireHostAddress used;
  gint64 time;
} WireDnsUse;

/**
 * WireDnsUses:
 *
 * Flows to addresses that DNS answered, by their destination. Immutable.
 */
typedef struct _WireDnsUses WireDnsUses;

WireDnsUses *wire_dns_uses_new (WireHosts *hosts);

/** Frees @uses and what it owns. */
void wire_dns_uses_free (WireDnsUses *uses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDnsUses, wire_dns_uses_free)

guint wire_dns_uses_find (const WireDnsUses *uses,
                          const WireDnsExchange *exchange,
                          WireDnsUse found[WIRE_DNS_MAX_USERS]);

G_END_DECLS
