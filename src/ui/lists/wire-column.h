/* wire-column.h: columns over a WireRowList
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/lists/wire-row-list.h"
#include "ui/lists/wire-text-cells.h"

G_BEGIN_DECLS

GtkColumnViewColumn *wire_column_new (const char *title,
                                      int width_chars,
                                      WireColumnFlags flags,
                                      WireColumnText text,
                                      gpointer user_data);
/** Says what is in the cells of a column whose factory is not one of #WireCells. */
void wire_column_set_text (GtkColumnViewColumn *column, WireColumnText text, gpointer user_data);

/** Returns: whether @column says something in words */
gboolean wire_column_has_text (GtkColumnViewColumn *column);

/** Returns: (transfer full) (nullable): what @column says of @row */
char *wire_column_make_text (GtkColumnViewColumn *column, WireRow *row);

void wire_column_set_sort_id (GtkColumnViewColumn *column, guint id);
void wire_column_set_largest_first (GtkColumnViewColumn *column);

void wire_column_view_set_sort (GtkColumnView *view, guint id, gboolean descending);
gboolean wire_column_view_toggle_sort (GtkColumnView *view, GtkColumnViewColumn *column);
void wire_column_view_watch_sort (GtkColumnView *view);
gboolean wire_column_view_get_sort (GtkColumnView *view, guint *id, gboolean *descending);
void wire_column_view_scroll_to (GtkColumnView *view, guint position);

void wire_column_mark_cell (GtkWidget *cell_child, GtkListItem *item);
GtkListItem *wire_column_get_cell (GtkWidget *cell_child);
guint wire_list_pick (GtkWidget *list, double x, double y);
guint wire_column_view_pick (GtkColumnView *view, double x, double y);

void wire_column_view_end (GtkColumnView *view, gpointer owner);
guint wire_single_selection_get_id (GtkSingleSelection *selection);
gboolean wire_single_selection_select_id (GtkSingleSelection *selection, guint id);

G_END_DECLS
