/* wire-table-cells.c: what is in a table, and what it calls itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tables/wire-table-view-private.h"

#include "base/wire-printable.h"
#include "ui/session/wire-naming.h"

#include <glib/gi18n.h>

/* Which table a column is of. */
typedef struct
{
  WireTableView *view; /* not held: it holds the column */
  guint column;
} Cell;

/* @text: (transfer full) (nullable). Returns: (transfer full) (nullable): it, and the names of the
 * address that it is, where they are wanted */
static char *
add_names (const Cell *cell, guint row, char *text)
{
  const WireTableView *view = cell->view;
  WireCapture *capture = view->session ? wire_capture_session_get_capture (view->session) : NULL;
  WireHostAddress address;
  gint64 time;

  if (!capture || !view->kind->get_named || !wire_naming_is_wanted ()
      || !view->kind->get_named (view->source, row, cell->column, &address, &time))
    return text;
  return wire_naming_tell (capture, text, &address, time, time);
}

static char *
make_text (WireRow *row, gpointer data)
{
  const Cell *cell = data;
  guint id = wire_row_get_id (row);
  g_autofree char *text = NULL;

  if (id == WIRE_ROW_NONE || !cell->view->source)
    return NULL;
  text = add_names (cell, id, cell->view->kind->make_text (cell->view->source, id, cell->column));
  return text ? wire_printable_name (text) : NULL;
}

/** Adds column @number of its kind. */
void
wire_table_cells_add (WireTableView *self, guint number)
{
  const WireTableColumn *column = &self->kind->columns[number];
  Cell *cell = g_new (Cell, 1);
  g_autoptr (GtkColumnViewColumn) made = NULL;

  *cell = (Cell){ self, number };
  made = wire_column_new (_ (column->title), column->width, column->flags, make_text, cell);
  g_object_set_data_full (G_OBJECT (made), "wire-cell", cell, g_free);
  wire_column_set_sort_id (made, number);
  gtk_column_view_append_column (self->column_view, made);
}

static void
set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** Puts the words of its kind where they are read and heard. */
void
wire_table_cells_say (WireTableView *self)
{
  const WireTableWords *words = self->kind->words;

  set_name (self->column_view, _ (words->name));
  set_name (self->search, _ (words->find));
  set_name (self->menu_button, _ (words->row));
  g_object_set (self->search, "placeholder-text", _ (words->find), NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->search), _ (words->find));
  gtk_label_set_text (wire_table_view_get_part (self, "choose"), _ (words->choose));
  adw_status_page_set_title (wire_table_view_get_part (self, "empty"), _ (words->empty));
  adw_status_page_set_description (wire_table_view_get_part (self, "empty"), _ (words->empty_text));
  adw_status_page_set_title (wire_table_view_get_part (self, "nothing_left"),
                             _ (words->nothing_left));
  adw_status_page_set_description (wire_table_view_get_part (self, "not_found"),
                                   _ (words->not_found));
}
