/* wire-tls-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-columns.h"

#include "ui/session/wire-naming.h"
#include "ui/lists/wire-column-sorter.h"
#include "ui/tls/wire-tls-view-private.h"
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
  static char *name##_text (WireRow *row, WireTlsView *view)                                       \
  {                                                                                                \
    const WireTlsListing *listing = &view->listing;                                                \
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

WIRE_DEFINE_COLUMN_SORTER (WireTlsSorter, wire_tls_sorter, WIRE_TYPE_TLS_SORT)

/** Lets the template of the view use what fills its cells and sorts its columns. */
void
wire_tls_columns_bind (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (time_text),     WIRE_CELL_CALLBACK (name_text),
    WIRE_CELL_CALLBACK (readable_text), WIRE_CELL_CALLBACK (version_text),
    WIRE_CELL_CALLBACK (suite_text),    WIRE_CELL_CALLBACK (alpn_text),
    WIRE_CELL_CALLBACK (client_text),   WIRE_CELL_CALLBACK (server_text),
    WIRE_CELL_CALLBACK (bytes_text),    WIRE_CELL_CALLBACK (ja4_text),
    WIRE_CELL_CALLBACK (ja3_text),      WIRE_CELL_CALLBACK (ja3s_text),
  };

  g_type_ensure (wire_tls_sorter_get_type ());
  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}
