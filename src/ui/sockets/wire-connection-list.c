/* wire-connection-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-connection-list.h"

#include "sockets/wire-connection.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* Figures change with every piece; rows show them this often, and only those that are on the
 * screen. */
#define REFRESH_MS 250

typedef struct
{
  GtkLabel *peer;
  GtkLabel *process;
  GtkLabel *figures;
  GtkButton *disconnect;
} Row;

static const char *
state_words (WireConnection *connection)
{
  return wire_connection_get_state (connection) == WIRE_CONNECTION_OPEN ? _ ("● open")
                                                                        : _ ("◐ ending");
}

static void
show (GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "wire-row");
  WireConnection *connection = gtk_list_item_get_item (item);
  WireConnectionFigures figures;
  g_autofree char *bytes = NULL;
  g_autofree char *pieces = NULL;
  g_autofree char *text = NULL;
  g_autofree char *process = wire_connection_describe_process (connection);

  gtk_label_set_text (row->process, process ? process : "");
  gtk_widget_set_visible (GTK_WIDGET (row->process), process != NULL);
  wire_connection_get_figures (connection, &figures);
  bytes = wire_figure_count (figures.received);
  pieces = wire_figure_count (figures.pieces);
  /* Translators: of a client: its state, bytes received, and how many pieces they came in */
  text = g_strdup_printf (
      ngettext ("%s · %s bytes in %s piece", "%s · %s bytes in %s pieces", (gulong) figures.pieces),
      state_words (connection), bytes, pieces);
  gtk_label_set_text (row->figures, text);
}

static void
disconnect_cb (GtkListItem *item)
{
  WireConnection *connection = gtk_list_item_get_item (item);

  if (connection)
    wire_connection_close (connection);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_new (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *who = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  (void) factory;
  row->peer = GTK_LABEL (gtk_label_new (NULL));
  row->process = GTK_LABEL (gtk_label_new (NULL));
  row->figures = GTK_LABEL (gtk_label_new (NULL));
  row->disconnect = GTK_BUTTON (gtk_button_new_from_icon_name ("window-close-symbolic"));
  gtk_widget_add_css_class (GTK_WIDGET (row->peer), "monospace");
  gtk_widget_set_direction (GTK_WIDGET (row->peer), GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (GTK_WIDGET (row->process), "numeric");
  gtk_label_set_ellipsize (row->process, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (row->figures), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (row->figures), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->figures), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row->disconnect), "flat");
  gtk_label_set_xalign (row->figures, 0);
  gtk_label_set_ellipsize (row->figures, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (row->disconnect), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->disconnect), _ ("Disconnect"));
  g_signal_connect_swapped (row->disconnect, "clicked", G_CALLBACK (disconnect_cb), item);
  gtk_box_append (GTK_BOX (who), GTK_WIDGET (row->peer));
  gtk_box_append (GTK_BOX (who), GTK_WIDGET (row->process));
  gtk_box_append (GTK_BOX (lines), who);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (row->figures));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->disconnect));
  gtk_widget_set_margin_start (box, 6);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  g_object_set_data_full (G_OBJECT (item), "wire-row", row, g_free);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GPtrArray *bound)
{
  Row *row = g_object_get_data (G_OBJECT (item), "wire-row");
  WireConnection *connection = gtk_list_item_get_item (item);
  g_autofree char *peer = wire_socket_endpoint_to_string (wire_connection_get_peer (connection));
  g_autofree char *name = g_strdup_printf (_ ("Disconnect %s"), peer);

  (void) factory;
  gtk_label_set_text (row->peer, peer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->disconnect), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  show (item);
  g_ptr_array_add (bound, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GPtrArray *bound)
{
  (void) factory;
  g_ptr_array_remove_fast (bound, item);
}

static gboolean
refresh_cb (gpointer data)
{
  GPtrArray *bound = data;

  for (guint i = 0; i < bound->len; i++)
    show (bound->pdata[i]);
  return G_SOURCE_CONTINUE;
}

static void
stop_refreshing (gpointer data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

static void
unref_array (gpointer data, GClosure *closure)
{
  (void) closure;
  g_ptr_array_unref (data);
}

/**
 * wire_connection_list_set_up:
 * @view: an empty list
 * @connections: of #WireConnection
 *
 * Shows each connection's peer and figures, kept up to date while @view lives, and a button that
 * ends it.
 */
void
wire_connection_list_set_up (GtkListView *view, GListModel *connections)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GPtrArray) bound = g_ptr_array_new ();
  guint source;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), g_ptr_array_ref (bound),
                         unref_array, 0);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (unbind_cb), g_ptr_array_ref (bound),
                         unref_array, 0);
  source = g_timeout_add_full (G_PRIORITY_DEFAULT, REFRESH_MS, refresh_cb, g_ptr_array_ref (bound),
                               (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (view), "wire-refreshing", GUINT_TO_POINTER (source),
                          stop_refreshing);
  gtk_list_view_set_factory (view, factory);
  gtk_list_view_set_model (view,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (connections))));
  g_object_unref (factory);
}
