/* wire-transcript-view-capture.c: a transcript's exchange as a capture, opened on Captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-transcript-view-private.h"

#include "wire-figures.h"
#include "wire-file-dialog.h"
#include "wire-socket-capture.h"

#include <glib/gi18n.h>

#define SAVE_CAPTURE "transcript.save-capture"

typedef struct
{
  GFile *file;
  GPtrArray *events;
  WireSocketRole role;
  guint64 left_out; /* events that were before those */
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_object_unref (exchange->file);
  g_ptr_array_unref (exchange->events);
  g_free (exchange);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Exchange *exchange = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) out =
      g_file_replace (exchange->file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, &error);

  (void) source;
  if (out
      && wire_socket_capture_write (exchange->events, exchange->role, G_OUTPUT_STREAM (out),
                                    cancellable, &error)
      && g_output_stream_close (G_OUTPUT_STREAM (out), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
say_what_is_missing (WireTranscriptView *self, guint64 left_out)
{
  g_autofree char *figure = wire_figure_count (left_out);
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("The capture lacks %s earlier event, which is no longer in memory.",
                "The capture lacks %s earlier events, which are no longer in "
                "memory.",
                (gulong) left_out),
      figure);

  if (left_out > 0)
    wire_transcript_view_notify (self, sentence);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (source);
  const Exchange *exchange = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (exchange->file);

  (void) data;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      say_what_is_missing (self, exchange->left_out);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-capture", "s", uri);
    }
  else
    wire_transcript_view_report_written (self, exchange->file, error);
}

static void
save_to_cb (GFile *file, gpointer data)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (data);
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);
  Exchange *exchange = g_new (Exchange, 1);

  *exchange = (Exchange){ g_object_ref (file), wire_transcript_list (self->transcript), self->role,
                          wire_transcript_get_forgotten (self->transcript) };
  g_task_set_task_data (task, exchange, exchange_free);
  g_task_run_in_thread (task, write_thread);
}

static void
save_capture_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save as Capture"),
                         "exchange.pcap", save_to_cb, widget);
}

void
wire_transcript_view_capture_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, SAVE_CAPTURE, NULL, save_capture_cb);
}

/** Enables it where there is an exchange: listening alone is none. */
void
wire_transcript_view_capture_update (WireTranscriptView *self)
{
  guint i = wire_transcript_get_length (self->transcript);

  while (i > 0 && wire_transcript_get (self->transcript, i - 1)->connection == 0)
    i--;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SAVE_CAPTURE, i > 0);
}
