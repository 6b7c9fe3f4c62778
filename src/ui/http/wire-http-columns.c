/* wire-http-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/http/wire-http-columns.h"

#include "ui/lists/wire-icon-column.h"
#include "ui/session/wire-decryption.h"
#include "ui/session/wire-naming.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

#define SECOND 1e9

/* Branches that lie deeper are not moved further to the right. */
#define MAX_INDENT 12u

static gboolean
get (WireRow *row, const WireHttpListing *listing, WireHttpExchange *exchange)
{
  guint id = wire_row_get_id (row);

  return id != WIRE_ROW_NONE && listing->capture
         && wire_capture_get_exchange (listing->capture, id, exchange);
}

/** Returns: (transfer full): the status, marked where it is no plain success */
char *
wire_http_describe_status (const WireHttpExchange *exchange)
{
  guint status = exchange->response.status;

  if (!exchange->response.kind)
    return g_strdup (_ ("– no answer"));
  if (status >= 400)
    return g_strdup_printf (_ ("⚠ %u error"), status);
  if (status >= 300 && status != 304)
    return g_strdup_printf (_ ("↪ %u redirect"), status);
  return g_strdup_printf ("%u", status);
}

/** Returns: (transfer full): the body's size as sent, and whether some of it is missing */
char *
wire_http_describe_size (const WireHttpMessage *message)
{
  g_autofree char *size = wire_figure_count (message->body.size);

  if (!message->kind)
    return NULL;
  /* Translators: the size of a body that was not captured to its end */
  return message->flags & WIRE_HTTP_COMPLETE ? g_steal_pointer (&size)
                                             : g_strdup_printf (_ ("⚠ %s incomplete"), size);
}

/** Returns: (transfer full): the version of HTTP, and whether the server pushed the response */
char *
wire_http_describe_version (const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;
  char version[] = "HTTP/1.0";

  version[sizeof version - 2] = (char) ('0' + request->minor % 10);
  if (exchange->pushed)
    /* Translators: %s is HTTP/2: the server sent this without being asked */
    return g_strdup_printf (_ ("%s push"), exchange->protocol);
  if (exchange->protocol)
    return g_strdup (exchange->protocol);
  return g_strdup (request->version ? request->version : version);
}

/* Of HTTP/2, whose connection carries many. */
static char *
describe_stream_id (const WireHttpExchange *exchange)
{
  return exchange->stream_id ? wire_figure_count (exchange->stream_id) : NULL;
}

static char *
describe_endpoint (const WireHttpListing *listing,
                   const WireHttpExchange *exchange,
                   gboolean server)
{
  char buffer[WIRE_ENDPOINT_TEXT_MAX];
  WireTuple tuple;

  if (!wire_capture_get_exchange_tuple (listing->capture, exchange, &tuple))
    return NULL;
  wire_endpoint_to_text (tuple.family, server ? tuple.dst : tuple.src, TRUE,
                         server ? tuple.dst_port : tuple.src_port, buffer);
  return wire_naming_tell_end (listing->capture, g_strdup (buffer), &tuple, server,
                               exchange->request.time);
}

static char *
describe_time (const WireHttpListing *listing, const WireHttpExchange *exchange)
{
  if (exchange->request.time == WIRE_TIME_NONE || listing->start == WIRE_TIME_NONE)
    return NULL;
  return g_strdup_printf ("%.6f", (double) (exchange->request.time - listing->start) / SECOND);
}

static char *
describe_wait (const WireHttpExchange *exchange)
{
  gint64 wait = wire_http_get_wait (exchange);

  return wait < 0 ? NULL : wire_figure_span (wait);
}

/* Most columns are one expression over an exchange. */
#define HTTP_TEXT(name, expression)                                                                \
  static char *name##_text (WireRow *row, gpointer data)                                           \
  {                                                                                                \
    const WireHttpListing *listing = data;                                                         \
    WireHttpExchange exchange;                                                                     \
                                                                                                   \
    return get (row, listing, &exchange) ? (expression) : NULL;                                    \
  }

HTTP_TEXT (time, describe_time (listing, &exchange))
HTTP_TEXT (client, describe_endpoint (listing, &exchange, FALSE))
HTTP_TEXT (server, describe_endpoint (listing, &exchange, TRUE))
HTTP_TEXT (method, g_strdup (exchange.request.method))
HTTP_TEXT (host, g_strdup (exchange.request.host))
HTTP_TEXT (referer, g_strdup (exchange.request.referer))
HTTP_TEXT (status, wire_http_describe_status (&exchange))
HTTP_TEXT (version, wire_http_describe_version (&exchange))
HTTP_TEXT (stream_id, describe_stream_id (&exchange))
HTTP_TEXT (decryption,
           exchange.decrypted ? wire_decryption_describe (listing->capture, exchange.stream) : NULL)
