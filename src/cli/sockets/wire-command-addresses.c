/* wire-command-addresses.c: what localhost, this machine's name and its interfaces resolve to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"
#include "sockets/wire-own-addresses.h"

static void
print_json (JsonBuilder *builder, const WireOwnAddress *address)
{
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "name", address->name);
  wire_json_add_string (builder, "address", address->address);
  if (address->address)
    wire_json_add_string (builder, "kind", wire_address_kind_to_nick (address->kind));
  wire_json_add_string (builder, "error", address->error);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static void
print_line (const WireOwnAddress *address)
{
  g_autofree char *line = address->address
                              ? g_strdup_printf ("%-16s %-39s %s", address->name, address->address,
                                                 wire_address_kind_explain (address->kind))
                              : g_strdup_printf ("%-16s -  %s", address->name, address->error);

  wire_output_line (line);
}

gboolean
wire_command_addresses (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) addresses = NULL;

  if (!wire_cli_parse (command, arguments, NULL, 0, 0, &options, error))
    return FALSE;
  addresses = wire_own_addresses_resolve ();
  for (guint i = 0; i < addresses->len; i++)
    if (options.json)
      print_json (builder, addresses->pdata[i]);
    else
      print_line (addresses->pdata[i]);
  return TRUE;
}
