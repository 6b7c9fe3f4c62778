/* wire-cli-hosts.h: what commands about hosts have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-hosts.h"
#include "cli/wire-cli.h"
#include "cli/wire-output.h"

G_BEGIN_DECLS

WireHosts *wire_cli_load_hosts (const WireCliOptions *options, gboolean apart, GError **error);
WireHosts *wire_cli_find_hosts (const WireCliOptions *options,
                                WireCapture *capture,
                                gboolean apart,
                                GError **error);

void wire_json_add_address (JsonBuilder *builder, const char *key, const WireHostAddress *address);
void wire_json_add_packet (JsonBuilder *builder, const char *key, guint32 packet);
void wire_json_add_ends (JsonBuilder *builder, const WireTuple *tuple);
void wire_json_add_mac (JsonBuilder *builder, const char *key, const WireMac *mac);
char *wire_host_address_to_text (const WireHostAddress *address);

G_END_DECLS
