/* wire-http-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/http/wire-http-view.h"

#include "ui/lists/wire-column-memory.h"
#include "ui/widgets/wire-figures.h"
#include "ui/http/wire-http-view-private.h"
#include "ui/memory/wire-pane-memory.h"
#include "ui/widgets/wire-stack-pane.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireHttpView:
 *
 * The requests whose packet the filters let through, with what was answered: as a table that is
 * sorted by any column, or as a tree of which page led to which request. Below, the selected one
 * as it was sent. Ordering and searching are jobs; the rows stay until another order is there.
 * Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireHttpView, wire_http_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static WireView *
get_view (WireHttpView *self)
{
  return self->session ? wire_capture_session_get_view (self->session) : NULL;
}

static void
show_page (WireHttpView *self, guint n)
{
  WireView *view = get_view (self);
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  gtk_stack_set_visible_child_name (
      self->stack, n > 0                                                          ? "requests"
                   : searching                                                    ? "not-found"
                   : view && wire_filter_get_length (wire_view_get_filter (view)) ? "nothing-left"
                                                                                  : "no-requests");
}

/* Rows */

static gboolean
is_folded (WireHttpView *self, const WireHttpTreeNode *node)
{
  return g_hash_table_contains (self->listing.collapsed, GUINT_TO_POINTER (node->exchange + 1));
}

/* Of a tree, what is not below a branch that is folded in. */
static GBytes *
list_unfolded (WireHttpView *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize length;

  for (guint i = 0; i < self->nodes->len;)
    {
      const WireHttpTreeNode *node = &g_array_index (self->nodes, WireHttpTreeNode, i);

      g_array_append_val (rows, node->exchange);
      i++;
      if (is_folded (self, node))
        while (i < self->nodes->len
               && g_array_index (self->nodes, WireHttpTreeNode, i).depth > node->depth)
          i++;
    }
  length = rows->len * sizeof (guint32);
  return g_bytes_new_take (g_array_free (rows, FALSE), length);
}

static void
select_again (WireHttpView *self)
{
  guint32 exchange = self->wanted != WIRE_ROW_NONE ? self->wanted : self->selected;

  if (wire_single_selection_select_id (self->selection, exchange))
    {
      wire_column_view_scroll_to (self->column_view,
                                  gtk_single_selection_get_selected (self->selection));
      self->wanted = WIRE_ROW_NONE;
    }
}

/* What of the capture's HTTP is in no row. Returns: (transfer full): empty where all is */
static char *
tell_missing (WireCapture *capture)
{
  g_auto (GStrv) sentences = wire_capture_tell_missing_http (capture);

  return g_strjoinv ("\n", sentences);
}

static void
show_count (WireHttpView *self)
{
  guint n = wire_row_list_get_length (self->rows);
  g_autofree char *figure = wire_figure_count (n);
  g_autofree char *words = g_strdup_printf (ngettext ("%s request", "%s requests", n), figure);
  g_autofree char *missing =
      self->listing.capture ? tell_missing (self->listing.capture) : g_strdup ("");
  g_autofree char *marked = *missing ? g_strconcat (words, " ⚠", NULL) : g_strdup (words);

  gtk_label_set_text (self->counted, marked);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counted), *missing ? missing : NULL);
}

static void
show_rows (WireHttpView *self, GBytes *order)
{
  guint n = (guint) (g_bytes_get_size (order) / sizeof (guint32));

  wire_row_list_set_rows (self->rows, NULL, n, order);
  show_count (self);
  show_page (self, n);
  select_again (self);
}

/** Folds the selected branch in, or out again. */
void
wire_http_view_fold (WireHttpView *self, gboolean fold)
{
  guint id = wire_single_selection_get_id (self->selection);
  g_autoptr (GBytes) order = NULL;

  if (!self->nodes || id == WIRE_ROW_NONE)
    return;
  if (fold)
    g_hash_table_add (self->listing.collapsed, GUINT_TO_POINTER (id + 1));
  else
    g_hash_table_remove (self->listing.collapsed, GUINT_TO_POINTER (id + 1));
  order = list_unfolded (self);
  show_rows (self, order);
}

static void
take_nodes (WireHttpView *self, GArray *nodes)
{
  g_clear_pointer (&self->listing.nodes, g_hash_table_unref);
  g_clear_pointer (&self->nodes, g_array_unref);
  if (!nodes)
    return;
  self->nodes = g_array_ref (nodes);
  self->listing.nodes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < nodes->len; i++)
    {
      WireHttpTreeNode *node = &g_array_index (nodes, WireHttpTreeNode, i);

      g_hash_table_insert (self->listing.nodes, GUINT_TO_POINTER (node->exchange + 1), node);
    }
}

static void
set_ordering (WireHttpView *self, WireJob *job)
{
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_set_object (&self->ordering, job);
  gtk_spinner_set_spinning (self->sorting, job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sorting), job != NULL);
}

