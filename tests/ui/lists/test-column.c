/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-column-sorter.h"
#include "ui/lists/wire-column.h"
#include "ui/lists/wire-icon-cells.h"
#include "ui/memory/wire-settings.h"

#include <adwaita.h>

#define N_ROWS 100000

typedef struct
{
  GtkWidget *window;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  WireRowList *rows;
  GtkColumnViewColumn *number;
  GtkColumnViewColumn *parity;
} Table;

static char *
number_text (WireRow *row, gpointer data)
{
  (void) data;
  return g_strdup_printf ("%u", wire_row_get_id (row));
}

static char *
parity_text (WireRow *row, gpointer data)
{
  (void) data;
  return wire_row_get_id (row) % 2 ? g_strdup ("odd") : NULL;
}

static void
wait_for_frames (void)
{
  gint64 end = g_get_monotonic_time () + 200 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
set_up (Table *table, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  (void) data;
  table->rows = wire_row_list_new ();
  wire_row_list_set_rows (table->rows, NULL, N_ROWS, NULL);
  table->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (table->rows)));
  gtk_single_selection_set_autoselect (table->selection, FALSE);
  table->view =
      GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (table->selection))));
  table->number = wire_column_new ("Number", 8, WIRE_COLUMN_NUMBER, number_text, NULL);
  wire_column_set_sort_id (table->number, 7);
  gtk_column_view_append_column (table->view, table->number);
  table->parity = wire_column_new ("Parity", 8, WIRE_COLUMN_PLAIN, parity_text, NULL);
  wire_column_set_sort_id (table->parity, 8);
  gtk_column_view_append_column (table->view, table->parity);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (table->view));
  table->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (table->window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (table->window), scroller);
  gtk_window_present (GTK_WINDOW (table->window));
  wait_for_frames ();
}

static void
tear_down (Table *table, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (table->window));
  wait_for_frames ();
  g_assert_finalize_object (table->number);
  g_assert_finalize_object (table->parity);
  g_assert_finalize_object (table->selection);
  g_assert_finalize_object (table->rows);
}

static void
assert_sort (Table *table, GtkColumnViewColumn *column, GtkSortType direction, guint expected)
{
  gboolean descending;
  guint id;

  gtk_column_view_sort_by_column (table->view, column, direction);
  g_assert_true (wire_column_view_get_sort (table->view, &id, &descending));
  g_assert_cmpuint (id, ==, expected);
  g_assert_cmpint (descending, ==, direction == GTK_SORT_DESCENDING);
}

static void
test_sort (Table *table, gconstpointer data)
{
  gboolean descending;
  guint id;

  (void) data;
  g_assert_false (wire_column_view_get_sort (table->view, &id, &descending));
  assert_sort (table, table->number, GTK_SORT_ASCENDING, 7);
  assert_sort (table, table->number, GTK_SORT_DESCENDING, 7);
  assert_sort (table, table->parity, GTK_SORT_DESCENDING, 8);
  assert_sort (table, table->parity, GTK_SORT_ASCENDING, 8);
  gtk_column_view_sort_by_column (table->view, NULL, GTK_SORT_ASCENDING);
  g_assert_false (wire_column_view_get_sort (table->view, &id, &descending));
}

/* Returns: the first cell of the row in the middle of the view */
static const char *
get_text_in_sight (Table *table)
{
  guint position = wire_column_view_pick (table->view, 20,
                                          gtk_widget_get_height (GTK_WIDGET (table->view)) / 2.0);
  GtkWidget *widget =
      gtk_widget_pick (GTK_WIDGET (table->view), 40,
                       gtk_widget_get_height (GTK_WIDGET (table->view)) / 2.0, GTK_PICK_DEFAULT);

  g_assert_cmpuint (position, !=, GTK_INVALID_LIST_POSITION);
  g_assert_true (GTK_IS_INSCRIPTION (widget));
  g_assert_cmpuint (
      wire_row_list_get_id (table->rows, position), ==,
      g_ascii_strtoull (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), NULL, 10));
  return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
}

static void
test_scroll_to (Table *table, gconstpointer data)
{
  (void) data;
  g_assert_cmpuint (g_ascii_strtoull (get_text_in_sight (table), NULL, 10), <, 100);
  wire_column_view_scroll_to (table->view, 90000);
  wait_for_frames ();
  g_assert_cmpuint (g_ascii_strtoull (get_text_in_sight (table), NULL, 10), >, 89900);
  wire_column_view_scroll_to (table->view, 0);
  wait_for_frames ();
  g_assert_cmpuint (g_ascii_strtoull (get_text_in_sight (table), NULL, 10), <, 100);
}

