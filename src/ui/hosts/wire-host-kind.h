/* wire-host-kind.h: the tables of what was found of hosts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-host-findings.h"
#include "ui/tables/wire-table-kind.h"

G_BEGIN_DECLS

/* All are over a #WireHostFindings. */

/** Hosts: who was there. */
extern const WireTableKind wire_host_kind;

/** Questions of DNS and their answers. */
extern const WireTableKind wire_dns_kind;

/** Who signed in where. */
extern const WireTableKind wire_signin_kind;

/** Beacons, scans, sweeps and what else repeats. */
extern const WireTableKind wire_regular_kind;

/** What there is to say of a host, at the end of @content. */
void wire_host_pane_fill (GObject *findings, guint row, GtkBox *content);

G_END_DECLS
