/* wire-search-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-view.h"

#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/search/wire-search-view-private.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"
#include "ui/work/wire-job-place.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/**
 * WireSearchView:
 *
 * Looks for text, bytes or a regular expression in packets, streams, transfers, heads and names.
 * Hits are listed while the search goes on, and each leads to where it is. Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireSearchView, wire_search_view, ADW_TYPE_BIN)

/* How often hits are taken over from the worker, in milliseconds. */
#define TICK 100

/* By position in the menu of kinds. */
static const WireSearchKind KINDS[] = { WIRE_SEARCH_TEXT, WIRE_SEARCH_EXACT, WIRE_SEARCH_HEX,
                                        WIRE_SEARCH_REGEX, WIRE_SEARCH_REGEX_CASELESS };

/** Returns: (nullable): the selected hit */
const WireFound *
wire_search_view_get_selected (WireSearchView *self)
{
  guint id = self->selection ? wire_single_selection_get_id (self->selection) : WIRE_ROW_NONE;

  return self->listing.found && id < wire_found_list_get_length (self->listing.found)
             ? wire_found_list_get (self->listing.found, id)
             : NULL;
}

/* What there is to see */

static void
show_page (WireSearchView *self)
{
  const char *page = "hits";

  if (!self->listing.found)
    page = "begin";
  else if (wire_found_list_get_length (self->listing.found) == 0)
    page = self->job ? "searching" : self->whole ? "nothing" : "stopped";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
fill_rows (WireSearchView *self)
{
  guint selected = wire_single_selection_get_id (self->selection);
  guint key = WIRE_SEARCH_SORT_NONE;
  gboolean descending = FALSE;
  g_autoptr (GBytes) order = NULL;

  if (!self->listing.found)
    {
      wire_row_list_set_rows (self->rows, NULL, 0, NULL);
      return;
    }
  wire_column_view_get_sort (self->column_view, &key, &descending);
  order = wire_search_columns_order (self->listing.found, (WireSearchSort) key, descending);
  wire_row_list_set_rows (self->rows, NULL, 0, order);
  wire_single_selection_select_id (self->selection, selected);
}

static GtkToggleButton *
get_pause (WireSearchView *self)
{
  return GTK_TOGGLE_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_SEARCH_VIEW, "pause"));
}

static void
update_start (WireSearchView *self)
{
  gboolean running = self->job != NULL;

  gtk_button_set_label (self->start, running ? _ ("_Stop") : _ ("_Search"));
  gtk_button_set_use_underline (self->start, TRUE);
  if (running)
    gtk_widget_remove_css_class (GTK_WIDGET (self->start), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->start), "suggested-action");
  gtk_widget_set_sensitive (GTK_WIDGET (self->start),
                            self->session
                                && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0');
  gtk_toggle_button_set_active (get_pause (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (get_pause (self)), running);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
}

static void
clear_error (WireSearchView *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
  update_start (self);
}

static void
show_error (WireSearchView *self, const char *message)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_label_set_text (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

/* Searching */

static WireSearchState
get_state (WireSearchView *self)
{
  return wire_job_get_paused (self->job) ? WIRE_SEARCH_PAUSED : WIRE_SEARCH_RUNNING;
}

static gboolean
tick_cb (gpointer data)
{
  WireSearchView *self = WIRE_SEARCH_VIEW (data);

  if (wire_found_list_collect (self->listing.found))
    {
      fill_rows (self);
      show_page (self);
    }
  wire_search_view_tell_count (self, get_state (self));
  return G_SOURCE_CONTINUE;
}

/* A search that rests keeps what it has found. */
static void
pause_cb (WireSearchView *self)
{
  GtkToggleButton *button = get_pause (self);
  gboolean paused = gtk_toggle_button_get_active (button);

  gtk_button_set_label (GTK_BUTTON (button), paused ? _ ("_Go On") : _ ("_Pause"));
  if (!self->job)
    return;
  wire_job_set_paused (self->job, paused);
  gtk_spinner_set_spinning (self->spinner, !paused);
  wire_search_view_tell_count (self, get_state (self));
}

static void
stop (WireSearchView *self)
{
  if (self->job)
    wire_job_cancel (self->job);
  g_clear_handle_id (&self->ticking, g_source_remove);
}

static void
forget (WireSearchView *self)
{
  stop (self);
  g_clear_object (&self->job);
  g_clear_pointer (&self->listing.found, wire_found_list_unref);
  g_clear_object (&self->listing.capture);
  g_clear_pointer (&self->listing.objects, wire_object_list_unref);
}

static void
ended_cb (WireJob *job, const WireSearchRest *rest, GObject *owner)
{
  WireSearchView *self = WIRE_SEARCH_VIEW (owner);
  gboolean cancelled = wire_job_is_cancelled (job);

  if (job != self->job)
    return;
  g_clear_handle_id (&self->ticking, g_source_remove);
  g_clear_object (&self->job);
  self->whole = wire_job_get_state (job) == WIRE_JOB_DONE && wire_search_rest_is_empty (rest);
  wire_found_list_collect (self->listing.found);
  fill_rows (self);
  show_page (self);
  update_start (self);
  wire_search_view_tell_count (self, cancelled ? WIRE_SEARCH_STOPPED : WIRE_SEARCH_ENDED);
  wire_search_view_tell_rest (self, rest);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    show_error (self, wire_job_get_error (job)->message);
  wire_announce (GTK_WIDGET (self), gtk_label_get_text (self->counted));
}

static WireSearchPlaces
get_places (WireSearchView *self)
{
  WireSearchPlaces places = 0;
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->places); child;
       child = gtk_widget_get_next_sibling (child), i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      places |= 1u << i;
  return places;
}

static void
begin (WireSearchView *self, WireSearchPattern *pattern)
{
  WireObjectList *objects = wire_capture_session_get_objects (self->session);
  WireSearchQuestion question = {
    .capture = wire_capture_session_get_capture (self->session),
    .objects = objects,
    .view = gtk_widget_get_visible (GTK_WIDGET (self->filtered))
                    && gtk_check_button_get_active (self->filtered)
                ? wire_capture_session_get_view (self->session)
                : NULL,
    .places = get_places (self),
  };

  forget (self);
  self->listing = (WireSearchListing){ g_object_ref (question.capture),
                                       objects ? wire_object_list_ref (objects) : NULL,
                                       wire_found_list_new (WIRE_FOUND_MAX) };
  self->job =
      wire_search_run_start (&question, pattern, self->listing.found, ended_cb, G_OBJECT (self));
  wire_job_set_place (self->job, GTK_WIDGET (self));
  self->ticking = g_timeout_add (TICK, tick_cb, self);
  fill_rows (self);
  show_page (self);
  wire_search_view_tell_rest (self, NULL);
  wire_search_view_tell_count (self, WIRE_SEARCH_RUNNING);
  update_start (self);
}

/* Why nothing can be searched now, or %NULL */
static const char *
find_obstacle (WireSearchView *self)
{
  if (wire_capture_session_get_job (self->session))
    return _ ("The capture is still being read. Search when all of it is there.");
  if (get_places (self) == 0)
    return _ ("Choose at least one place to look in.");
  return NULL;
}

static void
activate_cb (WireSearchView *self)
{
  const char *what = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint kind = gtk_drop_down_get_selected (self->kind);
  g_autoptr (GError) error = NULL;
  WireSearchPattern *pattern;
  const char *obstacle;

  if (!self->session || !*what)
    return;
  clear_error (self);
  obstacle = find_obstacle (self);
  if (obstacle)
    {
      show_error (self, obstacle);
      return;
    }
  pattern = wire_search_pattern_new (kind < G_N_ELEMENTS (KINDS) ? KINDS[kind] : WIRE_SEARCH_TEXT,
                                     what, &error);
  if (pattern)
    begin (self, pattern);
  else
    show_error (self, error->message);
}

static void
start_cb (WireSearchView *self)
{
  if (self->job)
    stop (self);
  else
    activate_cb (self);
}

static void
row_activate_cb (WireSearchView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "search.show", NULL);
}

