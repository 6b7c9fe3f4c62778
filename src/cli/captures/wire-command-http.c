/* wire-command-http.c: HTTP requests of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-body.h"
#include "capture/wire-capture-streams.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "capture/exchanges/wire-http-tree.h"
#include "capture/http/wire-http-remark.h"
#include "cli/output/wire-output.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* Deeper ones are not moved further to the right. */
#define MAX_INDENT 32u

static void
print_text (const WireHttpMessage *request, guint32 depth)
{
  g_autofree char *uri = wire_printable_name (request->uri);
  g_autofree char *referer = wire_printable_name (request->referer ? request->referer : "-");
  g_autofree char *text = g_strdup_printf ("%*s%s %s %s", (int) (2 * MIN (depth, MAX_INDENT)), "",
                                           request->method, uri, referer);

  wire_output_line (text);
}

static void
add_field (JsonBuilder *builder, WireSpan name, WireSpan value)
{
  g_autofree char *name_text = wire_span_to_text (name);
  g_autofree char *value_text = wire_span_to_text (value);

  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, name_text);
  json_builder_add_string_value (builder, value_text);
  json_builder_end_array (builder);
}

static gboolean
add_fields (JsonBuilder *builder,
            const char *key,
            WireCapture *capture,
            const WireBody *places,
            GError **error)
{
  g_autoptr (GBytes) bytes = wire_capture_read_body (capture, places, 0, places->size, error);
  WireHttpFields fields;
  WireSpan name;
  WireSpan value;

  if (!bytes)
    return FALSE;
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  wire_http_fields_init (&fields, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  while (wire_http_fields_next (&fields, &name, &value))
    add_field (builder, name, value);
  json_builder_end_array (builder);
  return TRUE;
}

/* Reads the head again from the file: only what lists show is kept of it. */
static gboolean
add_headers (JsonBuilder *builder, WireCapture *capture, guint32 number, GError **error)
{
  g_auto (WireBody) head = { 0 };

  wire_capture_get_message_places (capture, number, WIRE_HTTP_REQUEST, &head, NULL);
  return add_fields (builder, "headers", capture, &head, error);
}

static gboolean
add_trailers (JsonBuilder *builder,
              const char *key,
              WireCapture *capture,
              guint32 number,
              WireHttpKind kind,
              GError **error)
{
  g_auto (WireBody) trailers = { 0 };

  return !wire_capture_get_message_trailers (capture, number, kind, &trailers)
         || add_fields (builder, key, capture, &trailers, error);
}

/* What HTTP/1 does not have. */
static gboolean
add_version_2 (JsonBuilder *builder,
               WireCapture *capture,
               guint32 number,
               const WireHttpExchange *exchange,
               GError **error)
{
  if (exchange->stream_id == 0)
    return TRUE;
  wire_json_add_int (builder, "stream_id", exchange->stream_id);
  wire_json_add_string (builder, "scheme", exchange->scheme);
  wire_json_add_string (builder, "authority", exchange->authority);
  wire_json_add_boolean (builder, "pushed", exchange->pushed);
  return add_trailers (builder, "request_trailers", capture, number, WIRE_HTTP_REQUEST, error)
         && add_trailers (builder, "trailers", capture, number, WIRE_HTTP_RESPONSE, error);
}

static void
add_remarks (JsonBuilder *builder, const char *key, const WireHttpMessage *message)
{
  if (message->remarks == 0)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint bit = 0; bit < WIRE_HTTP_N_REMARKS; bit++)
    if (message->remarks & 1u << bit)
      json_builder_add_string_value (builder, wire_http_remark_to_key (bit));
  json_builder_end_array (builder);
}

static void
add_response (JsonBuilder *builder, const WireHttpExchange *exchange)
{
  const WireHttpMessage *response = &exchange->response;
  gboolean complete =
      exchange->request.flags & WIRE_HTTP_COMPLETE && response->flags & WIRE_HTTP_COMPLETE;

  if (response->kind == WIRE_HTTP_RESPONSE)
    {
      wire_json_add_int (builder, "status", response->status);
      wire_json_add_string (builder, "content_type", response->content_type);
      wire_json_add_int (builder, "body_size", (gint64) response->body.size);
      add_remarks (builder, "response_odd", response);
      if (response->extra > 0)
        wire_json_add_int (builder, "extra", response->extra);
    }
  wire_json_add_boolean (builder, "complete", complete);
}

/* Where a request is in the tree; all zero where there is none. */
typedef struct
{
  guint32 depth;
  guint32 parent_packet;
  WireHttpTreeReason reason;
} Place;

