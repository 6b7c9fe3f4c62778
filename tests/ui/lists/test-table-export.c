/* test-table-export.c: tables as comma-separated values, and how wide their columns are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/lists/wire-column-fit.h"
#include "ui/lists/wire-column-start.h"
#include "ui/lists/wire-column.h"
#include "ui/lists/wire-table-export.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  GtkWidget *window;
  GtkColumnView *view;
  WireRowList *rows;
} Table;

static char *
number_text (WireRow *row, gpointer data)
{
  (void) data;
  return g_strdup_printf ("%u", wire_row_get_id (row) * 1000000);
}

static char *
text_text (WireRow *row, gpointer data)
{
  (void) data;
  if (wire_row_get_id (row) == 0)
    return g_strdup ("=1+1");
  if (wire_row_get_id (row) == 1)
    return g_strdup ("one, \"two\"");
  return wire_row_get_id (row) == 2 ? NULL : g_strdup ("a text that is longer than its column");
}

static void
append (Table *table, const char *title, WireColumnFlags flags, WireColumnText text)
{
  g_autoptr (GtkColumnViewColumn) column = wire_column_new (title, 6, flags, text, NULL);

  gtk_column_view_append_column (table->view, column);
}

static void
set_up (Table *table, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkSingleSelection *selection;

  (void) data;
  table->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  table->path = g_build_filename (table->folder, "table.csv", NULL);
  table->rows = wire_row_list_new ();
  wire_row_list_set_gradual (table->rows, TRUE);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (table->rows)));
  table->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  append (table, "N", WIRE_COLUMN_NUMBER, number_text);
  append (table, "Text", WIRE_COLUMN_PLAIN, text_text);
  wire_column_fit_attach (table->view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (table->view));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), scroller);
  table->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (table->window), 700, 300);
  gtk_window_set_child (GTK_WINDOW (table->window), toasts);
  gtk_window_present (GTK_WINDOW (table->window));
}

static void
tear_down (Table *table, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (table->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (table->rows);
  g_unlink (table->path);
  g_rmdir (table->folder);
  g_free (table->path);
  g_free (table->folder);
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 150 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* Waits for the file, which is there whole or not at all. */
static char *
read_file (Table *table)
{
  char *text = NULL;

  while (!g_file_get_contents (table->path, &text, NULL, NULL))
    g_main_context_iteration (NULL, FALSE);
  settle (); /* the toast comes after the file */
  return text;
}

static void
test_cells (Table *table, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (table->path);
  g_autofree char *copied = NULL;
  g_autofree char *saved = NULL;

  (void) data;
  wire_row_list_set_rows (table->rows, NULL, 3, NULL);
  settle ();
  wire_table_export_copy (table->view);
  settle ();
  copied = widget_fixture_paste (GTK_WIDGET (table->view));
  g_assert_cmpstr (copied, ==,
                   "N,Text\r\n0,\"'=1+1\"\r\n1000000,\"one, \"\"two\"\"\"\r\n2000000,\r\n");
  wire_table_export_save (table->view, file);
  saved = read_file (table);
  g_assert_cmpstr (saved, ==, copied);
}

/* All rows are saved, not only those that were announced so far, in the order that is shown. */
static void
test_counts (Table *table, gconstpointer data)
{
  static const guint COUNTS[] = { 0, 7, 8, 9, 300, 100000 };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (table->path);
      g_autofree char *saved = NULL;
      g_auto (GStrv) lines = NULL;

      wire_row_list_set_rows (table->rows, NULL, 0, NULL);
      wire_row_list_set_rows (table->rows, NULL, COUNTS[i], NULL);
      wire_table_export_save (table->view, file);
      saved = read_file (table);
      lines = g_strsplit (saved, "\r\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==,
                        COUNTS[i] + 2); /* heads, and nothing at the end */
      g_unlink (table->path);
    }
}

/* Numbers of other rows would be written as if they were those. */
static void
test_changed_meanwhile (Table *table, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (table->path);

  (void) data;
  wire_row_list_set_rows (table->rows, NULL, 100000, NULL);
  wire_table_export_save (table->view, file);
  wire_row_list_set_rows (table->rows, NULL, 5, NULL);
  settle ();
  g_assert_false (g_file_test (table->path, G_FILE_TEST_EXISTS));
}

