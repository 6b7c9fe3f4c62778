/* wire-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column.h"

#include "ui/lists/wire-column-sorter.h"

/* Where a cell's child remembers the list item it is in. */
#define LIST_ITEM_KEY "wire-list-item"

/* Where a column remembers that its largest values are looked for, until it has a sorter. */
#define LARGEST_KEY "wire-largest-first"

/* Where a view remembers by which column it is sorted. */
#define SORTED_KEY "wire-sorted-by"

/**
 * wire_column_mark_cell:
 * @cell_child: what a factory puts into a cell
 * @item: that cell
 *
 * Lets wire_list_pick() find the row by its cell. wire_column_new() does so by itself.
 */
void
wire_column_mark_cell (GtkWidget *cell_child, GtkListItem *item)
{
  g_object_set_data (G_OBJECT (cell_child), LIST_ITEM_KEY, item);
}

/** Returns: (nullable): the cell that has @cell_child */
GtkListItem *
wire_column_get_cell (GtkWidget *cell_child)
{
  return g_object_get_data (G_OBJECT (cell_child), LIST_ITEM_KEY);
}

/**
 * wire_column_new:
 * @title: of the column, translated
 * @width_chars: its width in average characters. Every cell asks for the same, whatever it says, so
 *   that columns do not jump as one scrolls.
 * @flags: how it looks
 * @text: says what is in a cell
 * @user_data: for @text; has to live as long as the column
 *
 * Returns: (transfer full): a resizable column
 */
GtkColumnViewColumn *
wire_column_new (const char *title,
                 int width_chars,
                 WireColumnFlags flags,
                 WireColumnText text,
                 gpointer user_data)
{
  g_autoptr (WireTextCells) cells = wire_text_cells_new (width_chars, flags, text, user_data);
  GtkColumnViewColumn *column =
      gtk_column_view_column_new (title, wire_cells_make_factory (WIRE_CELLS (cells)));

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, (flags & WIRE_COLUMN_EXPAND) != 0);
  if ((flags & WIRE_COLUMN_FIGURE) == WIRE_COLUMN_FIGURE)
    wire_column_set_largest_first (column);
  return column;
}

/* Returns: (nullable): by what @column sorts */
static WireColumnSorter *
get_sorter (GtkColumnViewColumn *column)
{
  GtkSorter *sorter = gtk_column_view_column_get_sorter (column);

  return WIRE_IS_COLUMN_SORTER (sorter) ? WIRE_COLUMN_SORTER (sorter) : NULL;
}

/**
 * wire_column_set_sort_id:
 * @column: a column of a view whose rows are sorted by the caller
 * @id: what wire_column_view_get_sort() says where the view is sorted by @column
 *
 * Makes the header clickable. The sorter compares no rows: connect to `changed` of the view's
 * sorter, ask wire_column_view_get_sort(), and sort.
 */
void
wire_column_set_sort_id (GtkColumnViewColumn *column, guint id)
{
  g_autoptr (WireColumnSorter) sorter = wire_column_sorter_new (id);

  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));
  if (g_object_get_data (G_OBJECT (column), LARGEST_KEY))
    wire_column_sorter_set_largest_first (sorter, TRUE);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
}

/** Makes the first click on the header of @column sort downwards. */
void
wire_column_set_largest_first (GtkColumnViewColumn *column)
{
  g_object_set_data (G_OBJECT (column), LARGEST_KEY, GINT_TO_POINTER (TRUE));
  if (get_sorter (column))
    wire_column_sorter_set_largest_first (get_sorter (column), TRUE);
}

static GtkColumnViewColumn *
find_column (GtkColumnView *view, guint id)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (get_sorter (column) && wire_column_sorter_get_id (get_sorter (column)) == id)
        return column; /* the view holds it */
    }
  return NULL;
}

/* GTK sorts upwards at the first click. What is sorted now is noted first, as turning it round is
 * another change. */
static void
sort_changed_cb (GtkColumnView *view)
{
  guint last = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (view), SORTED_KEY));
  gboolean descending;
  guint id;
  GtkColumnViewColumn *column;

  if (!wire_column_view_get_sort (view, &id, &descending))
    {
      g_object_set_data (G_OBJECT (view), SORTED_KEY, NULL);
      return;
    }
  g_object_set_data (G_OBJECT (view), SORTED_KEY, GUINT_TO_POINTER (id + 1));
  column = find_column (view, id);
  if (id + 1 != last && !descending && column
      && wire_column_sorter_is_largest_first (get_sorter (column)))
    gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
}

/** Lets columns of figures begin with the largest. Connect to the sorter of @view after this. */
void
wire_column_view_watch_sort (GtkColumnView *view)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (sort_changed_cb), view, G_CONNECT_SWAPPED);
}

/** Sorts @view by the column with @id, as a click on its header does; by nothing where there is
 * none. */
