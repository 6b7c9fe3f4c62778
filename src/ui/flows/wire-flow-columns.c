/* wire-flow-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/flows/wire-flow-columns.h"

#include "capture/frame/wire-tunnel.h"
#include "ui/session/wire-naming.h"
#include "ui/widgets/wire-bar.h"
#include "ui/widgets/wire-figures.h"
#include "ui/lists/wire-row-factory.h"

#include <glib/gi18n.h>

#define SECOND 1e9

/* Only a list of conversations has this column. */
#define BACK_KEY "wire-back"

/* What a cell's list item knows of the list. */
#define LISTING_KEY "wire-listing"

/**
 * wire_flow_row_get:
 * @row: a row whose source is a #WireView
 * @listing: how it is listed
 * @figures: (out): its figures under the filter
 * @flow: (out): the flow; for a conversation, the direction that was seen first
 *
 * Returns: whether there is such a flow
 */
gboolean
wire_flow_row_get (WireRow *row,
                   const WireFlowListing *listing,
                   WireViewFlow *figures,
                   WireFlow *flow)
{
  WireView *view = wire_row_get_source (row);

  if (wire_row_get_id (row) == WIRE_ROW_NONE)
    return FALSE;
  wire_view_get_flow (view, listing->conversations, wire_row_get_id (row), figures);
  return wire_capture_get_flow (wire_view_get_capture (view), figures->flow, flow);
}

static char *
address_text (const WireFlow *flow, const guint8 *address)
{
  char buffer[WIRE_ADDRESS_TEXT_MAX];

  return g_strdup (wire_address_to_text (flow->tuple.family, address, buffer));
}

static char *
port_text (const WireFlow *flow, guint16 port)
{
  if (flow->tuple.ports_unknown)
    return g_strdup ("?");
  return wire_protocol_has_ports (flow->tuple.protocol) ? g_strdup_printf ("%u", port) : NULL;
}

/* Most columns are one expression over a flow and its figures. */
#define FLOW_TEXT(name, expression)                                                                \
  static char *name##_text (WireRow *row, gpointer listing)                                        \
  {                                                                                                \
    WireViewFlow figures;                                                                          \
    WireFlow flow;                                                                                 \
                                                                                                   \
    return wire_flow_row_get (row, listing, &figures, &flow) ? (expression) : NULL;                \
  }

/* With the names that it had at some time of the flow. */
static char *
end_text (WireRow *row, const WireFlow *flow, const WireViewFlow *figures, gboolean destination)
{
  WireHostAddress address = destination ? wire_host_address_of_destination (&flow->tuple)
                                        : wire_host_address_of_source (&flow->tuple);

  return wire_naming_tell (wire_view_get_capture (wire_row_get_source (row)),
                           address_text (flow, address.bytes), &address, figures->first,
                           figures->last);
}

FLOW_TEXT (source, end_text (row, &flow, &figures, FALSE))
FLOW_TEXT (source_port, port_text (&flow, flow.tuple.src_port))
FLOW_TEXT (destination, end_text (row, &flow, &figures, TRUE))
FLOW_TEXT (destination_port, port_text (&flow, flow.tuple.dst_port))
FLOW_TEXT (packets, wire_figure_count ((guint64) figures.packets + figures.back_packets))
FLOW_TEXT (forth_packets, wire_figure_count (figures.packets))
FLOW_TEXT (back_packets, wire_figure_count (figures.back_packets))
FLOW_TEXT (bytes, wire_figure_count (figures.bytes + figures.back_bytes))
FLOW_TEXT (forth_bytes, wire_figure_count (figures.bytes))
FLOW_TEXT (back_bytes, wire_figure_count (figures.back_bytes))
FLOW_TEXT (duration, wire_figure_span (figures.last - figures.first))

static char *
protocol_text (WireRow *row, gpointer listing)
{
  WireViewFlow figures;
  WireFlow flow;
  char buffer[16];

  if (!wire_flow_row_get (row, listing, &figures, &flow))
    return NULL;
  return g_strdup (wire_ip_protocol_name (flow.tuple.protocol, buffer));
}

