/* wire-dns-facts.h: names in messages of DNS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"

G_BEGIN_DECLS

void wire_dns_facts_add (WireFactLog *log, const WireDnsHeard *heard);
void wire_dns_facts_add_multicast (WireFactLog *log, const WireDnsHeard *heard);

G_END_DECLS
