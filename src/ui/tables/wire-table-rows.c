/* wire-table-rows.c: which rows a table shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tables/wire-table-view-private.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

static WireView *
get_view (WireTableView *self)
{
  return self->session ? wire_capture_session_get_view (self->session) : NULL;
}

static void
show_page (WireTableView *self, guint n)
{
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
  WireView *view = get_view (self);

  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "rows");
  else if (searching)
    gtk_stack_set_visible_child_name (self->stack, "not-found");
  else if (view && wire_filter_get_length (wire_view_get_filter (view)))
    gtk_stack_set_visible_child_name (self->stack, "nothing-left");
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* “3 of 12 rows” while something is searched for. */
static void
show_count (WireTableView *self, guint n, guint all)
{
  g_autofree char *found = wire_figure_count (n);
  g_autofree char *total = wire_figure_count (all);
  g_autofree char *text =
      n == all ? g_strdup_printf (ngettext ("%s row", "%s rows", all), total)
               /* Translators: “3 of 12 rows” */
               : g_strdup_printf (ngettext ("%s of %s row", "%s of %s rows", all), found, total);

  gtk_label_set_text (self->counted, all > 0 ? text : "");
}

static void
set_ordering (WireTableView *self, WireJob *job)
{
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_set_object (&self->ordering, job);
  gtk_spinner_set_spinning (self->sorting, job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sorting), job != NULL);
}

static void
show_rows (WireTableView *self, const WireTableOrder *order)
{
  guint n = (guint) (g_bytes_get_size (order->rows) / sizeof (guint32));

  wire_row_list_set_rows (self->rows, NULL, n, order->rows);
  show_count (self, n, order->n_all);
  show_page (self, n);
  if (wire_single_selection_select_id (self->selection, self->selected))
    wire_column_view_scroll_to (self->column_view,
                                gtk_single_selection_get_selected (self->selection));
}

static void
ordered_cb (WireJob *job, const WireTableOrder *order, GObject *owner)
{
  WireTableView *self = WIRE_TABLE_VIEW (owner);

  if (job != self->ordering)
    return;
  set_ordering (self, NULL);
  if (order)
    {
      wire_table_view_set_count (self, order->n_all);
      show_rows (self, order);
    }
  if (self->stale)
    wire_table_rows_order (self);
}

/** Lists and sorts the rows in a job. */
void
wire_table_rows_order (WireTableView *self)
{
  WireTableQuestion question = { self->kind, self->source, get_view (self), NULL, FALSE, 0, FALSE };
  g_autoptr (WireJob) job = NULL;

  self->stale = FALSE;
  if ((self->session && !question.view) || !self->source)
    {
      set_ordering (self, NULL);
      wire_row_list_set_rows (self->rows, NULL, 0, NULL);
      gtk_label_set_text (self->counted, "");
      wire_table_view_set_count (self, 0);
      return;
    }
  question.sorted =
      wire_column_view_get_sort (self->column_view, &question.column, &question.descending);
  question.search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  job = wire_table_order_start (&question, ordered_cb, G_OBJECT (self));
  set_ordering (self, job);
}

/** There is another view: one order after the other, however often that is so. */
void
wire_table_rows_follow (WireTableView *self)
{
  self->stale = self->ordering != NULL;
  if (!self->stale)
    wire_table_rows_order (self);
}
