/* wire-command-tls.c: TLS connections, and whether they can be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-hex.h"
#include "base/wire-printable.h"
#include "capture/protocols/application/wire-tls-hello.h"
#include "capture/tls/wire-tls-certificate.h"
#include "capture/wire-capture-tls.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>

/* What JSON calls the answers to whether a connection can be read. */
static const char *
readable_to_key (WireTlsReadable readable)
{
  switch (readable)
    {
    case WIRE_TLS_READABLE:
      return "yes";
    case WIRE_TLS_READABLE_IN_PART:
      return "in part";
    default:
      return "no";
    }
}

static const char *
readable_to_text (WireTlsReadable readable)
{
  switch (readable)
    {
    case WIRE_TLS_READABLE:
      return _ ("readable");
    case WIRE_TLS_READABLE_IN_PART:
      return _ ("readable in part:");
    default:
      return _ ("not readable:");
    }
}

/* From the client to the server. */
static gboolean
get_tuple (WireCapture *capture, const WireTlsSession *session, WireTuple *tuple)
{
  WireStream stream;
  WireFlow flow;

  if (!wire_capture_get_stream (capture, session->stream, &stream))
    return FALSE;
  if (wire_capture_get_flow (capture, stream.flows[session->client], &flow))
    *tuple = flow.tuple;
  else if (wire_capture_get_flow (capture, stream.flows[!session->client], &flow))
    wire_tuple_reverse (&flow.tuple, tuple);
  else
    return FALSE;
  return TRUE;
}

/* Text */

static void
append_word (GString *line, const char *word)
{
  g_autofree char *printable = word ? wire_printable_name (word) : g_strdup ("-");

  g_string_append_printf (line, " %s", printable);
}

static void
print_text (WireCapture *capture, const WireTlsSession *session)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *reason = wire_tls_session_tell_reason (session);
  WireTuple tuple = { 0 };

  g_string_append_printf (line, "%u", session->stream + 1);
  if (get_tuple (capture, session, &tuple))
    {
      g_autofree char *ends = wire_tuple_to_text (&tuple, " -> ");

      g_string_append_printf (line, " %s", ends);
    }
  append_word (line, session->has_server_hello ? wire_tls_version_name (session->version) : NULL);
  append_word (line, session->has_server_hello ? wire_tls_cipher_name (session->suite) : NULL);
  append_word (line, session->server_name);
  append_word (line, session->alpn);
  g_string_append_printf (line, " %s", readable_to_text (wire_tls_session_get_readable (session)));
  if (reason)
    g_string_append_printf (line, " %s", reason);
  wire_output_line (line->str);
}

/* JSON */

static void
add_hex (JsonBuilder *builder, const char *key, const guint8 *bytes, gsize length, gboolean known)
{
  g_autofree char *hex = known ? wire_hex_encode (bytes, length, "") : NULL;

  wire_json_add_string (builder, key, hex);
}

static void
add_names (JsonBuilder *builder, GStrv names)
{
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; names && names[i]; i++)
    json_builder_add_string_value (builder, names[i]);
  json_builder_end_array (builder);
}

static void
add_date (JsonBuilder *builder, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) date = seconds >= 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = date ? g_date_time_format_iso8601 (date) : NULL;

  wire_json_add_string (builder, key, text);
}

static void
add_certificate (JsonBuilder *builder, GBytes *der)
{
  g_auto (WireTlsCertificate) certificate = { 0 };

  wire_tls_certificate_read (der, &certificate);
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "subject", certificate.subject);
  wire_json_add_string (builder, "issuer", certificate.issuer);
  add_names (builder, certificate.names);
  wire_json_add_string (builder, "serial", certificate.serial);
  add_date (builder, "not_before", certificate.not_before);
  add_date (builder, "not_after", certificate.not_after);
  wire_json_add_string (builder, "key", certificate.key);
  wire_json_add_int (builder, "size", (gint64) g_bytes_get_size (der));
  wire_json_add_string (builder, "sha256", certificate.sha256);
  json_builder_end_object (builder);
}

static void
add_chain (JsonBuilder *builder, const WireTlsSession *session)
{
  json_builder_set_member_name (builder, "certificates");
  json_builder_begin_array (builder);
  for (guint i = 0; session->chain && i < session->chain->len; i++)
    add_certificate (builder, g_ptr_array_index (session->chain, i));
  json_builder_end_array (builder);
}

/* Both sides, the client first. */
static void
add_counts (JsonBuilder *builder, const WireTlsSession *session)
{
  guint client = session->client;

  wire_json_add_int (builder, "client_records", (gint64) session->records[client]);
  wire_json_add_int (builder, "client_records_read", (gint64) session->opened[client]);
  wire_json_add_int (builder, "client_bytes", (gint64) session->content[client]);
  wire_json_add_int (builder, "server_records", (gint64) session->records[!client]);
  wire_json_add_int (builder, "server_records_read", (gint64) session->opened[!client]);
  wire_json_add_int (builder, "server_bytes", (gint64) session->content[!client]);
}

static void
add_parameters (JsonBuilder *builder, const WireTlsSession *session)
{
  gboolean agreed = session->has_server_hello;

  wire_json_add_string (builder, "version",
                        agreed ? wire_tls_version_name (session->version) : NULL);
  wire_json_add_string (builder, "cipher_suite",
                        agreed ? wire_tls_cipher_name (session->suite) : NULL);
  if (agreed)
    wire_json_add_int (builder, "cipher_suite_number", session->suite);
  wire_json_add_string (builder, "server_name", session->server_name);
  wire_json_add_string (builder, "alpn", session->alpn);
  wire_json_add_boolean (builder, "resumed", session->resumed);
  wire_json_add_boolean (builder, "early_data", session->early_data);
  add_hex (builder, "ja3", session->ja3, sizeof session->ja3, session->has_client_hello);
  add_hex (builder, "ja3s", session->ja3s, sizeof session->ja3s, session->has_server_hello);
  wire_json_add_string (builder, "ja4", session->has_client_hello ? session->ja4 : NULL);
}

static void
print_json (JsonBuilder *builder, WireCapture *capture, const WireTlsSession *session)
{
  g_autofree char *reason = wire_tls_session_tell_reason (session);
  WireTuple tuple = { 0 };

  json_builder_begin_object (builder);
  wire_json_add_int (builder, "stream", (gint64) session->stream + 1);
  wire_json_add_int (builder, "packet", (gint64) session->packet + 1);
  wire_json_add_time (builder, "time", session->time);
  if (get_tuple (capture, session, &tuple))
    wire_json_add_tuple (builder, &tuple);
  add_parameters (builder, session);
  wire_json_add_string (builder, "readable",
                        readable_to_key (wire_tls_session_get_readable (session)));
  wire_json_add_string (builder, "reason", reason);
  wire_json_add_string (builder, "key",
                        session->private_key ? "private key"
                        : session->key       ? wire_tls_key_kind_get_label (session->key)
                                             : NULL);
  add_counts (builder, session);
  add_chain (builder, session);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

gboolean
wire_command_tls (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireCliRows) rows = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  const GOptionEntry entries[] = { WIRE_CLI_ROW_FILTER_ENTRIES (filter), { NULL } };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  capture = wire_cli_load_rows (&options, &filter, &rows, error);
  if (!capture)
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };

      if (!wire_capture_get_tls_session (capture, i, &session))
        return TRUE;
      if (!wire_cli_rows_have_stream (rows, session.stream))
        continue;
      if (builder)
        print_json (builder, capture, &session);
      else
        print_text (capture, &session);
    }
}
