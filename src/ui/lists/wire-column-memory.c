/* wire-column-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column-memory.h"

#include "ui/lists/wire-column-fit.h"
#include "ui/lists/wire-column-start.h"
#include "ui/lists/wire-column.h"
#include "ui/lists/wire-table-items.h"
#include "ui/memory/wire-settings.h"

/* Where a column remembers as which one it was made: titles are translated. */
#define NUMBER_KEY "wire-column-number"

/* What is kept of a view: its columns in their order, each by its number and its width in pixels
 * (-1 for what it asks for), what it is sorted by (-1 for nothing), and whether downwards. */
#define VIEW_TYPE "(a(ui)ib)"

static guint
get_number (GtkColumnViewColumn *column)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), NUMBER_KEY));
}

static void
number_columns (GListModel *columns)
{
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_object_set_data (G_OBJECT (column), NUMBER_KEY, GUINT_TO_POINTER (i));
    }
}

static GtkColumnViewColumn *
find_column (GListModel *columns, guint number)
{
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (get_number (column) == number)
        return column; /* the model holds it */
    }
  return NULL;
}

static void
restore_columns (GtkColumnView *view, GVariant *kept)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  guint number;
  int width;

  for (guint i = 0; i < g_variant_n_children (kept); i++)
    {
      GtkColumnViewColumn *column;

      g_variant_get_child (kept, i, "(ui)", &number, &width);
      column = find_column (columns, number);
      if (!column)
        continue;
      gtk_column_view_insert_column (view, i, column);
      if (width > 0)
        gtk_column_view_column_set_fixed_width (column, width);
    }
}

static void
restore (GtkColumnView *view, const char *name)
{
  g_autoptr (GVariant) all = g_settings_get_value (wire_settings_get (), "columns");
  g_autoptr (GVariant) kept = g_variant_lookup_value (all, name, G_VARIANT_TYPE (VIEW_TYPE));
  g_autoptr (GVariant) columns = NULL;
  gboolean descending;
  int id;

  if (!kept)
    return;
  g_variant_get (kept, "(@a(ui)ib)", &columns, &id, &descending);
  if (g_variant_n_children (columns)
      != g_list_model_get_n_items (gtk_column_view_get_columns (view)))
    return; /* another version's */
  restore_columns (view, columns);
  if (id >= 0)
    wire_column_view_set_sort (view, (guint) id, descending);
}

static GVariant *
describe (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GVariantBuilder builder;
  gboolean descending = FALSE;
  guint id = 0;
  gboolean sorted = wire_column_view_get_sort (view, &id, &descending);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ui)"));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_variant_builder_add (&builder, "(ui)", get_number (column),
                             gtk_column_view_column_get_fixed_width (column));
    }
  return g_variant_new ("(a(ui)ib)", &builder, sorted ? (int) id : -1, descending);
}

static void
unmap_cb (GtkColumnView *view, const char *name)
{
  g_autoptr (GVariant) all = g_settings_get_value (wire_settings_get (), "columns");
  g_auto (GVariantDict) kept = G_VARIANT_DICT_INIT (all);

  g_variant_dict_insert_value (&kept, name, describe (view));
  g_settings_set_value (wire_settings_get (), "columns", g_variant_dict_end (&kept));
}

/**
 * wire_column_memory_attach:
 * @view: with all its columns, whose sort ids, where they have some, are set
 * @name: (not nullable): under which they are remembered; static
 *
 * Puts order, widths and sort of the columns as they were when a view of that name was seen last,
 * and remembers them when this one goes out of sight. Which columns are shown is their view's
 * matter. Connect to the view's sorter after this call. Main thread only.
 */
void
wire_column_memory_attach (GtkColumnView *view, const char *name)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  wire_column_view_watch_sort (view);
  wire_column_fit_attach (view);
  wire_column_start_attach (view);
  wire_table_items_add_to_heads (view);
  if (!wire_settings_get ())
    return;
  number_columns (gtk_column_view_get_columns (view));
  restore (view, name);
  g_signal_connect (view, "unmap", G_CALLBACK (unmap_cb), (gpointer) name);
}
