/* wire-command-hosts.c: the hosts of a capture: who was it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "cli/command/wire-commands.h"
#include "cli/hosts/wire-host-json.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean apart;
  GStrv databases;
  WireCliFilter filter;
} HostOptions;

static void
host_options_clear (HostOptions *options)
{
  g_strfreev (options->databases);
  wire_cli_filter_clear (&options->filter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HostOptions, host_options_clear)

/* Text: a line a host, of which JSON has all. */

static void
append_addresses (GString *line, WireHosts *hosts, const WireHost *host)
{
  for (guint i = 0; i < host->nodes->len; i++)
    {
      g_autofree char *text =
          wire_host_address_to_text (&wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                             g_array_index (host->nodes, guint, i))
                                          ->address);

      g_string_append_printf (line, "%s%s", i > 0 ? "," : "", text);
    }
  if (host->nodes->len == 0)
    g_string_append_c (line, '-');
}

static void
append_mac (GString *line, const WireMac *mac, WireMacMakers *makers)
{
  const char *maker = wire_mac_makers_find (makers, mac);
  char text[WIRE_MAC_TEXT_MAX];

  g_string_append (line, wire_mac_to_text (mac->bytes, text));
  if (maker)
    g_string_append_printf (line, " (%s)", maker);
}

/* Returns: (nullable): the first MAC address that is the host's own */
static const WireMac *
find_mac (WireHosts *hosts, const WireHost *host)
{
  if (host->nodes->len == 0)
    return &host->mac;
  for (guint i = 0; i < host->nodes->len; i++)
    {
      const WireHostNode *node = wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                        g_array_index (host->nodes, guint, i));

      for (guint j = 0; j < node->n_macs; j++)
        if (node->macs[j].own)
          return &node->macs[j].mac;
    }
  return NULL;
}

/* Each name once; the log keeps equal ones in one place. */
static void
append_names (GString *line, const WireHost *host)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < host->names->len; i++)
    {
      const WireNameFact *name = g_ptr_array_index (host->names, i);

      if (!g_hash_table_add (told, (gpointer) name->name))
        continue;
      g_string_append_printf (line, "%s%s", g_hash_table_size (told) > 1 ? "," : "", name->name);
    }
  if (g_hash_table_size (told) == 0)
    g_string_append_c (line, '-');
}

static void
append_system (GString *line, const WireHost *host)
{
  const char *last = NULL;

  for (guint i = 0; i < host->systems->len; i++)
    {
      const WireSystemFact *system = g_ptr_array_index (host->systems, i);

      if (!system->suggests || system->suggests == last)
        continue;
      g_string_append (line, last ? "; " : "");
      g_string_append_printf (line, _ ("%s suggests %s"),
                              wire_system_evidence_to_text (system->evidence), system->suggests);
      last = system->suggests;
    }
  if (!last)
    g_string_append_c (line, '-');
}

static void
print_text (WireHosts *hosts, guint index, WireMacMakers *makers)
{
  const WireHost *host = wire_hosts_get (hosts, index);
  const WireMac *mac = find_mac (hosts, host);
  g_autoptr (GString) line = g_string_new (NULL);

  append_addresses (line, hosts, host);
  g_string_append (line, " - ");
  if (mac)
    append_mac (line, mac, makers);
  else
    g_string_append_c (line, '-');
  g_string_append (line, " - ");
  append_names (line, host);
  g_string_append (line, " - ");
  append_system (line, host);
  g_string_append (line, " - ");
  g_string_append_printf (line, _ ("%zu packets in, %zu out"), (gsize) host->packets[WIRE_HOST_IN],
                          (gsize) host->packets[WIRE_HOST_OUT]);
  wire_output_line (line->str);
}

static gboolean
open_databases (WireGeo *geo, GStrv paths, GError **error)
{
  for (guint i = 0; paths && paths[i]; i++)
    if (!wire_geo_open (geo, paths[i], error))
      return FALSE;
  return TRUE;
}

/* Of what was only seen in ARP or DHCP, the first packet is asked. */
static gboolean
passes (const WireCliRows *rows, GHashTable *addresses, WireHosts *hosts, const WireHost *host)
{
  if (wire_cli_rows_have_packet (rows, host->first_packet))
    return TRUE;
  for (guint i = 0; i < host->nodes->len; i++)
    if (g_hash_table_contains (addresses,
                               &wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                       g_array_index (host->nodes, guint, i))
                                    ->address))
      return TRUE;
  return FALSE;
}

static gboolean
run (const WireCliOptions *options, const HostOptions *host_options, GError **error)
{
  g_autoptr (WireGeo) geo = wire_geo_new ();
  g_autoptr (WireMacMakers) makers = wire_mac_makers_new ();
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  g_autoptr (WireHosts) hosts = NULL;
  g_autoptr (WireCliRows) rows = NULL;
  g_autoptr (GHashTable) addresses = NULL;

  if (!open_databases (geo, host_options->databases, error))
    return FALSE;
  hosts = wire_cli_load_hosts_and_rows (options, &host_options->filter, host_options->apart, &rows,
                                        error);
  if (!hosts)
    return FALSE;
  addresses = wire_cli_rows_list_addresses (rows);
  for (guint i = 0; i < wire_hosts_get_length (hosts); i++)
    if (!passes (rows, addresses, hosts, wire_hosts_get (hosts, i)))
      continue;
    else if (builder)
      {
        wire_json_add_host (builder, hosts, i, makers, host_options->databases ? geo : NULL);
        wire_output_json (builder);
      }
    else
      print_text (hosts, i, makers);
  return TRUE;
}

gboolean
wire_command_hosts (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (HostOptions) host_options = { 0 };
  const GOptionEntry entries[] = {
    { "apart", 0, 0, G_OPTION_ARG_NONE, &host_options.apart,
      N_ ("One row an address: do not join those with the same MAC address"), NULL },
    { "geoip", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &host_options.databases,
      N_ ("Countries and networks from this database (MaxMind’s format); may be repeated"),
      N_ ("FILE") },
    WIRE_CLI_ROW_FILTER_ENTRIES (host_options.filter),
    { NULL },
  };

  return wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
         && run (&options, &host_options, error);
}
