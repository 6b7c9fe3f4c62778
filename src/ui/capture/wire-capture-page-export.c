/* wire-capture-page-export.c: the logs of a capture, for other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-export.h"
#include "ui/capture/wire-capture-page-private.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireCapture *capture;
  char *folder;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->capture);
  g_free (request->folder);
  g_free (request);
}

/* A WireJobFunc. */
static gboolean
export_logs (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (WireTypeDetector) detector = wire_type_detector_get_shared (error);
  g_autoptr (WireZeekFolder) folder =
      detector ? wire_zeek_folder_new (request->folder, WIRE_ZEEK_TSV, error) : NULL;

  return folder && wire_zeek_export_capture (request->capture, folder, detector, FALSE, job, error)
         && wire_zeek_folder_end (folder, error);
}

/* A WireOwnedJobEnded. */
static void
exported_cb (WireJob *job, gpointer data, GObject *owner)
{
  GtkWidget *page = GTK_WIDGET (owner);
  Request *request = data;
  g_autofree char *name = g_filename_display_name (request->folder);
  g_autofree char *sentence = g_strdup_printf (_ ("The logs are in “%s”."), name);

  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_message_dialog_show (GTK_WINDOW (gtk_widget_get_root (page)),
                              _ ("The Logs Could Not Be Written"),
                              wire_job_get_error (job)->message);
  else if (wire_job_get_state (job) != WIRE_JOB_CANCELLED)
    gtk_widget_activate_action (page, "win.notify", "s", sentence);
}

/* A WireFileChosen. */
static void
chosen_cb (GFile *folder, gpointer data)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (data);
  Request *request;

  if (!self->session || !g_file_peek_path (folder))
    return;
  request = g_new0 (Request, 1);
  request->capture = g_object_ref (wire_capture_session_get_capture (self->session));
  request->folder = g_file_get_path (folder);
  wire_owned_job_start (_ ("Exporting logs"), export_logs, request, free_request, exported_cb,
                        G_OBJECT (self));
}

/* Asks for a folder, and writes Zeek's logs into it. What is still being read is not exported in
 * part. */
void
wire_capture_page_export_logs (WireCapturePage *self)
{
  if (self->job)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s",
                                _ ("The capture is still being read."));
  else
    wire_file_dialog_folder (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             _ ("Export Logs"), chosen_cb, self);
}
