/* wire-transcript-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-transcript-view.h"

#include "ui/lists/wire-column.h"
#include "ui/widgets/wire-figures.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/sockets/wire-transcript-view-private.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireTranscriptView:
 *
 * A #WireTranscript as a table: when, what, with whom, how many bytes, which. It follows the newest
 * row for as long as that is in sight. However much is added, it looks for what is new ten times a
 * second only. Main thread only.
 */

G_DEFINE_FINAL_TYPE (WireTranscriptView, wire_transcript_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ROLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define REFRESH_MS 100

/** Returns: (nullable): the event of row @id, which may be gone before the rows know */
WireSocketEvent *
wire_transcript_view_get_event (WireTranscriptView *self, guint id)
{
  guint64 forgotten = wire_transcript_get_forgotten (self->transcript);

  if (id == WIRE_ROW_NONE || self->first + id < forgotten)
    return NULL;
  return wire_transcript_get (self->transcript, (guint) (self->first + id - forgotten));
}

static void show_rows (WireTranscriptView *self);

static gboolean
end_cb (gpointer data)
{
  WireTranscriptView *self = data;
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (self->scrolled);

  self->ending = 0;
  if (!self->left)
    gtk_adjustment_set_value (at, gtk_adjustment_get_upper (at));
  return G_SOURCE_REMOVE;
}

/* There is more to scroll, or less, since the list was laid out: GTK 4.8 stays where it was, or
 * stops a row short of the end. */
static void
resized_cb (WireTranscriptView *self)
{
  if (!self->left && !self->ending)
    self->ending = g_idle_add (end_cb, self);
}

/* The list follows what comes until the user scrolls up, and again from the end on. Where its
 * height is another as well, it was not the user. */
static void
scrolled_cb (WireTranscriptView *self, GtkAdjustment *at)
{
  double value = gtk_adjustment_get_value (at);
  double upper = gtk_adjustment_get_upper (at);
  gboolean end = value + gtk_adjustment_get_page_size (at) + 1 >= upper;

  if (end)
    self->left = FALSE;
  else if (value < self->value && upper == self->upper)
    self->left = TRUE;
  self->value = value;
  self->upper = upper;
  gtk_widget_set_visible (GTK_WIDGET (gtk_widget_get_template_child (
                              GTK_WIDGET (self), WIRE_TYPE_TRANSCRIPT_VIEW, "to_end")),
                          self->left);
}

static void
to_end_cb (WireTranscriptView *self)
{
  self->left = FALSE;
  show_rows (self);
}

/* The oldest leave, and all others move up: the selected one stays selected. */
static void
shift_selection (WireTranscriptView *self, guint64 gone)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (gone > 0 && selected != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (
        self->selection, selected >= gone ? selected - (guint) gone : GTK_INVALID_LIST_POSITION);
}

static void
show_earlier (WireTranscriptView *self)
{
  g_autofree char *figure = wire_figure_count (self->first);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%s earlier event is on the disk: Save Transcript writes all.",
                                 "%s earlier events are on the disk: Save Transcript writes all.",
                                 (gulong) self->first),
                       figure);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_template_child (
                           GTK_WIDGET (self), WIRE_TYPE_TRANSCRIPT_VIEW, "earlier")),
                       words);
  gtk_widget_set_visible (GTK_WIDGET (gtk_widget_get_template_child (
                              GTK_WIDGET (self), WIRE_TYPE_TRANSCRIPT_VIEW, "earlier")),
                          self->first > 0);
}

static void
show_rows (WireTranscriptView *self)
{
  guint n = wire_transcript_get_length (self->transcript);
  guint64 forgotten = wire_transcript_get_forgotten (self->transcript);
  guint64 gone = forgotten > self->first ? forgotten - self->first : 0;

  self->first = forgotten;
  shift_selection (self, gone);
  wire_row_list_set_rows (self->rows, G_OBJECT (self->transcript), n, NULL);
  show_earlier (self);
  gtk_stack_set_visible_child_name (self->stack, n ? "events" : "empty");
  if (n && !self->left)
    wire_column_view_scroll_to (self->column_view, n - 1);
  wire_transcript_view_actions_update (self);
}

static gboolean
refresh_cb (gpointer data)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (data);

  self->refresh = 0;
  show_rows (self);
  return G_SOURCE_REMOVE;
}

static void
hex_cb (WireTranscriptView *self)
{
  self->as_hex = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_TRANSCRIPT_VIEW, "hex")));
  show_rows (self);
}