static void
set_count (WireHttpView *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
ordered_cb (WireJob *job, const WireHttpOrder *order, GObject *owner)
{
  WireHttpView *self = WIRE_HTTP_VIEW (owner);
  g_autoptr (GBytes) unfolded = NULL;

  if (job != self->ordering)
    return;
  set_ordering (self, NULL);
  if (!order)
    return;
  take_nodes (self, order->nodes);
  if (order->nodes)
    unfolded = list_unfolded (self);
  set_count (self, order->n_all);
  show_rows (self, unfolded ? unfolded : order->rows);
}

static void
start_ordering (WireHttpView *self)
{
  WireView *view = get_view (self);
  WireHttpQuestion question = { .view = view };
  g_autoptr (WireJob) job = NULL;
  guint key = WIRE_HTTP_SORT_NONE;

  if (!view)
    {
      set_ordering (self, NULL);
      wire_row_list_set_rows (self->rows, NULL, 0, NULL);
      set_count (self, 0);
      return;
    }
  wire_column_view_get_sort (self->column_view, &key, &question.descending);
  question.key = (WireHttpSort) key;
  question.tree = gtk_toggle_button_get_active (self->as_tree);
  question.search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  job = wire_http_order_start (&question, ordered_cb, G_OBJECT (self));
  set_ordering (self, job);
}

/* While a capture loads there is another view ten times a second: one order after the other. */
static void
view_cb (WireHttpView *self)
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
ordering_ended_cb (WireHttpView *self)
{
  if (self->stale && !self->ordering)
    {
      self->stale = FALSE;
      start_ordering (self);
    }
}

/* Controls */

static void
selected_cb (WireHttpView *self)
{
  guint id = wire_single_selection_get_id (self->selection);

  if (id != WIRE_ROW_NONE)
    self->selected = id;
  wire_http_pane_show (self->pane, self->listing.capture,
                       self->session ? wire_capture_session_get_objects (self->session) : NULL,
                       id == WIRE_ROW_NONE ? WIRE_HTTP_PANE_NOTHING : id);
  wire_http_actions_update (self);
}

static void
activate_cb (WireHttpView *self, guint position)
{
  guint id;

  gtk_single_selection_set_selected (self->selection, position);
  id = wire_single_selection_get_id (self->selection);
  if (self->nodes && id != WIRE_ROW_NONE)
    wire_http_view_fold (
        self, !g_hash_table_contains (self->listing.collapsed, GUINT_TO_POINTER (id + 1)));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "http.show-packets", NULL);
}

static void
clear_filters_cb (WireHttpView *self)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();

  wire_capture_session_set_filter (self->session, empty);
}

static void
clear_search_cb (WireHttpView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
wire_http_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, WIRE_HTTP_VIEW (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_http_view_dispose (GObject *object)
{
  WireHttpView *self = WIRE_HTTP_VIEW (object);

  if (self->rows)
    wire_http_view_set_session (self, NULL);
  g_clear_object (&self->menu);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->ordering);
  take_nodes (self, NULL);
  g_clear_pointer (&self->listing.collapsed, g_hash_table_unref);
  G_OBJECT_CLASS (wire_http_view_parent_class)->dispose (object);
}

static void
wire_http_view_class_init (WireHttpViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_http_view_get_property;
  object_class->dispose = wire_http_view_dispose;

  /** WireHttpView:count: requests that the filters let through */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_HTTP_PANE);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/http/wire-http-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, as_tree);
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, paned);
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, counted);
  gtk_widget_class_bind_template_child_full (widget_class, "menu_button", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, pane);
  gtk_widget_class_bind_template_child_full (widget_class, "filter_terms", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, search);
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, sorting);
  gtk_widget_class_bind_template_child (widget_class, WireHttpView, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_ordering);
  wire_http_columns_bind (widget_class);
  wire_http_actions_install (widget_class);
}

static void
wire_http_view_init (WireHttpView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = self->selected = WIRE_ROW_NONE;
  self->listing.collapsed = g_hash_table_new (NULL, NULL);
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);

  wire_column_memory_attach (self->column_view, "http");
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (start_ordering), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->sorting, "notify::spinning", G_CALLBACK (ordering_ended_cb),
                            self);
  wire_http_actions_init (self);
  wire_pane_memory_attach (self->paned, "http-pane");
  wire_stack_pane_follow (self->paned, self->stack, "requests");
  wire_view_memory_attach (self->as_tree, "active", "http-tree");
}

/** @session: (nullable): whose requests to show */
void
wire_http_view_set_session (WireHttpView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_HTTP_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->selected = self->wanted = WIRE_ROW_NONE;
  g_hash_table_remove_all (self->listing.collapsed);
  wire_http_pane_show (self->pane, NULL, NULL, WIRE_HTTP_PANE_NOTHING);
  if (session)
    {
      g_signal_connect_object (session, "notify::view", G_CALLBACK (view_cb), self,
                               G_CONNECT_SWAPPED);
      /* What is missing is known in the end. */
      g_signal_connect_object (session, "notify::job", G_CALLBACK (show_count), self,
                               G_CONNECT_SWAPPED);
    }
  view_cb (self);
}

/** Selects exchange number @exchange, as soon as it is listed. */
void
wire_http_view_show_exchange (WireHttpView *self, guint32 exchange)
{
  g_return_if_fail (WIRE_IS_HTTP_VIEW (self));

  self->wanted = exchange;
  select_again (self);
}

/** Puts the cursor into the search. */
void
wire_http_view_find (WireHttpView *self)
{
  g_return_if_fail (WIRE_IS_HTTP_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

guint
wire_http_view_get_count (WireHttpView *self)
{
  g_return_val_if_fail (WIRE_IS_HTTP_VIEW (self), 0);
  return self->count;
}

/** Returns: whether a request is selected, which is then copied to @exchange */
gboolean
wire_http_view_get_selected (WireHttpView *self, WireHttpExchange *exchange)
{
  guint id = wire_single_selection_get_id (self->selection);

  return id != WIRE_ROW_NONE && self->listing.capture
         && wire_capture_get_exchange (self->listing.capture, id, exchange);
}
