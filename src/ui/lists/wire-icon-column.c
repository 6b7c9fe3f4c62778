/* wire-icon-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-icon-column.h"

#include "ui/lists/wire-row-factory.h"
#include "ui/lists/wire-row-name.h"

typedef struct
{
  WireIconOfRow icon_of;
  WireColumnText tooltip;
  gpointer user_data;
} Cells;

#define CELLS_KEY "wire-icon-cells"
#define STYLE_KEY "wire-icon-style"

/* Asked for when it is wanted: it may take a look at all connections. */
static gboolean
query_tooltip_cb (GtkListItem *item, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const Cells *cells = g_object_get_data (G_OBJECT (item), CELLS_KEY);
  WireRow *row = gtk_list_item_get_item (item);
  g_autofree char *text = row ? cells->tooltip (row, cells->user_data) : NULL;

  (void) x;
  (void) y;
  (void) keyboard;
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
set_up_icon (GtkListItem *item, gpointer data)
{
  GtkWidget *image = gtk_image_new ();

  g_object_set_data (G_OBJECT (item), CELLS_KEY, data);
  gtk_widget_set_has_tooltip (image, TRUE);
  g_signal_connect_object (image, "query-tooltip", G_CALLBACK (query_tooltip_cb), item,
                           G_CONNECT_SWAPPED);
  wire_column_mark_cell (image, item);
  gtk_list_item_set_child (item, image);
}

/* @style: a static string */
static void
set_style (GtkWidget *image, const char *style)
{
  const char *old = g_object_get_data (G_OBJECT (image), STYLE_KEY);

  if (g_strcmp0 (old, style) == 0)
    return;
  if (old)
    gtk_widget_remove_css_class (image, old);
  if (style)
    gtk_widget_add_css_class (image, style);
  g_object_set_data (G_OBJECT (image), STYLE_KEY, (gpointer) style);
}

static void
show_icon (GtkListItem *item, gpointer data)
{
  const Cells *cells = data;
  GtkWidget *image = gtk_list_item_get_child (item);
  WireIcon icon = { 0 };

  cells->icon_of (gtk_list_item_get_item (item), &icon, cells->user_data);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon.name);
  set_style (image, icon.style);
  wire_row_name_set_part (image, icon.label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  icon.label ? icon.label : "", -1);
}

/**
 * wire_icon_column_new:
 * @title: of the column, translated
 * @icon_of: says what is in a cell
 * @tooltip: tells more of it; %NULL from it for nothing
 * @user_data: for both; has to live as long as the column
 *
 * Returns: (transfer full): a column
 */
GtkColumnViewColumn *
wire_icon_column_new (const char *title,
                      WireIconOfRow icon_of,
                      WireColumnText tooltip,
                      gpointer user_data)
{
  Cells *cells = g_new (Cells, 1);

  *cells = (Cells){ icon_of, tooltip, user_data };
  return gtk_column_view_column_new (title,
                                     wire_row_factory_new (set_up_icon, show_icon, cells, g_free));
}
