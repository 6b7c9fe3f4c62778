/* wire-indicator-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-indicator-view.h"

#include "base/wire-printable.h"
#include "ui/search/wire-indicator-kind.h"
#include "ui/search/wire-run-bar.h"
#include "ui/tables/wire-table-view.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-file-drop.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"
#include "ui/work/wire-job-place.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireIndicatorView:
 *
 * Takes a list of addresses, names and digests: chosen, dropped or pasted. Shows which of them the
 * capture has, and where. Main thread only.
 */
struct _WireIndicatorView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  GFile *list;  /* or NULL: what was pasted, or nothing */
  GBytes *text; /* that was pasted, or NULL */
  WireIndicatorRows *rows;
  WireJob *job; /* that looks for them, or NULL */

  WireTableView *table;
  WireRunBar *bar;
  GtkStack *stack;
  GtkCheckButton *unseen;
  GtkCheckButton *filtered;
  GtkLabel *error;
};

G_DEFINE_FINAL_TYPE (WireIndicatorView, wire_indicator_view, ADW_TYPE_BIN)

static char *
tell_name (WireIndicatorView *self)
{
  g_autofree char *name = self->list ? g_file_get_basename (self->list) : NULL;

  return name ? wire_printable_name (name) : g_strdup (_ ("Pasted list"));
}

static void
show_error (WireIndicatorView *self, const char *message)
{
  gtk_label_set_text (self->error, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

/* Returns: (transfer full): what of the list was not understood, and where that begins; or "" */
static char *
tell_missed (const WireIndicatorList *list)
{
  guint64 line;
  guint64 missed = wire_indicator_list_get_missed (list, &line);
  g_autofree char *count = wire_figure_count (missed);
  g_autofree char *first = wire_figure_count (line);

  if (missed == 0)
    return g_strdup ("");
  if (line == 0)
    return g_strdup_printf (ngettext (" %s indicator of the list was not understood.",
                                      " %s indicators of the list were not understood.",
                                      (gulong) missed),
                            count);
  return g_strdup_printf (ngettext (" %s line was not understood: line %s.",
                                    " %s lines were not understood, the first is line %s.",
                                    (gulong) missed),
                          count, first);
}

static void
say_found (WireIndicatorView *self)
{
  const WireIndicatorList *list = wire_indicator_rows_get_list (self->rows);
  guint n = wire_indicator_list_get_length (list);
  g_autofree char *name = tell_name (self);
  g_autofree char *seen = wire_figure_count (wire_indicator_rows_count_seen (self->rows));
  g_autofree char *all = wire_figure_count (n);
  g_autofree char *missed = tell_missed (list);
  /* Translators: the name of a list; then how many of how many indicators */
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s: %s of %s indicator seen.", "%s: %s of %s indicators seen.", n), name, seen,
      all);
  g_autofree char *sentence = g_strconcat (text, missed, NULL);

  wire_run_bar_say (self->bar, sentence);
}

static void
show_rows (WireIndicatorView *self)
{
  g_autoptr (WireIndicatorRows) shown =
      self->rows
          ? wire_indicator_rows_new_all (self->rows, gtk_check_button_get_active (self->unseen))
          : NULL;

  wire_table_view_set_source (self->table, (GObject *) shown);
}

static void
forget_rows (WireIndicatorView *self)
{
  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->rows);
  wire_run_bar_set_job (self->bar, NULL);
  wire_run_bar_say (self->bar, "");
}

static void
found_cb (WireJob *job, WireIndicatorRows *rows, GObject *owner)
{
  WireIndicatorView *self = WIRE_INDICATOR_VIEW (owner);

  if (job != self->job)
    return;
  forget_rows (self);
  g_set_object (&self->rows, rows);
  if (rows)
    {
      say_found (self);
      show_rows (self);
    }
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    {
      show_error (self, wire_job_get_error (job)->message);
      gtk_stack_set_visible_child_name (self->stack, "begin");
    }
  else
    wire_table_view_wait (self->table, _ ("Stopped"),
                          _ ("Nothing is known of these indicators, as not all was searched."),
                          FALSE);
}

/* Why nothing can be looked for now, or %NULL */
static const char *
find_obstacle (WireIndicatorView *self)
{
  if (!self->session)
    return _ ("Open a capture first.");
  if (wire_capture_session_get_job (self->session))
    return _ ("The capture is still being read. Search when all of it is there.");
  return NULL;
}

static void
look (WireIndicatorView *self)
{
  const char *obstacle = find_obstacle (self);
  g_autofree char *name = tell_name (self);
  WireIndicatorQuestion question = { .name = name };

  show_error (self, obstacle);
  if (obstacle || (!self->list && !self->text))
    return;
  question.capture = wire_capture_session_get_capture (self->session);
  question.objects = wire_capture_session_get_objects (self->session);
  question.path = self->list ? g_file_peek_path (self->list) : NULL;
  question.text = self->text;
  if (gtk_widget_get_visible (GTK_WIDGET (self->filtered))
      && gtk_check_button_get_active (self->filtered))
    question.view = wire_capture_session_get_view (self->session);
  forget_rows (self);
  gtk_stack_set_visible_child_name (self->stack, "table");
  wire_table_view_wait (self->table, _ ("Looking for Indicators"), name, TRUE);
  self->job = wire_indicator_rows_start (&question, found_cb, G_OBJECT (self));
  if (question.path)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.used-in-case", "(s^ay)", "indicators",
                                question.path);
  wire_job_set_place (self->job, GTK_WIDGET (self));
  wire_run_bar_set_job (self->bar, self->job);
  wire_run_bar_say (self->bar, name);
}

