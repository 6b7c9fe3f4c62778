/* wire-tls-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-columns.h"

#include "ui/session/wire-naming.h"
#include "ui/tls/wire-tls-words.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

#define SECOND 1e9

static gboolean
get (WireRow *row, const WireTlsListing *listing, WireTlsSession *session)
{
  guint id = wire_row_get_id (row);

  return id != WIRE_ROW_NONE && listing->capture
         && wire_capture_get_tls_session (listing->capture, id, session);
}

static char *
describe_endpoint (const WireTlsListing *listing, const WireTlsSession *session, gboolean server)
{
  char buffer[WIRE_ENDPOINT_TEXT_MAX];
  WireTuple tuple;

  if (!wire_tls_words_get_tuple (listing->capture, session, &tuple))
    return NULL;
  wire_endpoint_to_text (tuple.family, server ? tuple.dst : tuple.src, TRUE,
                         server ? tuple.dst_port : tuple.src_port, buffer);
  return wire_naming_tell_end (listing->capture, g_strdup (buffer), &tuple, server, session->time);
}

static char *
describe_time (const WireTlsListing *listing, const WireTlsSession *session)
{
  if (session->time == WIRE_TIME_NONE || listing->start == WIRE_TIME_NONE)
    return NULL;
  return g_strdup_printf ("%.6f", (double) (session->time - listing->start) / SECOND);
}

/* Most columns are one expression over a connection. */
#define TLS_TEXT(name, expression)                                                                 \
  static char *name##_text (WireRow *row, gpointer data)                                           \
  {                                                                                                \
    const WireTlsListing *listing = data;                                                          \
    g_auto (WireTlsSession) session = { 0 };                                                       \
                                                                                                   \
    return get (row, listing, &session) ? (expression) : NULL;                                     \
  }

TLS_TEXT (time, describe_time (listing, &session))
TLS_TEXT (client, describe_endpoint (listing, &session, FALSE))
TLS_TEXT (server, describe_endpoint (listing, &session, TRUE))
TLS_TEXT (name, g_strdup (session.server_name))
TLS_TEXT (version, g_strdup (wire_tls_words_version (&session)))
TLS_TEXT (suite, wire_tls_words_suite (&session))
TLS_TEXT (alpn, g_strdup (session.alpn))
TLS_TEXT (readable, wire_tls_words_readable (&session))
TLS_TEXT (bytes, wire_figure_count (session.content[0] + session.content[1]))
TLS_TEXT (ja4, g_strdup (wire_tls_words_ja4 (&session)))
TLS_TEXT (ja3, wire_tls_words_ja3 (&session))
TLS_TEXT (ja3s, wire_tls_words_ja3s (&session))

/**
 * wire_tls_columns_add:
 * @view: an empty view
 * @listing: has to live as long
 */
void
wire_tls_columns_add (GtkColumnView *view, WireTlsListing *listing)
{
  const struct
  {
    const char *title;
    int width;
    WireColumnFlags flags;
    WireColumnText text;
    WireTlsSort key;
  } columns[] = {
    { _ ("Time"), 12, WIRE_COLUMN_NUMBER, time_text, WIRE_TLS_SORT_TIME },
    { _ ("Server Name"), 18, WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND, name_text,
      WIRE_TLS_SORT_NAME },
    { _ ("Readable"), 30, WIRE_COLUMN_EXPAND, readable_text, WIRE_TLS_SORT_READABLE },
    { _ ("Version"), 7, WIRE_COLUMN_PLAIN, version_text, WIRE_TLS_SORT_VERSION },
    { _ ("Cipher Suite"), 26, WIRE_COLUMN_MIDDLE, suite_text, WIRE_TLS_SORT_SUITE },
    { _ ("ALPN"), 7, WIRE_COLUMN_PLAIN, alpn_text, WIRE_TLS_SORT_ALPN },
    { _ ("Client"), 20, WIRE_COLUMN_MONOSPACE, client_text, WIRE_TLS_SORT_CLIENT },
    { _ ("Server"), 20, WIRE_COLUMN_MONOSPACE, server_text, WIRE_TLS_SORT_SERVER },
    { _ ("Bytes Read"), 9, WIRE_COLUMN_FIGURE, bytes_text, WIRE_TLS_SORT_BYTES },
    { "JA4", 36, WIRE_COLUMN_MONOSPACE, ja4_text, WIRE_TLS_SORT_JA4 },
    { "JA3", 32, WIRE_COLUMN_MONOSPACE, ja3_text, WIRE_TLS_SORT_JA3 },
    { "JA3S", 32, WIRE_COLUMN_MONOSPACE, ja3s_text, WIRE_TLS_SORT_JA3S },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = wire_column_new (
          columns[i].title, columns[i].width, columns[i].flags, columns[i].text, listing);

      wire_column_set_sort_id (column, columns[i].key);
      gtk_column_view_append_column (view, column);
    }
}
