/* wire-table-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tables/wire-table-view.h"

#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/memory/wire-pane-memory.h"
#include "ui/widgets/wire-stack-pane.h"
#include "ui/tables/wire-table-view-private.h"
#include "ui/widgets/wire-focus.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireTableView:
 *
 * Rows of a #WireTableKind that the filters let through, a search, and below them the details of
 * the selected one. Ordering and searching are jobs; the rows stay until another order is there.
 * Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireTableView, wire_table_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COUNT,
  PROP_SELECTED,
  N_PROPS
};

static guint again_signal;

static GParamSpec *properties[N_PROPS];

static void
fill_details (WireTableView *self, guint row)
{
  GtkWidget *child;

  wire_focus_leave (GTK_WIDGET (self->content));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))))
    gtk_box_remove (self->content, child);
  if (row != WIRE_ROW_NONE && self->source)
    self->kind->fill (self->source, row, self->content);
  gtk_stack_set_visible_child_name (self->details,
                                    row != WIRE_ROW_NONE && self->source ? "facts" : "nothing");
}

static void
selected_cb (WireTableView *self)
{
  guint row = wire_single_selection_get_id (self->selection);

  if (row != WIRE_ROW_NONE)
    self->selected = row;
  fill_details (self, row);
  wire_table_actions_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* Where a row leads first: to its stream, or else to its packet. */
static void
activate_cb (WireTableView *self, guint position)
{
  g_auto (WireTableTarget) target = { 0 };

  gtk_single_selection_set_selected (self->selection, position);
  if (wire_table_view_get_target (self, &target))
    gtk_widget_activate_action (
        GTK_WIDGET (self),
        target.stream != WIRE_TABLE_NONE ? "table.follow-stream" : "table.show-packet", NULL);
}

static void
clear_filters_cb (WireTableView *self)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();

  wire_capture_session_set_filter (self->session, empty);
}

static void
again_cb (WireTableView *self)
{
  g_signal_emit (self, again_signal, 0);
}

static void
clear_search_cb (WireTableView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
wire_table_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireTableView *self = WIRE_TABLE_VIEW (object);

  if (id == PROP_COUNT)
    g_value_set_uint (value, self->count);
  else if (id == PROP_SELECTED)
    g_value_set_uint (value, wire_table_view_get_selected (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_table_view_dispose (GObject *object)
{
  WireTableView *self = WIRE_TABLE_VIEW (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_clear_object (&self->ordering);
  g_clear_object (&self->menu);
  g_clear_object (&self->terms);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (wire_table_view_parent_class)->dispose (object);
}

/* Parts that are seldom asked for. */
static const char *const PARTS[] = { "paned",     "choose",  "empty",           "nothing_left",
                                     "not_found", "waiting", "waiting_spinner", "waiting_again" };

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/tables/wire-table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireTableView, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireTableView, counted);
  gtk_widget_class_bind_template_child (widget_class, WireTableView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, WireTableView, search);
  gtk_widget_class_bind_template_child (widget_class, WireTableView, sorting);
  gtk_widget_class_bind_template_child (widget_class, WireTableView, stack);
  gtk_widget_class_bind_template_child (widget_class, WireTableView, details);
  gtk_widget_class_bind_template_child (widget_class, WireTableView, content);
  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    gtk_widget_class_bind_template_child_full (widget_class, PARTS[i], FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, wire_table_rows_order);
}

static void
wire_table_view_class_init (WireTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = wire_table_view_get_property;
  object_class->dispose = wire_table_view_dispose;

  /** WireTableView:count: rows that the filters let through */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /** WireTableView:selected: the number of the selected row, or %WIRE_ROW_NONE */
  properties[PROP_SELECTED] =
      g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, WIRE_ROW_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** WireTableView::again: what is shown should be looked for once more */
  again_signal = g_signal_new ("again", WIRE_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  bind_template (GTK_WIDGET_CLASS (klass));
  wire_table_actions_install (GTK_WIDGET_CLASS (klass));
}

static void
wire_table_view_init (WireTableView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selected = WIRE_ROW_NONE;
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
}

static void
add_columns (WireTableView *self)
{
  for (guint i = 0; i < self->kind->n_columns; i++)
    wire_table_cells_add (self, i);
  if (self->kind->memory)
    wire_column_memory_attach (self->column_view, self->kind->memory);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (wire_table_rows_order), self, G_CONNECT_SWAPPED);
}

/** Returns: (transfer floating): a table of @kind, which has to live as long, without rows */
GtkWidget *
wire_table_view_new (const WireTableKind *kind)
{
  WireTableView *self = g_object_new (WIRE_TYPE_TABLE_VIEW, NULL);

  self->kind = kind;
  wire_table_cells_say (self);
  add_columns (self);
  wire_table_actions_init (self);
  wire_stack_pane_follow (wire_table_view_get_part (self, "paned"), self->stack, "rows");
  if (kind->pane_memory)
    wire_pane_memory_attach (wire_table_view_get_part (self, "paned"), kind->pane_memory);
  return GTK_WIDGET (self);
}

/** @session: (nullable): under whose filters the rows are shown */
void
wire_table_view_set_session (WireTableView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_TABLE_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "notify::view", G_CALLBACK (wire_table_rows_follow), self,
                             G_CONNECT_SWAPPED);
  wire_table_view_set_source (self, NULL);
}

/** Returns: (transfer none) (nullable): whose rows are shown */
GObject *
wire_table_view_get_source (WireTableView *self)
{
  g_return_val_if_fail (WIRE_IS_TABLE_VIEW (self), NULL);
  return self->source;
}

/** @source: (nullable): whose rows are shown; it does not change any more */
void
wire_table_view_set_source (WireTableView *self, GObject *source)
{
  g_return_if_fail (WIRE_IS_TABLE_VIEW (self));

  self->selected = WIRE_ROW_NONE;
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
  g_set_object (&self->source, source);
  fill_details (self, WIRE_ROW_NONE);
  wire_table_rows_order (self);
}

/**
 * wire_table_view_wait:
 * @title: heading
 * @text: what it means
 * @busy: something goes on; otherwise a button asks for it
 *
 * Says in place of the rows why there are none yet; until the next source is set.
 */
void
wire_table_view_wait (WireTableView *self, const char *title, const char *text, gboolean busy)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1); /* it may be the name of a file */
  GtkSpinner *spinner;

  g_return_if_fail (WIRE_IS_TABLE_VIEW (self));

  wire_table_view_set_source (self, NULL);
  spinner = wire_table_view_get_part (self, "waiting_spinner");
  adw_status_page_set_title (wire_table_view_get_part (self, "waiting"), title);
  adw_status_page_set_description (wire_table_view_get_part (self, "waiting"), escaped);
  gtk_spinner_set_spinning (spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (spinner), busy);
  gtk_widget_set_visible (wire_table_view_get_part (self, "waiting_again"), !busy);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

