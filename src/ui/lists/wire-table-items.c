/* wire-table-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-table-items.h"

#include "ui/lists/wire-list-rows.h"
#include "ui/lists/wire-table-export.h"
#include "ui/widgets/wire-file-dialog.h"

#include <glib/gi18n.h>

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  (void) action;
  (void) parameter;
  wire_table_export_copy (GTK_COLUMN_VIEW (view));
}

static void
chosen_cb (GFile *file, gpointer view)
{
  wire_table_export_save (GTK_COLUMN_VIEW (view), file);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  (void) action;
  (void) parameter;
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))), _ ("Save Table"),
                         "table.csv", chosen_cb, view);
}

/* A table that is not shown has no rows. */
static void
model_cb (GtkColumnView *view, GParamSpec *pspec, GSimpleActionGroup *group)
{
  gboolean there = wire_list_find_rows (GTK_WIDGET (view)) != NULL;

  (void) pspec;
  for (const char *const *name = (const char *const[]){ "copy-table", "save-table", NULL }; *name;
       name++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (group), *name)), there);
}

static GMenuModel *
make_section (void)
{
  GMenu *section = g_menu_new ();

  g_menu_append (section, _ ("Copy Table as CSV"), "rows.copy-table");
  g_menu_append (section, _ ("Save Table as CSV…"), "rows.save-table");
  return G_MENU_MODEL (section);
}

/**
 * wire_table_items_install:
 * @owner: has @view and the popover with @menu
 * @view: a table
 * @menu: of its rows; the items are added at its end
 *
 * Lets @view be copied and saved as comma-separated values. Main thread only.
 */
void
wire_table_items_install (GtkWidget *owner, GtkColumnView *view, GMenu *menu)
{
  static const GActionEntry ENTRIES[] = {
    { .name = "copy-table", .activate = copy_cb },
    { .name = "save-table", .activate = save_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) section = make_section ();

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_action_map_add_action_entries (G_ACTION_MAP (group), ENTRIES, G_N_ELEMENTS (ENTRIES), view);
  gtk_widget_insert_action_group (owner, "rows", G_ACTION_GROUP (group));
  g_signal_connect_object (view, "notify::model", G_CALLBACK (model_cb), group, 0);
  model_cb (view, NULL, group);
  g_menu_append_section (menu, NULL, section);
}

/** Offers the same on the heads of @view, by a click with the secondary button. */
void
wire_table_items_add_to_heads (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GMenuModel) section = make_section ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_header_menu (column, section);
    }
}
