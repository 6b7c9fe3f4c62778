/* wire-cli-hosts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-hosts.h"

#include "capture/frame/wire-describe.h"
#include "cli/choice/wire-cli-capture.h"
#include "cli/output/wire-progress.h"

typedef struct
{
  WireCapture *capture;
  gboolean apart;
  WireHosts *hosts;
} Search;

static gboolean
search (WireJob *job, gpointer data, GError **error)
{
  Search *self = data;

  self->hosts = wire_hosts_new (self->capture, self->apart, job, error);
  return self->hosts != NULL;
}

/**
 * wire_cli_find_hosts:
 * @options: of the command
 * @capture: loaded with its streams
 * @apart: do not join addresses
 * @error: set where %NULL is returned
 *
 * Says on standard error what there was no room for.
 *
 * Returns: (transfer full) (nullable): the hosts of @capture
 */
WireHosts *
wire_cli_find_hosts (const WireCliOptions *options,
                     WireCapture *capture,
                     gboolean apart,
                     GError **error)
{
  Search self = { .capture = capture, .apart = apart };
  g_auto (GStrv) warnings = NULL;

  if (!wire_progress_run (options->progress, search, &self, error))
    {
      g_clear_object (&self.hosts);
      return NULL;
    }
  warnings = wire_hosts_tell_left_out (self.hosts);
  for (guint i = 0; warnings[i]; i++)
    wire_cli_warn (warnings[i]);
  return self.hosts;
}

/** As wire_cli_find_hosts(), of the capture that @options name, with the rows that @filter lets
 * through: see wire_cli_load_rows(). */
WireHosts *
wire_cli_load_hosts_and_rows (const WireCliOptions *options,
                              const WireCliFilter *filter,
                              gboolean apart,
                              WireCliRows **rows,
                              GError **error)
{
  g_autoptr (WireCapture) capture = wire_cli_load_rows (options, filter, rows, error);

  if (!capture)
    return NULL;
  wire_cli_warn_of_missing (capture);
  return wire_cli_find_hosts (options, capture, apart, error);
}

/** As wire_cli_find_hosts(), of the capture that @options name: see wire_cli_load_streams(). */
WireHosts *
wire_cli_load_hosts (const WireCliOptions *options, gboolean apart, GError **error)
{
  g_autoptr (WireCapture) capture = wire_cli_load_streams (options, error);

  if (!capture)
    return NULL;
  wire_cli_warn_of_missing (capture);
  return wire_cli_find_hosts (options, capture, apart, error);
}

/**
 * wire_cli_load_named:
 * @options: of the command, from wire_cli_parse_streams()
 * @names: `--names` was given
 * @hosts: (out) (transfer full) (nullable): whose names are known; %NULL without `--names`
 * @error: set where %NULL is returned
 *
 * Streams are only put together where names are wanted.
 *
 * Returns: (transfer full) (nullable): the capture
 */
WireCapture *
wire_cli_load_named (const WireCliOptions *options,
                     gboolean names,
                     WireHosts **hosts,
                     GError **error)
{
  g_autoptr (WireCapture) capture =
      names ? wire_cli_load_streams (options, error) : wire_cli_load_capture (options, error);

  *hosts = NULL;
  if (!capture || !names)
    return g_steal_pointer (&capture);
  *hosts = wire_cli_find_hosts (options, capture, FALSE, error);
  return *hosts ? g_steal_pointer (&capture) : NULL;
}

static void
add_names_of (JsonBuilder *builder,
              const char *key,
              WireHosts *hosts,
              const WireHostAddress *address,
              gint64 from,
              gint64 to)
{
  const WireNameFact *names[WIRE_NAME_MAX_TOLD];
  guint n = wire_name_table_find (wire_hosts_get_names (hosts), address, from, to, names);

  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      json_builder_begin_object (builder);
      wire_json_add_string (builder, "name", names[i]->name);
      wire_json_add_string (builder, "source", wire_name_source_to_text (names[i]->source));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/** Adds src_names and dst_names: those that held at some time between @from and @to. @hosts may be
 * %NULL, and then nothing is added. */
void
wire_json_add_names (
    JsonBuilder *builder, WireHosts *hosts, const WireTuple *tuple, gint64 from, gint64 to)
{
  WireHostAddress source = wire_host_address_of_source (tuple);
  WireHostAddress destination = wire_host_address_of_destination (tuple);

  if (!hosts)
    return;
  add_names_of (builder, "src_names", hosts, &source, from, to);
  add_names_of (builder, "dst_names", hosts, &destination, from, to);
}

static void
append_names_of (
    GString *text, WireHosts *hosts, const WireHostAddress *address, gint64 from, gint64 to)
{
  const WireNameFact *names[WIRE_NAME_MAX_TOLD];
  guint n = wire_name_table_find (wire_hosts_get_names (hosts), address, from, to, names);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", names[i]->name);
  if (n == 0)
    g_string_append_c (text, '-');
}

/** Returns: (transfer full): the names of both ends, as what a line ends with; empty where @hosts
 * is %NULL, or neither end has one */
char *
wire_cli_tell_names (WireHosts *hosts, const WireTuple *tuple, gint64 from, gint64 to)
{
  WireHostAddress source = wire_host_address_of_source (tuple);
  WireHostAddress destination = wire_host_address_of_destination (tuple);
  g_autoptr (GString) text = g_string_new (" (");

  if (!hosts)
    return g_strdup ("");
  append_names_of (text, hosts, &source, from, to);
  g_string_append (text, " -> ");
  append_names_of (text, hosts, &destination, from, to);
  g_string_append_c (text, ')');
  return g_strdup (g_str_equal (text->str, " (- -> -)") ? "" : text->str);
}

/** Returns: (transfer full): the address in words */
char *
wire_host_address_to_text (const WireHostAddress *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  return g_strdup (wire_address_to_text (address->family, address->bytes, text));
}

/** Adds a member with an address, where it is one. */
void
wire_json_add_address (JsonBuilder *builder, const char *key, const WireHostAddress *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (address->family != WIRE_FAMILY_NONE)
    wire_json_add_string (builder, key,
                          wire_address_to_text (address->family, address->bytes, text));
}

/** Adds a member with a packet's number, counted from 1, where there is one. */
void
wire_json_add_packet (JsonBuilder *builder, const char *key, guint32 packet)
{
  if (packet != G_MAXUINT32)
    wire_json_add_int (builder, key, (gint64) packet + 1);
}

/** Adds client, client_port, server and server_port. */
void
wire_json_add_ends (JsonBuilder *builder, const WireTuple *tuple)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_json_add_string (builder, "client", wire_address_to_text (tuple->family, tuple->src, text));
  wire_json_add_int (builder, "client_port", tuple->src_port);
  wire_json_add_string (builder, "server", wire_address_to_text (tuple->family, tuple->dst, text));
  wire_json_add_int (builder, "server_port", tuple->dst_port);
}

/** Adds a member with a MAC address. */
void
wire_json_add_mac (JsonBuilder *builder, const char *key, const WireMac *mac)
{
  char text[WIRE_MAC_TEXT_MAX];

  wire_json_add_string (builder, key, wire_mac_to_text (mac->bytes, text));
}