/* Another order is in the cells at once, and the selection finds its row in it. */
static void
test_other_order (Table *table, gconstpointer data)
{
  g_autofree guint32 *ids = g_new (guint32, N_ROWS);
  g_autoptr (GBytes) order = NULL;

  (void) data;
  for (guint32 i = 0; i < N_ROWS; i++)
    ids[i] = N_ROWS - 1 - i;
  order = g_bytes_new (ids, N_ROWS * sizeof *ids);
  g_assert_true (wire_single_selection_select_id (table->selection, 5));
  wire_row_list_set_rows (table->rows, NULL, N_ROWS, order);
  g_assert_cmpuint (g_ascii_strtoull (get_text_in_sight (table), NULL, 10), >, N_ROWS - 100);
  g_assert_true (wire_single_selection_select_id (table->selection, 5));
  g_assert_cmpuint (gtk_single_selection_get_selected (table->selection), ==, N_ROWS - 6);
  g_assert_cmpuint (wire_single_selection_get_id (table->selection), ==, 5);
  g_assert_false (wire_single_selection_select_id (table->selection, N_ROWS));
  g_assert_cmpuint (wire_single_selection_get_id (table->selection), ==, WIRE_ROW_NONE);
}

static void
test_pick_outside (Table *table, gconstpointer data)
{
  (void) data;
  g_assert_cmpuint (wire_column_view_pick (table->view, 20, 4), ==, GTK_INVALID_LIST_POSITION);
}

/* What one view was left as, the next of its name is. */
static void
test_memory (Table *table, gconstpointer data)
{
  GtkWidget *scroller = gtk_widget_get_parent (GTK_WIDGET (table->view));
  g_autoptr (GtkColumnViewColumn) first = NULL;
  gboolean descending;
  Table next;
  guint id;

  g_settings_reset (wire_settings_get (), "columns");
  wire_column_memory_attach (table->view, "test");
  gtk_column_view_insert_column (table->view, 0, table->parity);
  gtk_column_view_column_set_fixed_width (table->parity, 123);
  gtk_column_view_sort_by_column (table->view, table->number, GTK_SORT_DESCENDING);
  gtk_widget_set_visible (scroller, FALSE);

  set_up (&next, data);
  wire_column_memory_attach (next.view, "test");
  first = g_list_model_get_item (gtk_column_view_get_columns (next.view), 0);
  g_assert_true (first == next.parity);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (next.parity), ==, 123);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (next.number), ==, -1);
  g_assert_true (wire_column_view_get_sort (next.view, &id, &descending));
  g_assert_cmpuint (id, ==, 7);
  g_assert_true (descending);
  g_clear_object (&first);
  tear_down (&next, data);
}

/* What another version kept, or somebody wrote, changes nothing. */
static void
test_memory_of_others (Table *table, gconstpointer data)
{
  static const char *const KEPT[] = {
    "{'test': <([(uint32 0, 50)], 8, false)>}",                    /* fewer columns */
    "{'test': <([(uint32 9, 50), (uint32 9, 50)], 99, false)>}",   /* none of ours */
    "{'test': <'wide'>, 'other': <([(uint32 1, 2)], -1, false)>}", /* another type */
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (KEPT); i++)
    {
      g_autoptr (GVariant) kept =
          g_variant_parse (G_VARIANT_TYPE_VARDICT, KEPT[i], NULL, NULL, NULL);
      g_autoptr (GtkColumnViewColumn) first = NULL;

      g_settings_set_value (wire_settings_get (), "columns", kept);
      wire_column_memory_attach (table->view, "test");
      first = g_list_model_get_item (gtk_column_view_get_columns (table->view), 0);
      g_assert_true (first == table->number);
      g_assert_cmpint (gtk_column_view_column_get_fixed_width (table->number), ==, -1);
    }
}

/* Columns as a .ui file describes them */

typedef enum
{
  SORT_NONE,
  SORT_NUMBER,
  SORT_PARITY,
} TableSort;

static GType table_sort_get_type (void);

G_DEFINE_ENUM_TYPE (TableSort,
                    table_sort,
                    G_DEFINE_ENUM_VALUE (SORT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SORT_NUMBER, "number"),
                    G_DEFINE_ENUM_VALUE (SORT_PARITY, "parity"))

