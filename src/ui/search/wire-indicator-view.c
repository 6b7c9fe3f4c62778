/* wire-indicator-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-indicator-view.h"

#include "base/wire-printable.h"
#include "ui/search/wire-indicator-kind.h"
#include "ui/search/wire-search-course.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-file-drop.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"

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

  WireSearchCourse course; /* its rows are WireIndicatorRows */
  GFile *list;             /* or NULL: what was pasted, or nothing */
  GBytes *text;            /* that was pasted, or NULL */

  GtkCheckButton *unseen;
  GtkCheckButton *filtered;
};

G_DEFINE_FINAL_TYPE (WireIndicatorView, wire_indicator_view, ADW_TYPE_BIN)

static char *
tell_name (WireIndicatorView *self)
{
  g_autofree char *name = self->list ? g_file_get_basename (self->list) : NULL;

  return name ? wire_printable_name (name) : g_strdup (_ ("Pasted list"));
}

static WireIndicatorRows *
get_rows (WireIndicatorView *self)
{
  return (WireIndicatorRows *) self->course.rows;
}

/* Returns: (transfer full) (nullable): what of the list was not understood, and where that begins;
 * %NULL where all was */
static char *
tell_missed (const WireIndicatorList *list)
{
  guint64 line;
  guint64 missed = wire_indicator_list_get_missed (list, &line);
  g_autofree char *count = wire_figure_count (missed);
  g_autofree char *first = wire_figure_count (line);

  if (missed == 0)
    return NULL;
  if (line == 0)
    return g_strdup_printf (ngettext ("%s indicator of the list was not understood.",
                                      "%s indicators of the list were not understood.",
                                      (gulong) missed),
                            count);
  return g_strdup_printf (ngettext ("%s line was not understood: line %s.",
                                    "%s lines were not understood, the first is line %s.",
                                    (gulong) missed),
                          count, first);
}

static void
say_found (WireIndicatorView *self)
{
  const WireIndicatorList *list = wire_indicator_rows_get_list (get_rows (self));
  guint n = wire_indicator_list_get_length (list);
  g_autofree char *name = tell_name (self);
  g_autofree char *seen = wire_figure_count (wire_indicator_rows_count_seen (get_rows (self)));
  g_autofree char *all = wire_figure_count (n);
  g_autofree char *missed = tell_missed (list);
  /* Translators: the name of a list; then how many of how many indicators */
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s: %s of %s indicator seen.", "%s: %s of %s indicators seen.", n), name, seen,
      all);
  g_autofree char *sentence = g_strjoin (" ", text, missed, NULL);

  wire_run_bar_say (self->course.bar, sentence);
}

static void
show_rows (WireIndicatorView *self)
{
  g_autoptr (WireIndicatorRows) shown =
      get_rows (self) ? wire_indicator_rows_new_all (get_rows (self),
                                                     gtk_check_button_get_active (self->unseen))
                      : NULL;

  wire_table_view_set_source (self->course.table, (GObject *) shown);
}

static void
found_cb (WireJob *job, WireIndicatorRows *rows, GObject *owner)
{
  WireIndicatorView *self = WIRE_INDICATOR_VIEW (owner);

  if (!wire_search_course_end (
          &self->course, job, (GObject *) rows,
          _ ("Nothing is known of these indicators, as not all was searched.")))
    return;
  say_found (self);
  show_rows (self);
}

static void
look (WireIndicatorView *self)
{
  const char *obstacle =
      wire_search_course_find_obstacle (&self->course, _ ("Open a capture first."));
  g_autofree char *name = tell_name (self);
  WireIndicatorQuestion question = { .name = name };

  wire_search_course_show_error (&self->course, obstacle);
  if (obstacle || (!self->list && !self->text))
    return;
  question.capture = wire_capture_session_get_capture (self->course.session);
  question.objects = wire_capture_session_get_objects (self->course.session);
  question.path = self->list ? g_file_peek_path (self->list) : NULL;
  question.text = self->text;
  if (gtk_widget_get_visible (GTK_WIDGET (self->filtered))
      && gtk_check_button_get_active (self->filtered))
    question.view = wire_capture_session_get_view (self->course.session);
  wire_search_course_wait (&self->course, _ ("Looking for Indicators"), name);
  wire_search_course_begin (&self->course,
                            wire_indicator_rows_start (&question, found_cb, G_OBJECT (self)));
  if (question.path)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.used-in-case", "(s^ay)", "indicators",
                                question.path);
}

/* The filters count in the search itself. */
static void
filter_cb (WireIndicatorView *self)
{
  gboolean any =
      self->course.session
      && wire_filter_get_length (wire_capture_session_get_filter (self->course.session)) > 0;

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
    wire_search_course_show_error (&self->course, _ ("Drop one list at a time."));
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
    wire_search_course_show_error (&self->course, _ ("There is no text on the clipboard."));
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

  wire_search_course_clear (&self->course);
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
  gtk_widget_class_bind_template_child_full (widget_class, "bar", FALSE,
                                             G_STRUCT_OFFSET (WireIndicatorView, course.bar));
  gtk_widget_class_bind_template_child_full (widget_class, "error", FALSE,
                                             G_STRUCT_OFFSET (WireIndicatorView, course.error));
  gtk_widget_class_bind_template_child (widget_class, WireIndicatorView, filtered);
  gtk_widget_class_bind_template_child_full (widget_class, "stack", FALSE,
                                             G_STRUCT_OFFSET (WireIndicatorView, course.stack));
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
  wire_search_course_init (&self->course, GTK_WIDGET (self),
                           WIRE_TABLE_VIEW (wire_table_view_new (&wire_indicator_kind)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->course.table), TRUE);
  gtk_stack_add_named (self->course.stack, GTK_WIDGET (self->course.table), "table");
  g_signal_connect_swapped (self->course.table, "again", G_CALLBACK (look), self);
  wire_file_drop_accept (GTK_WIDGET (self), dropped_cb, self);
}

static void
heard_again_cb (WireIndicatorView *self)
{
  wire_search_course_read_again (&self->course);
}

/** @session: (nullable): what to search; what was found in another one goes, the list stays */
void
wire_indicator_view_set_session (WireIndicatorView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_INDICATOR_VIEW (self));

  if (!wire_search_course_set_session (&self->course, session, G_CALLBACK (heard_again_cb)))
    return;
  wire_table_view_set_session (self->course.table, session);
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
      wire_search_course_show_error (&self->course, _ ("The list is not on this machine."));
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