static gboolean
print_json (JsonBuilder *builder,
            WireCapture *capture,
            guint32 number,
            const WireHttpExchange *exchange,
            const Place *place,
            GError **error)
{
  const WireHttpMessage *request = &exchange->request;
  char version[] = "HTTP/1.0";
  WireTuple tuple = { 0 };

  version[sizeof version - 2] = (char) ('0' + request->minor);
  json_builder_begin_object (builder);
  wire_json_add_int (builder, "packet", (gint64) request->packet + 1);
  wire_json_add_time (builder, "time", request->time);
  if (wire_capture_get_exchange_tuple (capture, exchange, &tuple))
    wire_json_add_tuple (builder, &tuple);
  wire_json_add_string (builder, "tunnel",
                        wire_capture_get_stream_tunnel (capture, exchange->stream));
  wire_json_add_int (builder, "stream", (gint64) exchange->stream + 1);
  wire_json_add_string (builder, "method", request->method);
  wire_json_add_string (builder, "uri", request->uri);
  wire_json_add_string (builder, "version",
                        request->major == 2 ? "2"
                        : request->version  ? request->version
                                            : version);
  add_remarks (builder, "odd", request);
  wire_json_add_string (builder, "host", request->host);
  wire_json_add_string (builder, "referer", request->referer);
  wire_json_add_string (builder, "user_agent", request->user_agent);
  if (!add_headers (builder, capture, number, error))
    return FALSE;
  add_response (builder, exchange);
  if (!add_version_2 (builder, capture, number, exchange, error))
    return FALSE;
  if (place->reason != WIRE_HTTP_TREE_NONE)
    {
      wire_json_add_int (builder, "parent", (gint64) place->parent_packet + 1);
      wire_json_add_string (builder, "parent_by",
                            place->reason == WIRE_HTTP_TREE_REDIRECT ? "redirect" : "referer");
    }
  json_builder_end_object (builder);
  wire_output_json (builder);
  return TRUE;
}

static gboolean
print_request (
    JsonBuilder *builder, WireCapture *capture, guint32 number, const Place *place, GError **error)
{
  WireHttpExchange exchange;

  wire_capture_get_exchange (capture, number, &exchange);
  if (builder)
    return print_json (builder, capture, number, &exchange, place, error);
  print_text (&exchange.request, place->depth);
  return TRUE;
}

static gboolean
print_requests (WireCapture *capture, const WireCliRows *rows, JsonBuilder *builder, GError **error)
{
  g_autoptr (GArray) numbers = wire_capture_list_requests (capture);
  const Place nowhere = { 0 };

  for (guint i = 0; i < numbers->len; i++)
    if (wire_cli_rows_have_exchange (rows, g_array_index (numbers, guint32, i))
        && !print_request (builder, capture, g_array_index (numbers, guint32, i), &nowhere, error))
      return FALSE;
  return TRUE;
}

static gboolean
print_tree (WireCapture *capture, const WireCliRows *rows, JsonBuilder *builder, GError **error)
{
  g_autoptr (GArray) nodes = wire_http_tree_new (capture, NULL, error);

  for (guint i = 0; nodes && i < nodes->len; i++)
    {
      const WireHttpTreeNode *node = &g_array_index (nodes, WireHttpTreeNode, i);
      Place place = { node->depth, 0, node->reason };
      WireHttpExchange parent;

      if (node->parent != WIRE_HTTP_TREE_ROOT)
        {
          wire_capture_get_exchange (
              capture, g_array_index (nodes, WireHttpTreeNode, node->parent).exchange, &parent);
          place.parent_packet = parent.request.packet;
        }
      if (wire_cli_rows_have_exchange (rows, node->exchange)
          && !print_request (builder, capture, node->exchange, &place, error))
        return FALSE;
    }
  return nodes != NULL;
}

/* What answers a request that was not captured, or made no sense, is no row here. */
static void
tell_unasked (WireCapture *capture, const WireCliRows *rows)
{
  guint32 n = wire_capture_get_n_exchanges (capture);
  guint32 unasked = 0;
  WireHttpExchange exchange;

  for (guint32 i = 0; i < n; i++)
    unasked += wire_cli_rows_have_exchange (rows, i)
               && wire_capture_get_exchange (capture, i, &exchange) && !exchange.request.kind;
  if (unasked > 0)
    {
      g_autofree char *sentence = g_strdup_printf (
          ngettext ("%u answer to a request that was not read is not listed here, but by “triage”.",
                    "%u answers to requests that were not read are not listed here, but by "
                    "“triage”.",
                    unasked),
          unasked);

      wire_cli_warn (sentence);
    }
}

gboolean
wire_command_http (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCliRows) rows = NULL;
  gboolean tree = FALSE;
  const GOptionEntry entries[] = {
    { "tree", 0, 0, G_OPTION_ARG_NONE, &tree,
      N_ ("Each request below the one that led to it, by Referer or redirection"), NULL },
    WIRE_CLI_ROW_FILTER_ENTRIES (filter),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  capture = wire_cli_load_rows (&options, &filter, &rows, error);
  if (!capture)
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  if (!(tree ? print_tree (capture, rows, builder, error)
             : print_requests (capture, rows, builder, error)))
    return FALSE;
  tell_unasked (capture, rows);
  wire_cli_warn_of_missing (capture);
  return TRUE;
}
