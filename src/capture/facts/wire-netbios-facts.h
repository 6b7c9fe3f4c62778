/* wire-netbios-facts.h: names in messages of NetBIOS (RFC 1002)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"

G_BEGIN_DECLS

void wire_netbios_facts_add (WireFactLog *log, const WireDnsHeard *heard);
void wire_netbios_facts_add_datagram (WireFactLog *log, const WireDnsHeard *heard);

G_END_DECLS
