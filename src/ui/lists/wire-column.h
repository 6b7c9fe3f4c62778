/* wire-column.h: columns over a WireRowList
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/lists/wire-row-list.h"

G_BEGIN_DECLS

/**
 * WireColumnFlags:
 * @WIRE_COLUMN_NUMBER: tabular figures, aligned to the end
 * @WIRE_COLUMN_MONOSPACE: addresses, digests, bytes
 * @WIRE_COLUMN_MIDDLE: what does not fit is left out in the middle, not at the end
 * @WIRE_COLUMN_EXPAND: takes the width that no other column wants
 * @WIRE_COLUMN_FIGURE: a number of which the largest is looked for: sizes, counts, spans of time.
 *   The first click on its header sorts downwards.
 */
typedef enum
{
  WIRE_COLUMN_PLAIN = 0,
  WIRE_COLUMN_NUMBER = 1 << 0,
  WIRE_COLUMN_MONOSPACE = 1 << 1,
  WIRE_COLUMN_MIDDLE = 1 << 2,
  WIRE_COLUMN_EXPAND = 1 << 3,
  WIRE_COLUMN_FIGURE = WIRE_COLUMN_NUMBER | 1 << 4,
} WireColumnFlags;

/**
 * WireColumnText:
 * @row: the row to show
 * @user_data: what wire_column_new() was given
 *
 * Returns: (transfer full) (nullable): what is in the cell, valid UTF-8
 */
typedef char *(*WireColumnText) (WireRow *row, gpointer user_data);

GtkColumnViewColumn *wire_column_new (const char *title,
                                      int width_chars,
                                      WireColumnFlags flags,
                                      WireColumnText text,
                                      gpointer user_data);
void wire_column_set_tooltip (GtkColumnViewColumn *column, WireColumnText tooltip);
void wire_column_set_sort_id (GtkColumnViewColumn *column, guint id);
void wire_column_set_largest_first (GtkColumnViewColumn *column);

void wire_column_view_set_sort (GtkColumnView *view, guint id, gboolean descending);
gboolean wire_column_view_toggle_sort (GtkColumnView *view, GtkColumnViewColumn *column);
void wire_column_view_watch_sort (GtkColumnView *view);
gboolean wire_column_view_get_sort (GtkColumnView *view, guint *id, gboolean *descending);
void wire_column_view_scroll_to (GtkColumnView *view, guint position);

void wire_column_mark_cell (GtkWidget *cell_child, GtkListItem *item);
guint wire_list_pick (GtkWidget *list, double x, double y);
guint wire_column_view_pick (GtkColumnView *view, double x, double y);

void wire_column_view_end (GtkColumnView *view, gpointer owner);
guint wire_single_selection_get_id (GtkSingleSelection *selection);
gboolean wire_single_selection_select_id (GtkSingleSelection *selection, guint id);

G_END_DECLS
