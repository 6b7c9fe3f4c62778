/* wire-tls-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-view.h"

#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/memory/wire-pane-memory.h"
#include "ui/widgets/wire-stack-pane.h"
#include "ui/tls/wire-tls-view-private.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireTlsView:
 *
 * The TLS connections whose first packet the filters let through: what they agreed on, and whether
 * they can be read, or why not. Below, the selected one with its certificates. Ordering and
 * searching are jobs; the rows stay until another order is there. Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireTlsView, wire_tls_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static WireView *
get_view (WireTlsView *self)
{
  return self->session ? wire_capture_session_get_view (self->session) : NULL;
}

static void
show_page (WireTlsView *self, guint n)
{
  WireView *view = get_view (self);
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "connections");
  else if (searching)
    gtk_stack_set_visible_child_name (self->stack, "not-found");
  else if (view && wire_filter_get_length (wire_view_get_filter (view)))
    gtk_stack_set_visible_child_name (self->stack, "nothing-left");
  else
    gtk_stack_set_visible_child_name (self->stack, "no-connections");
}

static void
show_count (WireTlsView *self, const WireTlsOrder *order)
{
  g_autofree char *all = wire_figure_count (order->n_all);
  g_autofree char *readable = wire_figure_count (order->n_readable);
  g_autofree char *in_part = wire_figure_count (order->n_in_part);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%s connection", "%s connections", order->n_all), all);
  /* Translators: “12 connections: 3 readable, 1 in part” */
  g_autofree char *text =
      g_strdup_printf (_ ("%s: %s readable, %s in part"), words, readable, in_part);

  gtk_label_set_text (self->counted, order->n_all > 0 ? text : "");
}

static void
show_rows (WireTlsView *self, const WireTlsOrder *order)
{
  guint n = (guint) (g_bytes_get_size (order->rows) / sizeof (guint32));

  wire_row_list_set_rows (self->rows, NULL, n, order->rows);
  show_count (self, order);
  show_page (self, n);
  if (wire_single_selection_select_id (self->selection, self->selected))
    wire_column_view_scroll_to (self->column_view,
                                gtk_single_selection_get_selected (self->selection));
}

static void
set_ordering (WireTlsView *self, WireJob *job)
{
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_set_object (&self->ordering, job);
  gtk_spinner_set_spinning (self->sorting, job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sorting), job != NULL);
}

static void
set_count (WireTlsView *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
ordered_cb (WireJob *job, const WireTlsOrder *order, GObject *owner)
{
  WireTlsView *self = WIRE_TLS_VIEW (owner);

  if (job != self->ordering)
    return;
  set_ordering (self, NULL);
  if (!order)
    return;
  set_count (self, order->n_all);
  show_rows (self, order);
}

static void
start_ordering (WireTlsView *self)
{
  WireView *view = get_view (self);
  WireTlsQuestion question = { .view = view };
  g_autoptr (WireJob) job = NULL;
  guint key = WIRE_TLS_SORT_NONE;

  if (!view)
    {
      set_ordering (self, NULL);
      wire_row_list_set_rows (self->rows, NULL, 0, NULL);
      set_count (self, 0);
      return;
    }
  wire_column_view_get_sort (self->column_view, &key, &question.descending);
  question.key = (WireTlsSort) key;
  question.search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  job = wire_tls_order_start (&question, ordered_cb, G_OBJECT (self));
  set_ordering (self, job);
}

/* While a capture loads there is another view ten times a second: one order after the other. */
static void
view_cb (WireTlsView *self)
{
  WireView *view = get_view (self);
  WireCaptureSummary summary;

  self->listing.capture = view ? wire_view_get_capture (view) : NULL;
  if (view)
    {
      wire_capture_get_summary (self->listing.capture, &summary);
      self->listing.start = summary.first;
    }
  self->stale = self->ordering != NULL && view;
  if (!self->stale)
    start_ordering (self);
}

static void
ordering_ended_cb (WireTlsView *self)
{
  if (self->stale && !self->ordering)
    {
      self->stale = FALSE;
      start_ordering (self);
    }
}

static void
selected_cb (WireTlsView *self)
{
  guint id = wire_single_selection_get_id (self->selection);

  if (id != WIRE_ROW_NONE)
    self->selected = id;
  wire_tls_pane_show (self->pane, self->listing.capture,
                      id == WIRE_ROW_NONE ? WIRE_TLS_PANE_NOTHING : id);
  wire_tls_actions_update (self);
}

static void
activate_cb (WireTlsView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "tls.follow-stream", NULL);
}

static void
clear_filters_cb (WireTlsView *self)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();

  wire_capture_session_set_filter (self->session, empty);
}

static void
clear_search_cb (WireTlsView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
wire_tls_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, WIRE_TLS_VIEW (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_tls_view_dispose (GObject *object)
{
  WireTlsView *self = WIRE_TLS_VIEW (object);

  if (self->rows)
    wire_tls_view_set_session (self, NULL);
  g_clear_object (&self->menu);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->ordering);
  g_clear_pointer (&self->saving, g_bytes_unref);
  G_OBJECT_CLASS (wire_tls_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/tls/wire-tls-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, paned);
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, counted);
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, pane);
  gtk_widget_class_bind_template_child_full (widget_class, "filter_terms", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, search);
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, sorting);
  gtk_widget_class_bind_template_child (widget_class, WireTlsView, stack);
  wire_tls_columns_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_ordering);
}

static void
wire_tls_view_class_init (WireTlsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_tls_view_get_property;
  object_class->dispose = wire_tls_view_dispose;

  /** WireTlsView:count: connections that the filters let through */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_TLS_PANE);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  bind_template (GTK_WIDGET_CLASS (klass));
  wire_tls_actions_install (GTK_WIDGET_CLASS (klass));
}

static void
wire_tls_view_init (WireTlsView *self)
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

  wire_column_memory_attach (self->column_view, "tls");
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (start_ordering), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->sorting, "notify::spinning", G_CALLBACK (ordering_ended_cb),
                            self);
  wire_tls_actions_init (self);
  wire_pane_memory_attach (self->paned, "tls-pane");
  wire_stack_pane_follow (self->paned, self->stack, "connections");
}

/** @session: (nullable): whose connections to show */
void
wire_tls_view_set_session (WireTlsView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_TLS_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->selected = WIRE_ROW_NONE;
  wire_tls_pane_show (self->pane, NULL, WIRE_TLS_PANE_NOTHING);
  if (session)
    g_signal_connect_object (session, "notify::view", G_CALLBACK (view_cb), self,
                             G_CONNECT_SWAPPED);
  view_cb (self);
}

/** Puts the cursor into the search. */
void
wire_tls_view_find (WireTlsView *self)
{
  g_return_if_fail (WIRE_IS_TLS_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/** Returns: how many connections the filters let through */
guint
wire_tls_view_get_count (WireTlsView *self)
{
  g_return_val_if_fail (WIRE_IS_TLS_VIEW (self), 0);
  return self->count;
}

/** Returns: whether a connection is selected, which is then copied to @session */
gboolean
wire_tls_view_get_selected (WireTlsView *self, WireTlsSession *session)
{
  guint id = wire_single_selection_get_id (self->selection);

  return id != WIRE_ROW_NONE && self->listing.capture
         && wire_capture_get_tls_session (self->listing.capture, id, session);
}
