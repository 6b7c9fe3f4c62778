/* wire-dhcp-facts.h: who clients of DHCP say they are, and which addresses they are given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"

G_BEGIN_DECLS

/** Clients whose names are remembered until they have an address. */
#define WIRE_DHCP_MAX_CLIENTS 65536u

/**
 * WireDhcpFacts:
 *
 * Hears messages of DHCP, and joins what a client says of itself with the address that it is given.
 * Used by the thread that listens.
 */
typedef struct _WireDhcpFacts WireDhcpFacts;

WireDhcpFacts *wire_dhcp_facts_new (WireFactLog *log);

/** Frees @facts and what it owns. */
void wire_dhcp_facts_free (WireDhcpFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDhcpFacts, wire_dhcp_facts_free)

gboolean wire_dhcp_facts_may_be (const guint8 *bytes, gsize length);
void wire_dhcp_facts_add (WireDhcpFacts *facts, const WireDnsHeard *heard);

G_END_DECLS