static void
filter_cb (WireSearchView *self)
{
  gboolean any =
      self->session && wire_filter_get_length (wire_capture_session_get_filter (self->session)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->filtered), any);
}

static void
wire_search_view_dispose (GObject *object)
{
  WireSearchView *self = WIRE_SEARCH_VIEW (object);

  forget (self);
  g_clear_object (&self->menu);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wire_search_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/search/wire-search-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, counted);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, entry);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, error);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, filtered);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, kind);
  gtk_widget_class_bind_template_child_full (widget_class, "pause", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, places);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, rest);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, spinner);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, stack);
  gtk_widget_class_bind_template_child (widget_class, WireSearchView, start);
  wire_search_columns_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_error);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
}

static void
wire_search_view_class_init (WireSearchViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_search_view_dispose;

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  bind_template (GTK_WIDGET_CLASS (klass));
  wire_search_view_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
wire_search_view_init (WireSearchView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->error);
  wire_control_set_name (GTK_WIDGET (self->kind), _ ("What the search is for"));
  self->rows = wire_row_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (wire_search_view_update_actions), self, G_CONNECT_SWAPPED);
  wire_column_memory_attach (self->column_view, "search");
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (fill_rows), self, G_CONNECT_SWAPPED);
  wire_search_view_init_menu (self);
  update_start (self);
}

/* The capture was read again with other keys: transfers have other numbers now. */
static void
heard_again_cb (WireSearchView *self)
{
  if (!self->listing.found)
    return;
  forget (self);
  fill_rows (self);
  show_page (self);
  update_start (self);
  wire_search_view_tell_rest (self, NULL);
  wire_search_view_tell_count (self, WIRE_SEARCH_ENDED);
}

/** @session: (nullable): what to search; what was found in another one goes */
void
wire_search_view_set_session (WireSearchView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_SEARCH_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (wire_capture_session_get_capture (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  forget (self);
  if (session)
    g_signal_connect_object (wire_capture_session_get_capture (session), "heard-again",
                             G_CALLBACK (heard_again_cb), self, G_CONNECT_SWAPPED);
  if (session)
    g_signal_connect_object (session, "notify::filter", G_CALLBACK (filter_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  fill_rows (self);
  show_page (self);
  wire_search_view_tell_count (self, WIRE_SEARCH_ENDED);
  wire_search_view_tell_rest (self, NULL);
  filter_cb (self);
  clear_error (self);
}

/** Puts the cursor into the entry, all of it selected. */
void
wire_search_view_edit (WireSearchView *self)
{
  g_return_if_fail (WIRE_IS_SEARCH_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