void
wire_column_view_set_sort (GtkColumnView *view, guint id, gboolean descending)
{
  GtkColumnViewColumn *column;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  column = find_column (view, id);
  if (!column)
    return;
  g_object_set_data (G_OBJECT (view), SORTED_KEY, GUINT_TO_POINTER (id + 1));
  gtk_column_view_sort_by_column (view, column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * wire_column_view_get_sort:
 * @view: a view whose sortable columns all have a sort id
 * @id: (out): that of the column that sorts
 * @descending: (out): which way
 *
 * Returns: whether the view is sorted by a column
 */
gboolean
wire_column_view_get_sort (GtkColumnView *view, guint *id, gboolean *descending)
{
  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), FALSE);
  return wire_column_sorter_ask (gtk_column_view_get_sorter (view), id, descending);
}

/**
 * wire_column_view_toggle_sort:
 * @view: a view
 * @column: one of its columns
 *
 * What a click on the header does: sorts @view by @column, or the other way round if it does
 * already.
 *
 * Returns: whether @column has a sort id, so that it can
 */
gboolean
wire_column_view_toggle_sort (GtkColumnView *view, GtkColumnViewColumn *column)
{
  WireColumnSorter *sorter = get_sorter (column);
  guint id;
  gboolean descending;
  gboolean sorts = wire_column_view_get_sort (view, &id, &descending);

  if (!sorter)
    return FALSE;
  /* Another column than before: upwards, which figures turn round. */
  gtk_column_view_sort_by_column (view, column,
                                  sorts && id == wire_column_sorter_get_id (sorter) && !descending
                                      ? GTK_SORT_DESCENDING
                                      : GTK_SORT_ASCENDING);
  return TRUE;
}

/**
 * wire_column_view_scroll_to:
 * @view: a view
 * @position: of a row in its model
 *
 * Brings a row into sight. gtk_column_view_scroll_to() is of GTK 4.12; the action that it uses has
 * been there since 4.0, on the list inside the view.
 */
void
wire_column_view_scroll_to (GtkColumnView *view, guint position)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  for (child = gtk_widget_get_first_child (GTK_WIDGET (view)); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_activate_action (child, "list.scroll-to-item", "u", position))
      return;
}

static GtkListItem *
find_list_item (GtkWidget *widget)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (widget), LIST_ITEM_KEY);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; !item && child; child = gtk_widget_get_next_sibling (child))
    item = find_list_item (child);
  return item;
}

/**
 * wire_list_pick:
 * @list: a list, grid or column view whose cells are marked
 * @x: relative to it
 * @y: likewise
 *
 * Returns: the position of the row there, or %GTK_INVALID_LIST_POSITION
 */
guint
wire_list_pick (GtkWidget *list, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;

  /* Up to the first that is marked or holds one that is: a cell's padding belongs to the cell, the
   * room after the last column to the row. The list holds them all and is above the rows. */
  for (; widget && !item && !GTK_IS_SCROLLABLE (widget); widget = gtk_widget_get_parent (widget))
    item = find_list_item (widget);
  return item ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
}

/** wire_list_pick() for a column view */
guint
wire_column_view_pick (GtkColumnView *view, double x, double y)
{
  return wire_list_pick (GTK_WIDGET (view), x, y);
}

/**
 * wire_column_view_end:
 * @view: a table
 * @owner: what listens to its sorter
 *
 * Takes the rows away as @owner is disposed. Columns that go with the table say that the order has
 * changed; @owner no longer hears that.
 */
void
wire_column_view_end (GtkColumnView *view, gpointer owner)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (view), owner);
  gtk_column_view_set_model (view, NULL);
}

/** Returns: the number of the selected row of a #WireRowList, or %WIRE_ROW_NONE */
guint
wire_single_selection_get_id (GtkSingleSelection *selection)
{
  WireRow *row;

  g_return_val_if_fail (GTK_IS_SINGLE_SELECTION (selection), WIRE_ROW_NONE);
  row = gtk_single_selection_get_selected_item (selection);
  return row ? wire_row_get_id (row) : WIRE_ROW_NONE;
}

/**
 * wire_single_selection_select_id:
 * @selection: over a #WireRowList
 * @id: a row's number, or %WIRE_ROW_NONE
 *
 * Selects that row wherever it is by now, or nothing where the list does not show it.
 *
 * Returns: whether it does
 */
gboolean
wire_single_selection_select_id (GtkSingleSelection *selection, guint id)
{
  GListModel *model;
  guint position;

  g_return_val_if_fail (GTK_IS_SINGLE_SELECTION (selection), FALSE);
  model = gtk_single_selection_get_model (selection);
  position = wire_row_list_find (WIRE_ROW_LIST (model), id);
  if (position != WIRE_ROW_NONE && position >= g_list_model_get_n_items (model))
    wire_row_list_announce_all (WIRE_ROW_LIST (model));
  gtk_single_selection_set_selected (selection, position);
  return position != WIRE_ROW_NONE;
}