HTTP_TEXT (type, g_strdup (exchange.response.content_type))
HTTP_TEXT (size, wire_http_describe_size (&exchange.response))
HTTP_TEXT (wait, describe_wait (&exchange))

static char *
uri_text (WireRow *row, gpointer data)
{
  const WireHttpListing *listing = data;
  const WireHttpTreeNode *node;
  WireHttpExchange exchange;
  const char *mark;

  if (!get (row, listing, &exchange))
    return NULL;
  node = listing->nodes
             ? g_hash_table_lookup (listing->nodes, GUINT_TO_POINTER (wire_row_get_id (row) + 1))
             : NULL;
  if (!node)
    return g_strdup (exchange.request.uri);
  mark = node->n_below == 0                                                                  ? "· "
         : g_hash_table_contains (listing->collapsed, GUINT_TO_POINTER (node->exchange + 1)) ? "▸ "
                                                                                             : "▾ ";
  return g_strdup_printf ("%*s%s%s%s", (int) (4 * MIN (node->depth, MAX_INDENT)), "", mark,
                          node->reason == WIRE_HTTP_TREE_REDIRECT ? "↪ " : "",
                          exchange.request.uri);
}

static void
decrypted_icon (WireRow *row, WireIcon *icon, gpointer data)
{
  WireHttpExchange exchange;

  if (get (row, data, &exchange) && exchange.decrypted)
    *icon = (WireIcon){ "changes-allow-symbolic", _ ("Decrypted"), NULL };
}

/* A mark for what was encrypted, after the status. */
static void
add_decrypted (GtkColumnView *view, WireHttpListing *listing)
{
  g_autoptr (GtkColumnViewColumn) column =
      wire_icon_column_new (_ ("TLS"), decrypted_icon, decryption_text, listing);

  wire_column_set_sort_id (column, WIRE_HTTP_SORT_DECRYPTED);
  gtk_column_view_append_column (view, column);
}

/**
 * wire_http_columns_add:
 * @view: an empty view
 * @listing: has to live as long
 */
void
wire_http_columns_add (GtkColumnView *view, WireHttpListing *listing)
{
  const struct
  {
    const char *title;
    int width;
    WireColumnFlags flags;
    WireColumnText text;
    WireHttpSort key;
  } columns[] = {
    { _ ("Time"), 12, WIRE_COLUMN_NUMBER, time_text, WIRE_HTTP_SORT_TIME },
    { _ ("Method"), 6, WIRE_COLUMN_PLAIN, method_text, WIRE_HTTP_SORT_METHOD },
    { _ ("URI"), 28, WIRE_COLUMN_MONOSPACE | WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND, uri_text,
      WIRE_HTTP_SORT_URI },
    { _ ("Host"), 19, WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND, host_text, WIRE_HTTP_SORT_HOST },
    { _ ("Referer"), 20, WIRE_COLUMN_MONOSPACE | WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND,
      referer_text, WIRE_HTTP_SORT_REFERER },
    { _ ("Status"), 11, WIRE_COLUMN_PLAIN, status_text, WIRE_HTTP_SORT_STATUS },
    { _ ("Version"), 11, WIRE_COLUMN_PLAIN, version_text, WIRE_HTTP_SORT_VERSION },
    { _ ("Type"), 14, WIRE_COLUMN_PLAIN, type_text, WIRE_HTTP_SORT_TYPE },
    { _ ("Bytes"), 9, WIRE_COLUMN_FIGURE, size_text, WIRE_HTTP_SORT_SIZE },
    { _ ("First Byte"), 9, WIRE_COLUMN_FIGURE, wait_text, WIRE_HTTP_SORT_WAIT },
    { _ ("Client"), 20, WIRE_COLUMN_MONOSPACE, client_text, WIRE_HTTP_SORT_CLIENT },
    { _ ("Server"), 18, WIRE_COLUMN_MONOSPACE, server_text, WIRE_HTTP_SORT_SERVER },
    { _ ("Stream ID"), 8, WIRE_COLUMN_NUMBER, stream_id_text, WIRE_HTTP_SORT_STREAM_ID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = wire_column_new (
          columns[i].title, columns[i].width, columns[i].flags, columns[i].text, listing);

      wire_column_set_sort_id (column, columns[i].key);
      gtk_column_view_append_column (view, column);
      if (columns[i].key == WIRE_HTTP_SORT_VERSION)
        add_decrypted (view, listing);
    }
}