static GtkColumnViewColumn *
get_column (Table *table, guint index)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (table->view), index);

  return column; /* the view holds it */
}

static GtkInscription *
find_cell (GtkWidget *widget, const char *text)
{
  GtkInscription *found = NULL;

  if (GTK_IS_INSCRIPTION (widget)
      && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return GTK_INSCRIPTION (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_cell (child, text);
  return found;
}

/* Columns are looked at once the rows have their cells. */
static void
wait_for_width (Table *table, const char *text, int width)
{
  GtkInscription *cell = NULL;

  while (!cell || gtk_widget_get_width (GTK_WIDGET (cell)) < width)
    {
      g_main_context_iteration (NULL, FALSE);
      cell = find_cell (GTK_WIDGET (table->view), text);
    }
}

static void
test_fit (Table *table, gconstpointer data)
{
  GtkInscription *number, *text;

  (void) data;
  wire_row_list_set_rows (table->rows, NULL, 4000, NULL); /* the last one is 3999000000 */
  wait_for_width (table, "a text that is longer than its column", 200);
  number = find_cell (GTK_WIDGET (table->view), "5000000");
  text = find_cell (GTK_WIDGET (table->view), "a text that is longer than its column");
  g_assert_cmpuint (gtk_inscription_get_min_chars (number), >=, 10); /* figures are never cut */
  g_assert_cmpuint (gtk_inscription_get_min_chars (text), ==, 6);    /* text is, without room */
  g_assert_cmpuint (gtk_inscription_get_nat_chars (text), >, 25);

  gtk_column_view_column_set_fixed_width (get_column (table, 1), 40);
  wire_column_fit_column (table->view, get_column (table, 1));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (table, 1)), >, 200);
}

/* A peer may send a text of any length. */
static char *
endless_text (WireRow *row, gpointer data)
{
  (void) row;
  (void) data;
  return g_strnfill (100000, 'm');
}

static int
get_width (GtkWidget *widget, gsize chars)
{
  g_autofree char *text = g_strnfill (chars, 'm');
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* By itself a column asks for 80 characters at most, and for 400 where it is told to fit. */
static void
test_bounds (Table *table, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (table->view);
  g_autofree char *endless = endless_text (NULL, NULL);
  int width;

  (void) data;
  append (table, "Endless", WIRE_COLUMN_PLAIN, endless_text);
  wire_row_list_set_rows (table->rows, NULL, 4, NULL);
  wait_for_width (table, endless, 100);
  g_assert_cmpuint (gtk_inscription_get_nat_chars (find_cell (view, endless)), ==, 80);

  wire_column_fit_column (table->view, get_column (table, 2));
  width = gtk_column_view_column_get_fixed_width (get_column (table, 2));
  g_assert_cmpint (width, >=, get_width (view, 400));
  g_assert_cmpint (width, <, get_width (view, 410));
}

/* From right to left the first column is on the right, and in sight. */
static void
test_right_to_left (Table *table, gconstpointer data)
{
  GtkAdjustment *across;

  (void) data;
  gtk_widget_set_direction (GTK_WIDGET (table->view), GTK_TEXT_DIR_RTL);
  wire_column_start_attach (table->view);
  append (table, "Wide", WIRE_COLUMN_PLAIN, number_text);
  gtk_column_view_column_set_fixed_width (get_column (table, 2), 2000);
  wire_row_list_set_rows (table->rows, NULL, 4, NULL);
  across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (table->view));
  while (gtk_adjustment_get_value (across) < 1000)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==,
                     gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across));

  gtk_adjustment_set_value (across, 10); /* as its user does */
  gtk_column_view_column_set_fixed_width (get_column (table, 2), 2100);
  settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==, 10);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/table/" name, Table, NULL, set_up, func, tear_down)
  ADD ("cells", test_cells);
  ADD ("counts", test_counts);
  ADD ("changed-meanwhile", test_changed_meanwhile);
  ADD ("fit", test_fit);
  ADD ("bounds", test_bounds);
  ADD ("right-to-left", test_right_to_left);
  return g_test_run ();
}
