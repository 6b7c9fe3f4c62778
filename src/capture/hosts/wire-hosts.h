/* wire-hosts.h: who was it: the hosts of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/hosts/wire-host-services.h"
#include "capture/hosts/wire-name-table.h"

G_BEGIN_DECLS

/**
 * WireHost:
 * @nodes: (element-type guint): numbers of its addresses; empty where only @mac is known
 * @mac: of a client of DHCP that has no address, or zeros
 * @names: (element-type WireNameFact): by packet, as the rest
 * @systems: (element-type WireSystemFact): what suggests an operating system
 * @signins: (element-type WireSignin): those that came from it
 * @first_packet: of it
 * @packets: to it and from it
 * @bytes: likewise
 * @first: time of its first packet, or %WIRE_TIME_NONE
 * @last: of its last
 */
typedef struct
{
  GArray *nodes;
  WireMac mac;
  GPtrArray *names;
  GPtrArray *systems;
  GPtrArray *signins;
  guint32 first_packet;
  guint64 packets[2];
  guint64 bytes[2];
  gint64 first;
  gint64 last;
} WireHost;

#define WIRE_TYPE_HOSTS (wire_hosts_get_type ())

/** The hosts of a capture, their names, what they said of themselves, and who signed in. Made in a
 * worker; then immutable, and any thread may read it. */
G_DECLARE_FINAL_TYPE (WireHosts, wire_hosts, WIRE, HOSTS, GObject)

WireHosts *wire_hosts_new (WireCapture *capture, gboolean apart, WireJob *job, GError **error);

WireCapture *wire_hosts_get_capture (WireHosts *hosts);
WireFactLog *wire_hosts_get_facts (WireHosts *hosts);
const WireNameTable *wire_hosts_get_names (WireHosts *hosts);
const WireHostTraffic *wire_hosts_get_traffic (WireHosts *hosts);
const WireHostServices *wire_hosts_get_services (WireHosts *hosts);
guint wire_hosts_get_length (WireHosts *hosts);
const WireHost *wire_hosts_get (WireHosts *hosts, guint index);
guint wire_hosts_find (WireHosts *hosts, const WireHostAddress *address);
GStrv wire_hosts_tell_left_out (WireHosts *hosts);

G_END_DECLS
