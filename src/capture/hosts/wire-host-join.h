/* wire-host-join.h: which addresses are of one host
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-host-traffic.h"

G_BEGIN_DECLS

/** A MAC address that has more IPv4 addresses than this answers for others, and joins nothing. */
#define WIRE_HOST_MAX_OWN 4u

GPtrArray *wire_host_join (const WireHostTraffic *traffic, gboolean apart);

G_END_DECLS
