/* wire-flow-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/flows/wire-flow-view.h"

#include "ui/lists/wire-column-memory.h"
#include "ui/widgets/wire-figures.h"
#include "ui/flows/wire-flow-order.h"
#include "ui/flows/wire-flow-view-private.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireFlowView:
 *
 * The flows that the filters let through, each direction by itself or as conversations. They are
 * in order of first appearance until a column header is clicked. Sorting is a job: the rows stay as
 * they are until the new order is there, and the selected flow stays selected.
 *
 * Emits #WireFlowView::show-packets after the filter was set to what the user wants to see.
 */

G_DEFINE_FINAL_TYPE (WireFlowView, wire_flow_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_INSIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint show_packets_signal;

/* Rows, counted in order of first appearance, ascend by the number of their flow; a conversation
 * has the number of the direction that was seen first. */
static guint
find_row (WireFlowView *self, guint32 flow)
{
  guint32 first = 0, end = wire_view_get_n_flows (self->view, self->listing.conversations);

  while (first < end)
    {
      guint32 middle = first + (end - first) / 2;
      WireViewFlow figures;

      wire_view_get_flow (self->view, self->listing.conversations, middle, &figures);
      if (figures.flow == flow)
        return middle;
      if (figures.flow < flow)
        first = middle + 1;
      else
        end = middle;
    }
  return WIRE_ROW_NONE;
}

/* The selected flow may have been selected as the other direction of its conversation. */
static guint
find_selected (WireFlowView *self)
{
  guint32 number = self->selected_flow;
  WireFlow flow;

  if (number == WIRE_FLOW_NONE
      || !wire_capture_get_flow (wire_view_get_capture (self->view), number, &flow))
    return WIRE_ROW_NONE;
  return find_row (self, self->listing.conversations ? MIN (number, flow.reverse) : number);
}

static void
show_rows (WireFlowView *self, GBytes *order)
{
  guint32 n = wire_view_get_n_flows (self->view, self->listing.conversations);

  wire_row_list_set_rows (self->rows, G_OBJECT (self->view), n, order);
  if (self->selected_flow != WIRE_FLOW_NONE)
    wire_row_list_announce_all (self->rows);
  if (wire_single_selection_select_id (self->selection, find_selected (self)))
    wire_column_view_scroll_to (self->column_view,
                                gtk_single_selection_get_selected (self->selection));
  else if (self->resorted)
    wire_column_view_scroll_to (self->column_view, 0);
  self->resorted = FALSE;
}

static void
set_ordering (WireFlowView *self, WireJob *job)
{
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_set_object (&self->ordering, job);
  gtk_spinner_set_spinning (self->sorting, job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sorting), job != NULL);
}

static void
ordered_cb (WireJob *job, const WireFlowOrder *order, GObject *owner)
{
  WireFlowView *self = WIRE_FLOW_VIEW (owner);
  WireViewFlow largest = { 0 };

  if (job != self->ordering)
    return;
  set_ordering (self, NULL);
  if (!order)
    return;
  if (order->n_largest)
    wire_view_get_flow (self->view, self->listing.conversations, order->largest[0], &largest);
  self->listing.largest = (guint64) largest.packets + largest.back_packets;
  show_rows (self, order->rows);
}

static void
start_ordering (WireFlowView *self)
{
  g_autoptr (WireJob) job = NULL;
  guint key = WIRE_FLOW_SORT_NONE;
  gboolean descending = FALSE;

  if (!self->view)
    return;
  wire_column_view_get_sort (self->column_view, &key, &descending);
  job = wire_flow_order_start (self->view, self->listing.conversations, (WireFlowSort) key,
                               descending, ordered_cb, G_OBJECT (self));
  set_ordering (self, job);
}

static void
resort_cb (WireFlowView *self)
{
  self->resorted = TRUE;
  start_ordering (self);
}

static void
update_count (WireFlowView *self, guint32 n)
{
  g_autofree char *count = wire_figure_count (n);
  g_autofree char *text =
      self->listing.conversations
          ? g_strdup_printf (ngettext ("%s conversation", "%s conversations", n), count)
          : g_strdup_printf (ngettext ("%s flow", "%s flows", n), count);

  gtk_label_set_text (self->count, text);
}

/* Whether flows are those inside tunnels is known by the view. */
static void
show_inside (WireFlowView *self)
{
  gboolean inside = wire_view_is_inside (self->view);

  if (self->listing.inside == inside)
    return;
  self->listing.inside = inside;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSIDE]);
}

/* A list that nobody sees waits until somebody does: its rows would be put in order and its cells
 * filled ten times a second while a capture loads. */
