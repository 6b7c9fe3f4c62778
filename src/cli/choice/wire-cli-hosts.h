/* wire-cli-hosts.h: what commands about hosts have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-hosts.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/output/wire-output.h"

G_BEGIN_DECLS

WireHosts *wire_cli_load_hosts (const WireCliOptions *options, gboolean apart, GError **error);
WireHosts *wire_cli_load_hosts_and_rows (const WireCliOptions *options,
                                         const WireCliFilter *filter,
                                         gboolean apart,
                                         WireCliRows **rows,
                                         GError **error);
WireHosts *wire_cli_find_hosts (const WireCliOptions *options,
                                WireCapture *capture,
                                gboolean apart,
                                GError **error);

#define WIRE_CLI_NAMES_ENTRY(wanted)                                                               \
  {                                                                                                \
    "names", 0, 0, G_OPTION_ARG_NONE, wanted,                                                      \
        N_ ("Add the names that the addresses had at that time, from the capture alone"), NULL     \
  }

WireCapture *wire_cli_load_named (const WireCliOptions *options,
                                  gboolean names,
                                  WireHosts **hosts,
                                  GError **error);
void wire_json_add_names (
    JsonBuilder *builder, WireHosts *hosts, const WireTuple *tuple, gint64 from, gint64 to);
char *wire_cli_tell_names (WireHosts *hosts, const WireTuple *tuple, gint64 from, gint64 to);

void wire_json_add_address (JsonBuilder *builder, const char *key, const WireHostAddress *address);
void wire_json_add_packet (JsonBuilder *builder, const char *key, guint32 packet);
void wire_json_add_ends (JsonBuilder *builder, const WireTuple *tuple);
void wire_json_add_mac (JsonBuilder *builder, const char *key, const WireMac *mac);
char *wire_host_address_to_text (const WireHostAddress *address);

G_END_DECLS
