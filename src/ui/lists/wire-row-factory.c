/* wire-row-factory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-row-factory.h"

typedef struct
{
  WireRowCell set_up;
  WireRowCell show;
  gpointer user_data;
  GDestroyNotify destroy;
} Cells;

/* Where a list item remembers what shows it. */
#define CELLS_KEY "wire-cells"

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Cells *cells = data;

  (void) factory;
  g_object_set_data (G_OBJECT (item), CELLS_KEY, cells);
  cells->set_up (item, cells->user_data);
}

static void
show_item (GtkListItem *item)
{
  Cells *cells = g_object_get_data (G_OBJECT (item), CELLS_KEY);

  cells->show (item, cells->user_data);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  (void) factory;
  g_signal_connect_swapped (gtk_list_item_get_item (item), "changed", G_CALLBACK (show_item), item);
  show_item (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  (void) factory;
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

static void
cells_free (gpointer data, GClosure *closure)
{
  Cells *cells = data;

  (void) closure;
  if (cells->destroy)
    cells->destroy (cells->user_data);
  g_free (cells);
}

/**
 * wire_row_factory_new:
 * @set_up: puts a child into a new cell
 * @show: writes what the cell's row says into that child; called again whenever the row changes
 * @user_data: for both
 * @destroy: (nullable): frees @user_data with the factory
 *
 * Returns: (transfer full): a factory for the rows of a #WireRowList
 */
GtkListItemFactory *
wire_row_factory_new (WireRowCell set_up,
                      WireRowCell show,
                      gpointer user_data,
                      GDestroyNotify destroy)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells *cells = g_new (Cells, 1);

  *cells = (Cells){ set_up, show, user_data, destroy };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), cells, cells_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