static void
update (WireFlowView *self)
{
  WireView *view = self->session ? wire_capture_session_get_view (self->session) : NULL;
  WireCaptureSummary summary;
  guint32 n;

  self->stale = view && !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  g_set_object (&self->view, view);
  if (!self->view)
    {
      set_ordering (self, NULL);
      wire_row_list_set_rows (self->rows, NULL, 0, NULL);
      return;
    }
  n = wire_view_get_n_flows (self->view, self->listing.conversations);
  wire_capture_get_summary (wire_view_get_capture (self->view), &summary);
  self->listing.start = summary.first;
  self->listing.packets = wire_view_get_n_packets (self->view);
  show_inside (self);
  update_count (self, n);
  if (n)
    gtk_stack_set_visible_child_name (self->stack, "flows");
  else if (wire_filter_get_length (wire_view_get_filter (self->view)))
    gtk_stack_set_visible_child_name (self->stack, "nothing-left");
  else
    gtk_stack_set_visible_child_name (self->stack, "no-flows");
  start_ordering (self);
}

static void
selected_cb (WireFlowView *self)
{
  WireRow *row = gtk_single_selection_get_selected_item (self->selection);
  WireViewFlow figures;

  /* A flow that a filter hides is selected again by the filter that shows it. */
  if (row)
    {
      wire_view_get_flow (wire_row_get_source (row), self->listing.conversations,
                          wire_row_get_id (row), &figures);
      self->selected_flow = figures.flow;
    }
  wire_flow_actions_update (self);
}

static void
conversations_toggled_cb (WireFlowView *self, GtkToggleButton *button)
{
  /* Rows of the one kind must not be read as the other. */
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
  self->listing.conversations = gtk_toggle_button_get_active (button);
  update (self);
}

static void
activate_cb (WireFlowView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "flow.show-packets", NULL);
}

static void
clear_filters_cb (WireFlowView *self)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();

  wire_capture_session_set_filter (self->session, empty);
}

static void
wire_flow_view_map (GtkWidget *widget)
{
  WireFlowView *self = WIRE_FLOW_VIEW (widget);

  GTK_WIDGET_CLASS (wire_flow_view_parent_class)->map (widget);
  if (self->stale)
    update (self);
}

static void
wire_flow_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, WIRE_FLOW_VIEW (object)->session);
  else if (id == PROP_INSIDE)
    g_value_set_boolean (value, WIRE_FLOW_VIEW (object)->listing.inside);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_flow_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    wire_flow_view_set_session (WIRE_FLOW_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_flow_view_dispose (GObject *object)
{
  WireFlowView *self = WIRE_FLOW_VIEW (object);

  if (self->rows)
    wire_flow_view_set_session (self, NULL);
  g_clear_object (&self->menu);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (wire_flow_view_parent_class)->dispose (object);
}

static void
wire_flow_view_class_init (WireFlowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_flow_view_get_property;
  object_class->set_property = wire_flow_view_set_property;
  object_class->dispose = wire_flow_view_dispose;
  widget_class->map = wire_flow_view_map;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, WIRE_TYPE_CAPTURE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /** WireFlowView:inside: whether flows are those inside tunnels */
  properties[PROP_INSIDE] =
      g_param_spec_boolean ("inside", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** WireFlowView::show-packets: the filter now lets through what the user wants to see */
  show_packets_signal = g_signal_new ("show-packets", WIRE_TYPE_FLOW_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/flows/wire-flow-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireFlowView, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireFlowView, count);
  gtk_widget_class_bind_template_child (widget_class, WireFlowView, menu_button);
  gtk_widget_class_bind_template_child_full (widget_class, "filter_terms", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireFlowView, stream_section);
  gtk_widget_class_bind_template_child (widget_class, WireFlowView, sorting);
  gtk_widget_class_bind_template_child (widget_class, WireFlowView, stack);
  wire_flow_columns_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_child (widget_class, WireFlowView, conversations);
  gtk_widget_class_bind_template_callback (widget_class, conversations_toggled_cb);
  wire_flow_actions_install (widget_class);
}

static void
wire_flow_view_init (WireFlowView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selected_flow = WIRE_FLOW_NONE;
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);

  wire_column_view_set_sort (self->column_view, WIRE_FLOW_SORT_PACKETS, TRUE);
  wire_column_memory_attach (self->column_view, "flows");
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (resort_cb), self, G_CONNECT_SWAPPED);
  wire_flow_actions_init (self);
  wire_view_memory_attach (self->conversations, "active", "conversations");
}

/** Asks the page to turn to the packets. */
void
wire_flow_view_show_packets (WireFlowView *self)
{
  g_signal_emit (self, show_packets_signal, 0);
}

/** @session: (nullable): whose view to show, from now on whenever it gets another */
void
wire_flow_view_set_session (WireFlowView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_FLOW_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "notify::view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
