/* wire-sockets-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-sockets-page.h"

#include "ui/sockets/wire-addresses-view.h"
#include "ui/sockets/wire-client-pane.h"
#include "sockets/wire-connection-pieces.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-info-button.h"
#include "ui/work/wire-leaving.h"
#include "ui/sockets/wire-pieces-plot.h"
#include "ui/sockets/wire-server-pane.h"
#include "ui/sockets/wire-socket-table-view.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireSocketsPage:
 *
 * The server's and the client's panes, the picture of the pieces that both sides cut a connection
 * into, the table of this machine's sockets, and what names resolve to here. Main thread only.
 */
struct _WireSocketsPage
{
  AdwBin parent_instance;

  GListStore *connections; /* of WireConnectionPieces */

  WireServerPane *server;
  WireClientPane *client;
  GtkDropDown *connection;
  GtkToggleButton *to_client;
  GtkLabel *pieces_hint;
  GtkWidget *pieces_box;
  WirePiecesPlot *plot;
  GtkLabel *pieces_words;
  GtkStack *lower; /* pieces, or the table */
  WireSocketTableView *table;
};

G_DEFINE_FINAL_TYPE (WireSocketsPage, wire_sockets_page, ADW_TYPE_BIN)

static void
show_words (WireSocketsPage *self)
{
  g_autofree char *words = wire_pieces_plot_describe (self->plot);

  gtk_label_set_label (self->pieces_words, words);
}

static void
choose_cb (WireSocketsPage *self)
{
  WireConnectionPieces *chosen = gtk_drop_down_get_selected_item (self->connection);
  gboolean to_client = gtk_toggle_button_get_active (self->to_client);

  wire_pieces_plot_set_pieces (self->plot,
                               chosen ? wire_connection_pieces_get (chosen, to_client) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->pieces_hint), chosen == NULL);
  gtk_widget_set_visible (self->pieces_box, chosen != NULL);
  show_words (self);
}

/* What is newest is what one looks at. */
static void
note (WireSocketsPage *self, WireSocketEvent *event, WireSocketRole role)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->connections));
  WireConnectionPieces *newest = wire_connection_pieces_note (self->connections, event, role);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->connections));
  g_autoptr (WireConnectionPieces) last =
      n ? g_list_model_get_item (G_LIST_MODEL (self->connections), n - 1) : NULL;

  if (newest && newest == last && (n != before || event->kind == WIRE_SOCKET_CONNECTED))
    gtk_drop_down_set_selected (self->connection, n - 1);
}

static void
server_cb (WireSocketsPage *self, WireConnection *connection, WireSocketEvent *event)
{
  (void) connection;
  note (self, event, WIRE_SOCKET_SERVER);
  if (event->kind == WIRE_SOCKET_LISTENING)
    wire_client_pane_set_port (self->client, event->local.port);
}

static void
client_cb (WireSocketsPage *self, WireSocketEvent *event)
{
  note (self, event, WIRE_SOCKET_CLIENT);
}

static void
show_port_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireSocketsPage *self = WIRE_SOCKETS_PAGE (widget);

  (void) name;
  gtk_stack_set_visible_child_name (self->lower, "sockets");
  wire_socket_table_view_show_port (self->table, g_variant_get_uint16 (parameter));
}

static void
wire_sockets_page_dispose (GObject *object)
{
  WireSocketsPage *self = WIRE_SOCKETS_PAGE (object);

  if (self->connections && self->server && self->client)
    {
      g_signal_handlers_disconnect_by_data (wire_server_pane_get_server (self->server), self);
      g_signal_handlers_disconnect_by_data (wire_client_pane_get_client (self->client), self);
    }
  g_clear_object (&self->connections);
  G_OBJECT_CLASS (wire_sockets_page_parent_class)->dispose (object);
}

static void
wire_sockets_page_class_init (WireSocketsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_sockets_page_dispose;

  g_type_ensure (WIRE_TYPE_ADDRESSES_VIEW);
  g_type_ensure (WIRE_TYPE_CLIENT_PANE);
  g_type_ensure (WIRE_TYPE_INFO_BUTTON);
  g_type_ensure (WIRE_TYPE_PIECES_PLOT);
  g_type_ensure (WIRE_TYPE_SERVER_PANE);
  g_type_ensure (WIRE_TYPE_SOCKET_TABLE_VIEW);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/sockets/wire-sockets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, server);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, client);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, connection);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, to_client);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, pieces_hint);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, pieces_box);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, plot);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, pieces_words);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, lower);
  gtk_widget_class_bind_template_child (widget_class, WireSocketsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_install_action (widget_class, "sockets.show-port", "q", show_port_cb);
}

static char *
name_connection (gpointer item)
{
  return item ? wire_connection_pieces_get_name (item) : NULL;
}

static void
wire_sockets_page_init (WireSocketsPage *self)
{
  g_autoptr (GtkExpression) name = gtk_cclosure_expression_new (
      G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (name_connection), NULL, NULL);

  self->connections = g_list_store_new (WIRE_TYPE_CONNECTION_PIECES);
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_control_set_name (GTK_WIDGET (self->connection),
                         _ ("The connection whose pieces are shown"));
  gtk_drop_down_set_expression (self->connection, name);
  gtk_drop_down_set_model (self->connection, G_LIST_MODEL (self->connections));
  g_signal_connect_swapped (wire_server_pane_get_server (self->server), "event",
                            G_CALLBACK (server_cb), self);
  g_signal_connect_swapped (wire_client_pane_get_client (self->client), "event",
                            G_CALLBACK (client_cb), self);
  g_signal_connect_swapped (self->plot, "drawn", G_CALLBACK (show_words), self);
  wire_view_memory_attach (self->to_client, "active", "pieces-to-client");
  wire_view_memory_attach (self->lower, "visible-child-name", "sockets-lower");
  choose_cb (self);
}

/** Makes @bytes the client's next message. */
void
wire_sockets_page_set_message (WireSocketsPage *self, GBytes *bytes)
{
  g_return_if_fail (WIRE_IS_SOCKETS_PAGE (self));

  wire_client_pane_set_message (self->client, bytes);
}

/** Adds to @work what closing the window would end. */
void
wire_sockets_page_list_work (WireSocketsPage *self, GPtrArray *work)
{
  g_return_if_fail (WIRE_IS_SOCKETS_PAGE (self));

  if (wire_server_is_listening (wire_server_pane_get_server (self->server)))
    wire_leaving_work_add (work, _ ("A server that listens"));
  if (wire_client_get_state (wire_client_pane_get_client (self->client)) != WIRE_CLIENT_IDLE)
    wire_leaving_work_add (work, _ ("A client that is connected"));
}