static void
find (WireTranscriptView *self, gboolean next, gboolean backwards)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n = wire_transcript_get_length (self->transcript);
  guint at;

  wire_transcript_search_stop (self->finder);
  if (!*text || n == 0)
    return;
  at = gtk_single_selection_get_selected (self->selection);
  if (at == GTK_INVALID_LIST_POSITION)
    at = 0;
  else if (next)
    at = backwards ? (at + n - 1) % n : (at + 1) % n;
  wire_transcript_search_start (self->finder, self->transcript, text, at, backwards);
}

static void
found_cb (WireTranscriptView *self, guint found)
{
  if (found == G_MAXUINT)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->search), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->search), "error");
  show_rows (self); /* what is found has its row */
  gtk_single_selection_set_selected (self->selection, found);
  wire_column_view_scroll_to (self->column_view, found);
}

static void
search_cb (WireTranscriptView *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->search), "error");
  find (self, FALSE, FALSE);
}

static void
next_cb (WireTranscriptView *self)
{
  find (self, TRUE, FALSE);
}

static void
previous_cb (WireTranscriptView *self)
{
  find (self, TRUE, TRUE);
}

static void
wire_transcript_view_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (object);
  g_autoptr (WireTranscript) transcript = NULL;

  if (id != PROP_ROLE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->role = g_value_get_uint (value);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_template_child (
                           GTK_WIDGET (self), WIRE_TYPE_TRANSCRIPT_VIEW, "hint")),
                       self->role == WIRE_SOCKET_SERVER
                           ? _ ("Start the server to see who connects and what is "
                                "said.")
                           : _ ("Connect, and send something to see the reply."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->role == WIRE_SOCKET_SERVER ? _ ("Transcript of the server")
                                                                   : _ ("Transcript of the client"),
                                  -1);
  transcript = wire_transcript_new (self->role);
  wire_transcript_view_set_transcript (self, transcript);
}

static void
wire_transcript_view_dispose (GObject *object)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_handle_id (&self->ending, g_source_remove);
  g_clear_object (&self->menu);
  if (self->column_view)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->finder);
  g_clear_object (&self->rows);
  g_clear_object (&self->transcript);
  g_clear_object (&self->cleared);
  g_clear_pointer (&self->saving, wire_socket_event_unref);
  G_OBJECT_CLASS (wire_transcript_view_parent_class)->dispose (object);
}

static void
wire_transcript_view_class_init (WireTranscriptViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = wire_transcript_view_set_property;
  object_class->dispose = wire_transcript_view_dispose;

  /** WireTranscriptView:role: a #WireSocketRole */
  properties[PROP_ROLE] =
      g_param_spec_uint ("role", NULL, NULL, 0, WIRE_SOCKET_CLIENT, WIRE_SOCKET_SERVER,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/sockets/wire-transcript-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireTranscriptView, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireTranscriptView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WireTranscriptView, search);
  gtk_widget_class_bind_template_child_full (widget_class, "hex", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireTranscriptView, stack);
  gtk_widget_class_bind_template_child_full (widget_class, "hint", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "earlier", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "menu_button", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, hex_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_end_cb);
  gtk_widget_class_bind_template_child_full (widget_class, "to_end", FALSE, 0);
  wire_transcript_view_bind_columns (widget_class);
  wire_transcript_view_actions_install (widget_class);
}

static void
wire_transcript_view_init (WireTranscriptView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = wire_row_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  self->finder = wire_transcript_search_new ();
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item",
                            G_CALLBACK (wire_transcript_view_actions_update), self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "changed",
                           G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  wire_transcript_view_actions_init (self);
  wire_view_memory_attach (GTK_TOGGLE_BUTTON (gtk_widget_get_template_child (
                               GTK_WIDGET (self), WIRE_TYPE_TRANSCRIPT_VIEW, "hex")),
                           "active", "transcript-hex");
}

/** Shows @transcript from now on, and adds to it. */
void
wire_transcript_view_set_transcript (WireTranscriptView *self, WireTranscript *transcript)
{
  wire_transcript_search_stop (self->finder);
  g_set_object (&self->transcript, transcript);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->first = 0;
  self->left = FALSE;
  show_rows (self);
}

/** Returns: (transfer none) (nullable): the selected row's event */
WireSocketEvent *
wire_transcript_view_get_selected (WireTranscriptView *self)
{
  return wire_transcript_view_get_event (self, wire_single_selection_get_id (self->selection));
}

/** Adds @event; its row appears within a tenth of a second. */
void
wire_transcript_view_add (WireTranscriptView *self, WireSocketEvent *event)
{
  g_return_if_fail (WIRE_IS_TRANSCRIPT_VIEW (self));

  wire_transcript_add (self->transcript, event);
  if (!self->refresh)
    self->refresh = g_timeout_add (REFRESH_MS, refresh_cb, self);
}
