/* wire-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column.h"

#include "ui/widgets/wire-label-wrap.h"
#include "ui/lists/wire-row-factory.h"

typedef struct
{
  int width_chars;
  WireColumnFlags flags;
  WireColumnText text;
  WireColumnText tooltip; /* (nullable): explains a cell */
  gpointer user_data;
} Cells;

/* Where a column remembers what its cells have in common. */
#define CELLS_KEY "wire-cells"

/* Where a cell's child remembers the list item it is in. */
#define LIST_ITEM_KEY "wire-list-item"

/* Where a column remembers by what it sorts, plus one. */
#define SORT_ID_KEY "wire-sort-id"

/* Where a column remembers that its largest values are looked for, and a view by which column it is
 * sorted. */
#define LARGEST_KEY "wire-largest-first"

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

/* The whole text, but only where the cell does not show it. */
static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  const Cells *cells = data;
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GtkListItem *item = g_object_get_data (G_OBJECT (widget), LIST_ITEM_KEY);
  WireRow *row = item && cells->tooltip ? gtk_list_item_get_item (item) : NULL;
  g_autofree char *explained = row ? cells->tooltip (row, cells->user_data) : NULL;
  int width;

  (void) x;
  (void) y;
  (void) keyboard;
  if (explained)
    {
      gtk_tooltip_set_text (tooltip, explained);
      return TRUE;
    }
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (widget))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* Addresses, digests and figures run from left to right wherever the rest runs, and stand at the
 * side where a line begins; figures where theirs end. */
static float
get_alignment (const Cells *cells)
{
  if (cells->flags & WIRE_COLUMN_NUMBER)
    return 1;
  return cells->flags & WIRE_COLUMN_MONOSPACE
                 && gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL
             ? 1
             : 0;
}

/* An inscription, not a label: it asks for the same width whatever it says, so another text needs
 * no new layout of the whole list. */
static void
set_up_cell (GtkListItem *item, gpointer data)
{
  const Cells *cells = data;
  GtkWidget *cell = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (cell);

  gtk_inscription_set_xalign (inscription, get_alignment (cells));
  gtk_inscription_set_text_overflow (inscription, cells->flags & WIRE_COLUMN_MIDDLE
                                                      ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                                                      : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (inscription, (guint) cells->width_chars);
  gtk_inscription_set_nat_chars (inscription, (guint) cells->width_chars);
  if (cells->flags & WIRE_COLUMN_NUMBER)
    gtk_widget_add_css_class (cell, "numeric");
  if (cells->flags & WIRE_COLUMN_MONOSPACE)
    gtk_widget_add_css_class (cell, "monospace");
  if (cells->flags & (WIRE_COLUMN_NUMBER | WIRE_COLUMN_MONOSPACE))
    wire_label_write_evidence (cell);
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), data);
  wire_column_mark_cell (cell, item);
  gtk_list_item_set_child (item, cell);
}

static void
show_cell (GtkListItem *item, gpointer data)
{
  const Cells *cells = data;
  g_autofree char *text = cells->text (gtk_list_item_get_item (item), cells->user_data);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text ? text : "");
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
  GtkColumnViewColumn *column;
  Cells *cells = g_new (Cells, 1);

  *cells = (Cells){ width_chars, flags, text, NULL, user_data };
  column = gtk_column_view_column_new (
      title, wire_row_factory_new (set_up_cell, show_cell, cells, g_free));
  g_object_set_data (G_OBJECT (column), CELLS_KEY, cells); /* the factory's, which lives as long */
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, (flags & WIRE_COLUMN_EXPAND) != 0);
  if ((flags & WIRE_COLUMN_FIGURE) == WIRE_COLUMN_FIGURE)
    wire_column_set_largest_first (column);
  return column;
}

/* GTK 4.8 does not say by which column a view is sorted, nor which way. But its sorter asks the
 * sorters of the columns in turn until one of them decides. Each of ours decides at once, and
 * writes its number where the first "item" points: so one comparison of such items tells which
 * column sorts, and its sign which way. */
static int
note_sort_id (gconstpointer probe, gconstpointer other, gpointer id)
{
  guint *noted = *(guint *const *) probe;

  (void) other;
  *noted = GPOINTER_TO_UINT (id);
  return 1;
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
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));
  sorter = GTK_SORTER (gtk_custom_sorter_new (note_sort_id, GUINT_TO_POINTER (id), NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  g_object_set_data (G_OBJECT (column), SORT_ID_KEY, GUINT_TO_POINTER (id + 1));
}

/** Explains each cell of @column, which wire_column_new() made, in a tooltip. @tooltip is given
 * what the column's text is. */
void
wire_column_set_tooltip (GtkColumnViewColumn *column, WireColumnText tooltip)
{
  Cells *cells = g_object_get_data (G_OBJECT (column), CELLS_KEY);

  g_return_if_fail (cells);
  cells->tooltip = tooltip;
}

/** Makes the first click on the header of @column sort downwards. */
void
wire_column_set_largest_first (GtkColumnViewColumn *column)
{
  g_object_set_data (G_OBJECT (column), LARGEST_KEY, GINT_TO_POINTER (TRUE));
}

static GtkColumnViewColumn *
find_column (GtkColumnView *view, guint id)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), SORT_ID_KEY)) == id + 1)
        return column; /* the view holds it */
    }
  return NULL;
}

/* GTK sorts upwards at the first click. What is sorted now is noted first, as turning it round is
 * another change. */
static void
sort_changed_cb (GtkColumnView *view)
{
  guint last = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (view), LARGEST_KEY));
  gboolean descending;
  guint id;
  GtkColumnViewColumn *column;

  if (!wire_column_view_get_sort (view, &id, &descending))
    {
      g_object_set_data (G_OBJECT (view), LARGEST_KEY, NULL);
      return;
    }
  g_object_set_data (G_OBJECT (view), LARGEST_KEY, GUINT_TO_POINTER (id + 1));
  column = find_column (view, id);
  if (id + 1 != last && !descending && column && g_object_get_data (G_OBJECT (column), LARGEST_KEY))
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
  g_object_set_data (G_OBJECT (view), LARGEST_KEY, GUINT_TO_POINTER (id + 1));
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
  guint *probe = id;
  guint *other = NULL;
  GtkOrdering ordering;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), FALSE);

  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), &probe, &other);
  *descending = ordering == GTK_ORDERING_SMALLER;
  return ordering != GTK_ORDERING_EQUAL;
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
  guint key = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), SORT_ID_KEY));
  guint id;
  gboolean descending;
  gboolean sorts = wire_column_view_get_sort (view, &id, &descending);

  if (key == 0)
    return FALSE;
  /* Another column than before: upwards, which figures turn round. */
  gtk_column_view_sort_by_column (view, column,
                                  sorts && id + 1 == key && !descending ? GTK_SORT_DESCENDING
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
