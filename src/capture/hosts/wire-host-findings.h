/* wire-host-findings.h: hosts, and what is made of them for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-dns-uses.h"
#include "capture/hosts/wire-regularity.h"

G_BEGIN_DECLS

#define WIRE_TYPE_HOST_FINDINGS (wire_host_findings_get_type ())

/** Hosts with what repeats, who used what DNS answered, and the makers of network cards. Made in a
 * worker; then immutable; any thread. */
G_DECLARE_FINAL_TYPE (WireHostFindings, wire_host_findings, WIRE, HOST_FINDINGS, GObject)

WireHostFindings *wire_host_findings_new (WireCapture *capture,
                                          gboolean apart,
                                          WireJob *job,
                                          GError **error);

WireHosts *wire_host_findings_get_hosts (WireHostFindings *findings);
const GPtrArray *wire_host_findings_get_regular (WireHostFindings *findings);
const WireDnsUses *wire_host_findings_get_uses (WireHostFindings *findings);
gboolean wire_host_findings_is_apart (WireHostFindings *findings);
const char *wire_host_findings_find_maker (WireHostFindings *findings, const WireMac *mac);
GStrv wire_host_findings_tell_left_out (WireHostFindings *findings);

G_END_DECLS
