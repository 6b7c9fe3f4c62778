/* wire-flow-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/flows/wire-flow-columns.h"

#include "capture/frame/wire-tunnel.h"
#include "ui/session/wire-naming.h"
#include "ui/widgets/wire-bar.h"
#include "ui/widgets/wire-figures.h"
#include "ui/flows/wire-flow-view-private.h"
#include "ui/lists/wire-column-sorter.h"

#include <glib/gi18n.h>

#define SECOND 1e9

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
  static char *name##_text (WireRow *row, WireFlowView *view)                                      \
  {                                                                                                \
    const WireFlowListing *listing = &view->listing;                                               \
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
protocol_text (WireRow *row, WireFlowView *view)
{
  const WireFlowListing *listing = &view->listing;
  WireViewFlow figures;
  WireFlow flow;
  char buffer[16];

  if (!wire_flow_row_get (row, listing, &figures, &flow))
    return NULL;
  return g_strdup (wire_ip_protocol_name (flow.tuple.protocol, buffer));
}

static char *
tunnel_text (WireRow *row, WireFlowView *view)
{
  const WireFlowListing *listing = &view->listing;
  WireViewFlow figures;
  WireFlow flow;

  if (!wire_flow_row_get (row, listing, &figures, &flow) || !flow.tunnel)
    return NULL;
  return g_strdup (wire_tunnel_get_name (flow.tunnel));
}

static char *
first_text (WireRow *row, WireFlowView *view)
{
  const WireFlowListing *listing = &view->listing;
  WireViewFlow figures;
  WireFlow flow;

  if (!wire_flow_row_get (row, listing, &figures, &flow) || figures.first == WIRE_TIME_NONE)
    return NULL;
  return g_strdup_printf ("%.6f", (double) (figures.first - listing->start) / SECOND);
}

static char *
flags_text (WireRow *row, WireFlowView *view)
{
  const WireFlowListing *listing = &view->listing;
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

/* Made when it is asked for: a widget that is given a tooltip asks the display where the pointer
 * is, and hundreds of rows would wait for hundreds of answers. */
static gboolean
query_share_cb (
    GtkWidget *bar, int x, int y, gboolean keyboard, GtkTooltip *tooltip, WireFlowView *view)
{
  const WireFlowListing *listing = &view->listing;
  WireRow *row = gtk_list_item_get_item (wire_column_get_cell (bar));
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

/* The share of a million flows in the whole cannot be seen: the bar compares with the largest. */
static void
set_up_share (WireFlowView *view, GtkListItem *item)
{
  GtkWidget *bar = wire_bar_new ();

  gtk_widget_set_has_tooltip (bar, TRUE);
  g_signal_connect_object (bar, "query-tooltip", G_CALLBACK (query_share_cb), view, 0);
  wire_column_mark_cell (bar, item);
  gtk_list_item_set_child (item, bar);
}

static void
show_share (WireFlowView *view, GtkListItem *item)
{
  const WireFlowListing *listing = &view->listing;
  GtkWidget *bar = gtk_list_item_get_child (item);
  WireViewFlow figures;
  WireFlow flow;
  guint64 packets;

  if (!wire_flow_row_get (gtk_list_item_get_item (item), listing, &figures, &flow))
    return;
  packets = (guint64) figures.packets + figures.back_packets;
  wire_bar_set_share (WIRE_BAR (bar), (double) packets / (double) MAX (1, listing->largest));
}

static GType wire_flow_sort_get_type (void);

/* What a .ui file calls them. */
G_DEFINE_ENUM_TYPE (WireFlowSort,
                    wire_flow_sort,
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_SOURCE, "source"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_SOURCE_PORT, "source-port"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_DESTINATION, "destination"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_DESTINATION_PORT, "destination-port"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_PROTOCOL, "protocol"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_PACKETS, "packets"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_BYTES, "bytes"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_FORTH_PACKETS, "forth-packets"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_FORTH_BYTES, "forth-bytes"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_BACK_PACKETS, "back-packets"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_BACK_BYTES, "back-bytes"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_DURATION, "duration"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_FIRST, "first"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_LAST, "last"),
                    G_DEFINE_ENUM_VALUE (WIRE_FLOW_SORT_FLAGS, "flags"))

WIRE_DEFINE_COLUMN_SORTER (WireFlowSorter, wire_flow_sorter, wire_flow_sort_get_type ())

/** Lets the template of the view use what fills its cells and sorts its columns. */
void
wire_flow_columns_bind (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (source_text),       WIRE_CELL_CALLBACK (source_port_text),
    WIRE_CELL_CALLBACK (destination_text),  WIRE_CELL_CALLBACK (destination_port_text),
    WIRE_CELL_CALLBACK (protocol_text),     WIRE_CELL_CALLBACK (tunnel_text),
    WIRE_CELL_CALLBACK (packets_text),      WIRE_CELL_CALLBACK (set_up_share),
    WIRE_CELL_CALLBACK (show_share),        WIRE_CELL_CALLBACK (forth_packets_text),
    WIRE_CELL_CALLBACK (back_packets_text), WIRE_CELL_CALLBACK (bytes_text),
    WIRE_CELL_CALLBACK (forth_bytes_text),  WIRE_CELL_CALLBACK (back_bytes_text),
    WIRE_CELL_CALLBACK (duration_text),     WIRE_CELL_CALLBACK (first_text),
    WIRE_CELL_CALLBACK (flags_text),
  };

  g_type_ensure (wire_flow_sorter_get_type ());
  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}