static char *
tunnel_text (WireRow *row, gpointer listing)
{
  WireViewFlow figures;
  WireFlow flow;

  if (!wire_flow_row_get (row, listing, &figures, &flow) || !flow.tunnel)
    return NULL;
  return g_strdup (wire_tunnel_get_name (flow.tunnel));
}

static char *
first_text (WireRow *row, gpointer data)
{
  const WireFlowListing *listing = data;
  WireViewFlow figures;
  WireFlow flow;

  if (!wire_flow_row_get (row, listing, &figures, &flow) || figures.first == WIRE_TIME_NONE)
    return NULL;
  return g_strdup_printf ("%.6f", (double) (figures.first - listing->start) / SECOND);
}

static char *
flags_text (WireRow *row, gpointer listing)
{
  static const char *const names[] = { "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR" };
  WireViewFlow figures;
  WireFlow flow, reverse;
  GString *out = g_string_new (NULL);
  guint8 flags = 0;

  if (wire_flow_row_get (row, listing, &figures, &flow))
    flags = flow.tcp_flags;
  if (figures.back_packets
      && wire_capture_get_flow (wire_view_get_capture (wire_row_get_source (row)), flow.reverse,
                                &reverse))
    flags |= reverse.tcp_flags;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (flags & (1 << i))
      g_string_append_printf (out, "%s%s", out->len ? " " : "", names[i]);
  return g_string_free (out, FALSE);
}

typedef enum
{
  ALWAYS,
  CONVERSATIONS_ONLY,
  INSIDE_ONLY,
} Shown;

static const struct
{
  const char *title;
  int width_chars;
  WireColumnFlags flags;
  WireFlowSort sort;
  WireColumnText text;
  Shown shown;
} COLUMNS[] = {
  { N_ ("Source"), 15, WIRE_COLUMN_MONOSPACE | WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND,
    WIRE_FLOW_SORT_SOURCE, source_text, ALWAYS },
  { N_ ("Port"), 5, WIRE_COLUMN_NUMBER, WIRE_FLOW_SORT_SOURCE_PORT, source_port_text, ALWAYS },
  { N_ ("Destination"), 15, WIRE_COLUMN_MONOSPACE | WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND,
    WIRE_FLOW_SORT_DESTINATION, destination_text, ALWAYS },
  { N_ ("Port"), 5, WIRE_COLUMN_NUMBER, WIRE_FLOW_SORT_DESTINATION_PORT, destination_port_text,
    ALWAYS },
  { N_ ("Protocol"), 7, WIRE_COLUMN_PLAIN, WIRE_FLOW_SORT_PROTOCOL, protocol_text, ALWAYS },
  { N_ ("Tunnel"), 8, WIRE_COLUMN_PLAIN, WIRE_FLOW_SORT_NONE, tunnel_text, INSIDE_ONLY },
  { N_ ("Packets"), 8, WIRE_COLUMN_FIGURE, WIRE_FLOW_SORT_PACKETS, packets_text, ALWAYS },
  { N_ ("Packets →"), 8, WIRE_COLUMN_FIGURE, WIRE_FLOW_SORT_FORTH_PACKETS, forth_packets_text,
    CONVERSATIONS_ONLY },
  { N_ ("← Packets"), 8, WIRE_COLUMN_FIGURE, WIRE_FLOW_SORT_BACK_PACKETS, back_packets_text,
    CONVERSATIONS_ONLY },
  { N_ ("Bytes"), 10, WIRE_COLUMN_FIGURE, WIRE_FLOW_SORT_BYTES, bytes_text, ALWAYS },
  { N_ ("Bytes →"), 10, WIRE_COLUMN_FIGURE, WIRE_FLOW_SORT_FORTH_BYTES, forth_bytes_text,
    CONVERSATIONS_ONLY },
  { N_ ("← Bytes"), 10, WIRE_COLUMN_FIGURE, WIRE_FLOW_SORT_BACK_BYTES, back_bytes_text,
    CONVERSATIONS_ONLY },
  { N_ ("Duration"), 10, WIRE_COLUMN_FIGURE, WIRE_FLOW_SORT_DURATION, duration_text, ALWAYS },
  { N_ ("First seen"), 12, WIRE_COLUMN_NUMBER, WIRE_FLOW_SORT_FIRST, first_text, ALWAYS },
  { N_ ("Flags"), 16, WIRE_COLUMN_PLAIN, WIRE_FLOW_SORT_FLAGS, flags_text, ALWAYS },
};

