/* wire-transcript-view-capture.c: a transcript's exchange as a capture, opened on Captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-transcript-view-private.h"

#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/work/wire-job-place.h"
#include "sockets/wire-socket-capture.h"
#include "ui/work/wire-owned-job.h"

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

static gboolean
write_capture (GOutputStream *out, WireJob *job, gpointer data, GError **error)
{
  const Exchange *exchange = data;

  return wire_socket_capture_write (exchange->events, exchange->role, out,
                                    wire_job_get_cancellable (job), error);
}

static gboolean
write_work (WireJob *job, gpointer data, GError **error)
{
  return wire_file_write (((Exchange *) data)->file, job, write_capture, data, error);
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
written_cb (WireJob *job, gpointer data, GObject *owner)
{
  const Exchange *exchange = data;
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (owner);
  g_autofree char *uri = g_file_get_uri (exchange->file);

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    {
      say_what_is_missing (self, exchange->left_out);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-capture", "s", uri);
    }
  else
    wire_transcript_view_report_written (self, exchange->file, wire_job_get_error (job));
}

static void
save_to_cb (GFile *file, gpointer data)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (data);
  g_autoptr (WireJob) job = NULL;
  Exchange *exchange = g_new (Exchange, 1);

  *exchange = (Exchange){ g_object_ref (file), wire_transcript_list (self->transcript), self->role,
                          wire_transcript_get_forgotten (self->transcript) };
  job = wire_owned_job_start (_ ("Saving the exchange"), write_work, exchange, exchange_free,
                              written_cb, G_OBJECT (self));
  wire_job_set_place (job, GTK_WIDGET (self));
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
