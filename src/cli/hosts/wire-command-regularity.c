/* wire-command-regularity.c: beacons, scans, sweeps and what else repeats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-regularity.h"
#include "cli/choice/wire-cli-hosts.h"
#include "cli/command/wire-commands.h"

#include <glib/gi18n.h>

static void
add_figures (JsonBuilder *builder, const WireRegular *regular)
{
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_object (builder);
  for (guint i = 0; i < regular->figures->len; i++)
    {
      const WireRegularFigure *figure = &g_array_index (regular->figures, WireRegularFigure, i);

      if (figure->is_number)
        wire_json_add_int (builder, figure->key, g_ascii_strtoll (figure->value, NULL, 10));
      else
        wire_json_add_string (builder, figure->key, figure->value);
    }
  json_builder_end_object (builder);
}

static void
print_json (JsonBuilder *builder, const WireRegular *regular)
{
  g_autofree char *line = wire_regular_tell (regular);
  char name[16];

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "kind", wire_regular_kind_to_text (regular->kind));
  wire_json_add_address (builder, "source", &regular->source);
  wire_json_add_address (builder, "target", &regular->target);
  if (regular->protocol != 0)
    wire_json_add_string (builder, "protocol", wire_ip_protocol_name (regular->protocol, name));
  if (regular->port != 0)
    wire_json_add_int (builder, "port", regular->port);
  wire_json_add_string (builder, "what", regular->what);
  wire_json_add_int (builder, "count", regular->count);
  wire_json_add_time (builder, "first", regular->first);
  wire_json_add_time (builder, "last", regular->last);
  add_figures (builder, regular);
  json_builder_set_member_name (builder, "packets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < regular->packets->len; i++)
    json_builder_add_int_value (builder, (gint64) g_array_index (regular->packets, guint32, i) + 1);
  json_builder_end_array (builder);
  wire_json_add_string (builder, "sentence", line);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

gboolean
wire_command_regularity (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCliRows) rows = NULL;
  g_autoptr (WireHosts) hosts = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *left_out = NULL;
  const GOptionEntry entries[] = { WIRE_CLI_ROW_FILTER_ENTRIES (filter), { NULL } };
  gboolean all;

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  hosts = wire_cli_load_hosts_and_rows (&options, &filter, FALSE, &rows, error);
  if (!hosts)
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  found = wire_regularity_find (hosts, &all);
  left_out = wire_regularity_tell_left_out (all);
  if (left_out)
    wire_cli_warn (left_out);
  for (guint i = 0; i < found->len; i++)
    {
      const WireRegular *regular = g_ptr_array_index (found, i);
      g_autofree char *line = builder ? NULL : wire_regular_tell (regular);

      if (!wire_cli_rows_have_regular (rows, regular))
        continue;
      if (builder)
        print_json (builder, regular);
      else
        wire_output_line (line);
    }
  return TRUE;
}