/* Made when it is asked for: a widget that is given a tooltip asks the display where the pointer
 * is, and hundreds of rows would wait for hundreds of answers. */
static gboolean
query_share_cb (GtkListItem *item, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const WireFlowListing *listing = g_object_get_data (G_OBJECT (item), LISTING_KEY);
  WireRow *row = gtk_list_item_get_item (item);
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;
  WireViewFlow figures;
  WireFlow flow;

  (void) x;
  (void) y;
  (void) keyboard;
  if (!row || !wire_flow_row_get (row, listing, &figures, &flow))
    return FALSE;
  share = wire_figure_share ((guint64) figures.packets + figures.back_packets, listing->packets);
  /* Translators: %s is a share such as 4.2 % */
  text = g_strdup_printf (_ ("%s of the packets. The bar compares with the largest flow."), share);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
set_up_share (GtkListItem *item, gpointer data)
{
  GtkWidget *bar = wire_bar_new ();

  g_object_set_data (G_OBJECT (item), LISTING_KEY, data);
  gtk_widget_set_has_tooltip (bar, TRUE);
  g_signal_connect_object (bar, "query-tooltip", G_CALLBACK (query_share_cb), item,
                           G_CONNECT_SWAPPED);
  wire_column_mark_cell (bar, item);
  gtk_list_item_set_child (item, bar);
}

static void
show_share (GtkListItem *item, gpointer data)
{
  const WireFlowListing *listing = data;
  GtkWidget *bar = gtk_list_item_get_child (item);
  WireViewFlow figures;
  WireFlow flow;
  guint64 packets;

  if (!wire_flow_row_get (gtk_list_item_get_item (item), listing, &figures, &flow))
    return;
  packets = (guint64) figures.packets + figures.back_packets;
  wire_bar_set_share (WIRE_BAR (bar), (double) packets / (double) MAX (1, listing->largest));
}

/* The share of a million flows in the whole cannot be seen, so the bar is beside the largest.
 */
static GtkColumnViewColumn *
share_column_new (const WireFlowListing *listing)
{
  GtkListItemFactory *factory =
      wire_row_factory_new (set_up_share, show_share, (gpointer) listing, NULL);
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ ("Share"), factory);

  wire_column_set_sort_id (column, WIRE_FLOW_SORT_PACKETS);
  wire_column_set_largest_first (column);
  gtk_column_view_column_set_resizable (column, TRUE);
  return column;
}

/**
 * wire_flow_columns_add:
 * @view: a column view without columns
 * @listing: what they have in common; has to live as long as @view
 *
 * Every column sorts by its #WireFlowSort.
 */
void
wire_flow_columns_add (GtkColumnView *view, const WireFlowListing *listing)
{
  g_autoptr (GtkColumnViewColumn) share = share_column_new (listing);

  for (gsize i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
          wire_column_new (_ (COLUMNS[i].title), COLUMNS[i].width_chars, COLUMNS[i].flags,
                           COLUMNS[i].text, (gpointer) listing);

      if (COLUMNS[i].sort != WIRE_FLOW_SORT_NONE)
        wire_column_set_sort_id (column, COLUMNS[i].sort);
      g_object_set_data (G_OBJECT (column), BACK_KEY, GUINT_TO_POINTER (COLUMNS[i].shown));
      gtk_column_view_append_column (view, column);
      if (COLUMNS[i].sort == WIRE_FLOW_SORT_PACKETS)
        gtk_column_view_append_column (view, share);
    }
  wire_flow_columns_show (view, listing);
}

/** Shows the columns that rows of @listing have, and hides the others. */
void
wire_flow_columns_show (GtkColumnView *view, const WireFlowListing *listing)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      guint shown = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), BACK_KEY));

      gtk_column_view_column_set_visible (
          column, shown == ALWAYS || (shown == CONVERSATIONS_ONLY && listing->conversations)
                      || (shown == INSIDE_ONLY && listing->inside));
    }
}