/* The filters count in the search itself. */
static void
filter_cb (WireIndicatorView *self)
{
  gboolean any =
      self->session && wire_filter_get_length (wire_capture_session_get_filter (self->session)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->filtered), any);
}

static void
filtered_cb (WireIndicatorView *self)
{
  if (self->list || self->text)
    look (self);
}

/* Taking a list */

static void
chosen_cb (GFile *file, gpointer data)
{
  wire_indicator_view_open (WIRE_INDICATOR_VIEW (data), file);
}

static void
dropped_cb (GSList *files, gpointer data)
{
  WireIndicatorView *self = WIRE_INDICATOR_VIEW (data);

  if (files->next)
    show_error (self, _ ("Drop one list at a time."));
  else
    wire_indicator_view_open (self, files->data);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Open List of Indicators"),
                         NULL, chosen_cb, widget);
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (WireIndicatorView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (!text)
    show_error (self, _ ("There is no text on the clipboard."));
  else
    wire_indicator_view_take_text (self, text);
}

static void
paste_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb,
                                 g_object_ref (widget));
}

static void
wire_indicator_view_dispose (GObject *object)
{
  WireIndicatorView *self = WIRE_INDICATOR_VIEW (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->table)
    g_signal_handlers_disconnect_by_data (self->table, self);
  if (self->job)
    wire_job_cancel (self->job);
  self->table = NULL;
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_pointer (&self->text, g_bytes_unref);
  G_OBJECT_CLASS (wire_indicator_view_parent_class)->dispose (object);
}

static void
wire_indicator_view_class_init (WireIndicatorViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_indicator_view_dispose;
  g_type_ensure (WIRE_TYPE_RUN_BAR);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/search/wire-indicator-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireIndicatorView, bar);
  gtk_widget_class_bind_template_child (widget_class, WireIndicatorView, error);
  gtk_widget_class_bind_template_child (widget_class, WireIndicatorView, filtered);
  gtk_widget_class_bind_template_child (widget_class, WireIndicatorView, stack);
  gtk_widget_class_bind_template_child (widget_class, WireIndicatorView, unseen);
  gtk_widget_class_bind_template_callback (widget_class, filtered_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_rows);
  gtk_widget_class_install_action (widget_class, "indicators.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "indicators.paste", NULL, paste_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "indicators.paste", NULL);
}

static void
wire_indicator_view_init (WireIndicatorView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = WIRE_TABLE_VIEW (wire_table_view_new (&wire_indicator_kind));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->table), "table");
  g_signal_connect_swapped (self->table, "again", G_CALLBACK (look), self);
  wire_file_drop_accept (GTK_WIDGET (self), dropped_cb, self);
}

/* The capture was read again with other keys: transfers have other numbers now. */
static void
heard_again_cb (WireIndicatorView *self)
{
  if (!self->rows && !self->job)
    return;
  forget_rows (self);
  wire_table_view_wait (self->table, _ ("The Capture Was Read Again"),
                        _ ("What was found before may no longer be right."), FALSE);
}

/** @session: (nullable): what to search; what was found in another one goes, the list stays */
void
wire_indicator_view_set_session (WireIndicatorView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_INDICATOR_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (wire_capture_session_get_capture (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  forget_rows (self);
  show_error (self, NULL);
  wire_table_view_set_session (self->table, session);
  gtk_stack_set_visible_child_name (self->stack, "begin");
  if (session)
    g_signal_connect_object (wire_capture_session_get_capture (session), "heard-again",
                             G_CALLBACK (heard_again_cb), self, G_CONNECT_SWAPPED);
  if (session)
    g_signal_connect_object (session, "notify::filter", G_CALLBACK (filter_cb), self,
                             G_CONNECT_SWAPPED);
  filter_cb (self);
}

/** Looks for the indicators that are in @file. */
void
wire_indicator_view_open (WireIndicatorView *self, GFile *file)
{
  g_return_if_fail (WIRE_IS_INDICATOR_VIEW (self));

  if (!g_file_peek_path (file))
    {
      show_error (self, _ ("The list is not on this machine."));
      return;
    }
  g_set_object (&self->list, file);
  g_clear_pointer (&self->text, g_bytes_unref);
  look (self);
}

/** Looks for the indicators that are in @text. */
void
wire_indicator_view_take_text (WireIndicatorView *self, const char *text)
{
  g_return_if_fail (WIRE_IS_INDICATOR_VIEW (self));

  g_clear_object (&self->list);
  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = g_bytes_new (text, strlen (text));
  look (self);
}
