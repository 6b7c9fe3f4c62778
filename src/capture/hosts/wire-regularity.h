/* wire-regularity.h: beacons, scans, sweeps and what else repeats in a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-hosts.h"
#include "capture/hosts/wire-regular.h"

G_BEGIN_DECLS

/** From how many on something is remarked. */
#define WIRE_BEACON_LEAST 8u
#define WIRE_SCAN_LEAST_PORTS 20u
#define WIRE_SWEEP_LEAST_HOSTS 10u
#define WIRE_NO_SUCH_NAME_LEAST 20u
#define WIRE_ODD_NAMES_LEAST 10u
#define WIRE_TEXT_LEAST_BYTES 4096u

/** Beacons are not quicker than this, in nanoseconds. */
#define WIRE_BEACON_LEAST_INTERVAL (G_GINT64_CONSTANT (1000000000) / 2)

/** The time in which names that do not exist are counted. */
#define WIRE_NO_SUCH_NAME_SPAN (60 * G_GINT64_CONSTANT (1000000000))

/** More series, searches and groups of names than this are left out, and that is reported. */
#define WIRE_REGULARITY_MAX (64u * 1024)

GPtrArray *wire_regularity_find (WireHosts *hosts, gboolean *all);
char *wire_regularity_tell_left_out (gboolean all);

/** Adds conversations and requests at steady intervals to @found. Returns: whether there was room
 * to look at all */
gboolean wire_beacons_find (WireHosts *hosts, GPtrArray *found);

/** Adds port scans, sweeps and changes of ARP to @found. Returns: likewise */
gboolean wire_scans_find (WireHosts *hosts, GPtrArray *found);

/** Adds what repeats in questions of DNS to @found. Returns: likewise */
gboolean wire_dns_regularity_find (WireHosts *hosts, GPtrArray *found);

G_END_DECLS
