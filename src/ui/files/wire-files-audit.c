/* wire-files-audit.c: asks for a folder, and for what it was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-audit.h"

#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The dialogs come one after the other: the page has the answers so far. */
#define REQUEST_KEY "wire-audit-request"

typedef struct
{
  GtkWidget *page; /* owns the request */
  WireFilesWork *work;
  WireDigestMask mask;
  char *before;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->work);
  g_free (request->before);
  g_free (request);
}

/* A WireEvidenceAuditRead. */
static void
read_cb (WireEvidenceAudit *audit, WireJob *job, GObject *owner)
{
  const Request *request = g_object_get_data (owner, REQUEST_KEY);

  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_toast_show (GTK_WIDGET (owner), wire_job_get_error (job)->message);
  else if (wire_job_get_state (job) == WIRE_JOB_DONE)
    wire_files_work_audit (request->work, audit, request->mask);
}

/* Two folders are compared by what the page computes, or SHA-256. */
static void
folder_chosen_cb (GFile *file, gpointer user_data)
{
  Request *request = user_data;
  g_autofree char *folder = g_file_get_path (file);
  g_autoptr (WireEvidenceAudit) audit = NULL;
  g_autoptr (WireJob) job = NULL;

  if (!folder)
    return;
  audit = wire_evidence_audit_new (request->before, folder);
  job = wire_evidence_audit_read (
      audit, request->mask ? request->mask : WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), read_cb,
      G_OBJECT (request->page));
}

static void
before_chosen_cb (GFile *file, gpointer user_data)
{
  Request *request = user_data;

  g_free (request->before);
  request->before = g_file_get_path (file);
  if (request->before)
    wire_file_dialog_folder (GTK_WINDOW (gtk_widget_get_root (request->page)),
                             _ ("Folder as It Is Now"), folder_chosen_cb, request);
}

static void
response_cb (Request *request, const char *response)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (request->page));

  if (g_str_equal (response, "list"))
    wire_file_dialog_open (window, _ ("Checksum List of the Folder"), NULL, before_chosen_cb,
                           request);
  else if (g_str_equal (response, "folder"))
    wire_file_dialog_folder (window, _ ("Folder as It Was"), before_chosen_cb, request);
}

/** Asks what a folder was and which one that is, and has @work say what became of its files; @mask:
 * digests that @page computes. */
void
wire_files_audit_ask (GtkWidget *page, WireFilesWork *work, WireDigestMask mask)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (page));
  Request *request = g_new0 (Request, 1);
  GtkWidget *dialog = adw_message_dialog_new (
      window, _ ("Audit a Folder"),
      _ ("A folder is held against what it was: a checksum list that was saved then, or a copy. "
         "Each file is found to be the same, changed, moved, new or missing."));

  request->page = page;
  request->work = g_object_ref (work);
  request->mask = mask;
  g_object_set_data_full (G_OBJECT (page), REQUEST_KEY, request, request_free);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "folder",
                                    _ ("Earlier _Folder…"), "list", _ ("Checksum _List…"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "list");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), request);
  gtk_window_present (GTK_WINDOW (dialog));
}
