/* wire-export-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/captures/wire-export-table.h"

#include "cli/command/wire-commands.h"
#include "cli/output/wire-csv.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>

#define ENDPOINTS "src", "sport", "dst", "dport"

static const char *const PACKETS[] = { "number",  "time", "length",   "captured", "protocol",
                                       ENDPOINTS, "info", "comments", NULL };
static const char *const CONNECTIONS[] = { "number", "protocol", ENDPOINTS, NULL };
static const char *const FLOWS[] = { "protocol", ENDPOINTS, "ports_unknown", "tunnel", "packets",
                                     "bytes",    "first",   "last",          NULL };
static const char *const CONVERSATIONS[] = {
  "protocol",    ENDPOINTS,      "ports_unknown", "tunnel", "packets", "bytes", "forth_packets",
  "forth_bytes", "back_packets", "back_bytes",    "first",  "last",    NULL
};
static const char *const HTTP[] = {
  "packet",    "time",     "protocol", ENDPOINTS,  "tunnel",           "stream",    "method",
  "uri",       "version",  "host",     "referer",  "user_agent",       "status",    "content_type",
  "body_size", "complete", "extra",    "odd",      "response_odd",     "stream_id", "scheme",
  "authority", "pushed",   "headers",  "trailers", "request_trailers", NULL
};
static const char *const TLS[] = { "stream",
                                   "packet",
                                   "time",
                                   "protocol",
                                   ENDPOINTS,
                                   "version",
                                   "cipher_suite",
                                   "cipher_suite_number",
                                   "server_name",
                                   "alpn",
                                   "resumed",
                                   "early_data",
                                   "ja3",
                                   "ja3s",
                                   "ja4",
                                   "readable",
                                   "reason",
                                   "key",
                                   "client_records",
                                   "client_records_read",
                                   "client_bytes",
                                   "server_records",
                                   "server_records_read",
                                   "server_bytes",
                                   "certificates",
                                   NULL };
static const char *const SESSIONS[] = { "protocol", "packet",    "time",   "stream",   ENDPOINTS,
                                        "user",     "decrypted", "events", "listings", NULL };
static const char *const DOWNLOADS[] = { "packet", "time",      "stream",         "tunnel",
                                         "client", "server",    "method",         "host",
                                         "uri",    "referer",   "status",         "content_type",
                                         "type",   "extension", "matched_by",     "size",
                                         "md5",    "sha256",    "sha256_as_sent", "complete",
                                         "gaps",   "missing",   "number",         "parent",
                                         "note",   NULL };

#define TRANSFER_COLUMNS                                                                           \
  "number", "parent", "protocol", "direction", "packet", "time", "stream", "tunnel", "client",     \
      "server", "sender", "receiver", "name", "path", "user", "method", "host", "uri", "referer",  \
      "status", "content_type", "type", "extension", "size", "size_as_sent", "md5", "md5_as_sent", \
      "sha256", "sha256_as_sent", "complete", "gaps", "missing", "offset", "parts", "decrypted",   \
      "text_mode", "note", "problem", "mail", "verdict", "appended", "appended_at", "versions"

static const char *const TRANSFERS[] = { TRANSFER_COLUMNS, NULL };
static const char *const TRIAGE[] = { TRANSFER_COLUMNS, "severity", "reason", "odd",
                                      "extra",          "matches",  NULL };

static const WireExportTable TABLES[] = {
  { "packets", wire_command_packets, NULL, FALSE, PACKETS },
  { "connections", wire_command_connections, NULL, FALSE, CONNECTIONS },
  { "flows", wire_command_flows, NULL, FALSE, FLOWS },
  { "conversations", wire_command_flows, "--conversations", FALSE, CONVERSATIONS },
  { "http", wire_command_http, NULL, TRUE, HTTP },
  { "tls", wire_command_tls, NULL, TRUE, TLS },
  { "sessions", wire_command_sessions, NULL, TRUE, SESSIONS },
  { "downloads", wire_command_downloads, NULL, TRUE, DOWNLOADS },
  { "transfers", wire_command_transfers, NULL, TRUE, TRANSFERS },
  { "triage", wire_command_triage, NULL, TRUE, TRIAGE },
};

/**
 * wire_export_table_find:
 * @name: as it was typed
 * @error: %WIRE_CLI_ERROR_USAGE, with all names
 *
 * Returns: (nullable): the table
 */
const WireExportTable *
wire_export_table_find (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      if (g_str_equal (TABLES[i].name, name))
        return &TABLES[i];
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", TABLES[i].name);
    }
  wire_cli_set_usage_error (error, _ ("“%s” is not a table; tables are %s."), name, names->str);
  return NULL;
}

/* A WireOutputFunc. */
static void
print_row (JsonNode *root, gpointer data)
{
  const WireExportTable *table = data;
  g_autoptr (GString) line = g_string_new (NULL);

  wire_csv_append_row (line, table->columns, json_node_get_object (root));
  wire_output_bytes (line->str, line->len);
}

static void
print_header (const WireExportTable *self)
{
  g_autoptr (GString) line = g_string_new (NULL);

  wire_csv_append_header (line, self->columns);
  wire_output_bytes (line->str, line->len);
}

static void
add_option (GPtrArray *words, const char *option, const char *value)
{
  if (!value)
    return;
  g_ptr_array_add (words, g_strdup (option));
  g_ptr_array_add (words, g_strdup (value));
}

static GPtrArray *
make_arguments (const WireExportTable *self,
                const char *path,
                const char *const *keys,
                const WireCliFilter *filter)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (self->name));
  g_ptr_array_add (words, g_strdup ("--json"));
  if (self->option)
    g_ptr_array_add (words, g_strdup (self->option));
  for (gsize i = 0; self->streams && keys && keys[i]; i++)
    add_option (words, "--keys", keys[i]);
  add_option (words, "--filter", filter->either);
  add_option (words, "--fields", filter->fields);
  add_option (words, "--bpf", filter->bpf);
  g_ptr_array_add (words, g_strdup ("--"));
  g_ptr_array_add (words, g_strdup (path));
  g_ptr_array_add (words, NULL);
  return words;
}

/**
 * wire_export_table_print:
 * @self: a table
 * @path: of the capture
 * @keys: (nullable): files with keys
 * @filter: which rows
 * @csv: rows of CSV, in place of objects of JSON
 * @error: as of the command
 *
 * Prints all rows on standard output.
 */
gboolean
wire_export_table_print (const WireExportTable *self,
                         const char *path,
                         const char *const *keys,
                         const WireCliFilter *filter,
                         gboolean csv,
                         GError **error)
{
  g_autoptr (GPtrArray) words = make_arguments (self, path, keys, filter);
  WireCommand command = { self->name, "FILE", "", self->run };
  gboolean done;

  if (csv)
    {
      print_header (self);
      wire_output_set_func (print_row, (gpointer) self);
    }
  done = self->run (&command, (GStrv) words->pdata, error);
  wire_output_set_func (NULL, NULL);
  return done;
}