/** Returns: how many rows the filters let through */
guint
wire_table_view_get_count (WireTableView *self)
{
  g_return_val_if_fail (WIRE_IS_TABLE_VIEW (self), 0);
  return self->count;
}

/** Returns: the number of the selected row, or %WIRE_ROW_NONE */
guint
wire_table_view_get_selected (WireTableView *self)
{
  g_return_val_if_fail (WIRE_IS_TABLE_VIEW (self), WIRE_ROW_NONE);
  return self->selection ? wire_single_selection_get_id (self->selection) : WIRE_ROW_NONE;
}

/** Selects a row, now or as soon as it is listed. */
void
wire_table_view_select (WireTableView *self, guint row)
{
  g_return_if_fail (WIRE_IS_TABLE_VIEW (self));

  self->selected = row;
  if (wire_single_selection_select_id (self->selection, row))
    wire_column_view_scroll_to (self->column_view,
                                gtk_single_selection_get_selected (self->selection));
}

/** Shows the details of the selected row again, which may say something else by now. */
void
wire_table_view_refresh (WireTableView *self)
{
  g_return_if_fail (WIRE_IS_TABLE_VIEW (self));
  fill_details (self, wire_table_view_get_selected (self));
}

/** Puts the cursor into the search. */
void
wire_table_view_find (WireTableView *self)
{
  g_return_if_fail (WIRE_IS_TABLE_VIEW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/** Returns: (nullable): the table that is seen within @widget */
WireTableView *
wire_table_view_find_within (GtkWidget *widget)
{
  if (WIRE_IS_TABLE_VIEW (widget))
    return gtk_widget_get_mapped (widget) ? WIRE_TABLE_VIEW (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      WireTableView *found = wire_table_view_find_within (child);

      if (found)
        return found;
    }
  return NULL;
}

/** Returns: whether a row is selected; then @target is where it leads */
gboolean
wire_table_view_get_target (WireTableView *self, WireTableTarget *target)
{
  guint row = wire_table_view_get_selected (self);

  if (row == WIRE_ROW_NONE || !self->source)
    return FALSE;
  self->kind->get_target (self->source, row, target);
  return TRUE;
}

/** Returns: (transfer none): what has this name in the template */
gpointer
wire_table_view_get_part (WireTableView *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_TABLE_VIEW, name);
}

/** Tells that there are @count rows. */
void
wire_table_view_set_count (WireTableView *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
