/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/lists/wire-row-selection.h"
#include "ui/lists/wire-tab-stop.h"

#define N_ROWS 1000

static gboolean
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean stopped = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &stopped);
    }
  return stopped;
}

/* End goes to the last row that GTK knows: it has to know all. */
static void
test_far_keys (gconstpointer single)
{
  g_autoptr (WireRowList) rows = wire_row_list_new ();
  GListModel *model = G_LIST_MODEL (rows);
  GtkSelectionModel *selection =
      single ? GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (model)))
             : GTK_SELECTION_MODEL (wire_row_selection_new (rows));
  GtkWidget *table = gtk_column_view_new (selection);
  GtkWidget *stop = g_object_ref_sink (wire_tab_stop_new (table));

  wire_row_list_set_gradual (rows, TRUE);
  wire_row_list_set_rows (rows, NULL, N_ROWS, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (model), <, N_ROWS);
  g_assert_false (press (stop, GDK_KEY_Down));
  g_assert_cmpuint (g_list_model_get_n_items (model), <, N_ROWS);
  g_assert_false (press (stop, GDK_KEY_End));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, N_ROWS);
  g_object_unref (stop);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add_data_func ("/tab-stop/far-keys/single", "yes", test_far_keys);
  g_test_add_data_func ("/tab-stop/far-keys/many", NULL, test_far_keys);
  return g_test_run ();
}