WIRE_DEFINE_COLUMN_SORTER (TableSorter, table_sorter, table_sort_get_type ())

static void
parity_icon (WireIconCells *cells, WireRow *row, WireIcon *icon)
{
  (void) cells;
  if (wire_row_get_id (row) % 2)
    *icon = (WireIcon){ "weather-clear-symbolic", "Odd", NULL };
}

static const char UI[] =
    "<interface>"
    "<object class='WireTextCells' id='number_cells'>"
    "<property name='width-chars'>8</property>"
    "<property name='look'>number|monospace</property>"
    "<property name='text'><closure type='gchararray' function='number_text'/></property>"
    "</object>"
    "<object class='WireIconCells' id='parity_cells'>"
    "<signal name='find-icon' handler='parity_icon'/>"
    "</object>"
    "<object class='GtkColumnViewColumn' id='number'>"
    "<property name='title'>Number</property>"
    "<property name='factory' bind-source='number_cells' bind-property='factory'"
    " bind-flags='sync-create'/>"
    "<property name='sorter'><object class='TableSorter'><property name='key'>number</property>"
    "<property name='largest-first'>True</property></object></property>"
    "</object>"
    "<object class='GtkColumnViewColumn' id='parity'>"
    "<property name='title'>Parity</property>"
    "<property name='factory' bind-source='parity_cells' bind-property='factory'"
    " bind-flags='sync-create'/>"
    "<property name='sorter'><object class='TableSorter'><property name='key'>parity</property>"
    "</object></property>"
    "</object>"
    "</interface>";

static void
replace_columns (Table *table)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GtkBuilderScope) scope = gtk_builder_cscope_new ();
  g_autoptr (GError) error = NULL;

  g_type_ensure (WIRE_TYPE_TEXT_CELLS);
  g_type_ensure (WIRE_TYPE_ICON_CELLS);
  g_type_ensure (table_sorter_get_type ());
  gtk_builder_cscope_add_callback (GTK_BUILDER_CSCOPE (scope), number_text);
  gtk_builder_cscope_add_callback (GTK_BUILDER_CSCOPE (scope), parity_icon);
  gtk_builder_set_scope (builder, scope);
  g_assert_true (gtk_builder_add_from_string (builder, UI, -1, &error));
  g_assert_no_error (error);
  gtk_column_view_remove_column (table->view, table->number);
  gtk_column_view_remove_column (table->view, table->parity);
  g_assert_finalize_object (table->number);
  g_assert_finalize_object (table->parity);
  table->number =
      GTK_COLUMN_VIEW_COLUMN (g_object_ref (gtk_builder_get_object (builder, "number")));
  table->parity =
      GTK_COLUMN_VIEW_COLUMN (g_object_ref (gtk_builder_get_object (builder, "parity")));
  gtk_column_view_append_column (table->view, table->number);
  gtk_column_view_append_column (table->view, table->parity);
}

/* The builder is gone when cells are made: the columns keep what fills them. */
static void
test_described (Table *table, gconstpointer data)
{
  GtkWidget *cell;
  gboolean descending;
  guint id;

  (void) data;
  replace_columns (table);
  wire_column_view_watch_sort (table->view);
  wait_for_frames ();
  g_assert_cmpuint (g_ascii_strtoull (get_text_in_sight (table), NULL, 10), <, 100);
  cell = gtk_widget_pick (GTK_WIDGET (table->view), 40,
                          gtk_widget_get_height (GTK_WIDGET (table->view)) / 2.0, GTK_PICK_DEFAULT);
  g_assert_true (gtk_widget_has_css_class (cell, "numeric"));
  g_assert_true (gtk_widget_has_css_class (cell, "monospace"));
  assert_sort (table, table->parity, GTK_SORT_ASCENDING, SORT_PARITY);
  g_assert_true (wire_column_view_toggle_sort (table->view, table->number));
  g_assert_true (wire_column_view_get_sort (table->view, &id, &descending));
  g_assert_cmpuint (id, ==, SORT_NUMBER);
  g_assert_true (descending); /* the largest first */
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/column/" name, Table, NULL, set_up, func, tear_down)
  ADD ("sort", test_sort);
  ADD ("scroll-to", test_scroll_to);
  ADD ("other-order", test_other_order);
  ADD ("pick-outside", test_pick_outside);
  ADD ("described", test_described);
  ADD ("memory", test_memory);
  ADD ("memory-of-others", test_memory_of_others);
  return g_test_run ();
}
