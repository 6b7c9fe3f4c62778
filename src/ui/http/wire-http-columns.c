/* wire-http-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/http/wire-http-columns.h"

#include "ui/http/wire-http-view-private.h"
#include "ui/lists/wire-column-sorter.h"
#include "ui/lists/wire-icon-cells.h"
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
  static char *name##_text (WireRow *row, WireHttpView *view)                                      \
  {                                                                                                \
    const WireHttpListing *listing = &view->listing;                                               \
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
uri_text (WireRow *row, WireHttpView *view)
{
  const WireHttpListing *listing = &view->listing;
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
decrypted_icon (WireHttpView *view, WireRow *row, WireIcon *icon)
{
  WireHttpExchange exchange;

  if (get (row, &view->listing, &exchange) && exchange.decrypted)
    *icon = (WireIcon){ "changes-allow-symbolic", _ ("Decrypted"), NULL };
}

WIRE_DEFINE_COLUMN_SORTER (WireHttpSorter, wire_http_sorter, WIRE_TYPE_HTTP_SORT)

/** Lets the template of the view use what fills its cells and sorts its columns. */
void
wire_http_columns_bind (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (time_text),       WIRE_CELL_CALLBACK (method_text),
    WIRE_CELL_CALLBACK (uri_text),        WIRE_CELL_CALLBACK (host_text),
    WIRE_CELL_CALLBACK (referer_text),    WIRE_CELL_CALLBACK (status_text),
    WIRE_CELL_CALLBACK (version_text),    WIRE_CELL_CALLBACK (decrypted_icon),
    WIRE_CELL_CALLBACK (decryption_text), WIRE_CELL_CALLBACK (type_text),
    WIRE_CELL_CALLBACK (size_text),       WIRE_CELL_CALLBACK (wait_text),
    WIRE_CELL_CALLBACK (client_text),     WIRE_CELL_CALLBACK (server_text),
    WIRE_CELL_CALLBACK (stream_id_text),
  };

  g_type_ensure (wire_http_sorter_get_type ());
  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}
