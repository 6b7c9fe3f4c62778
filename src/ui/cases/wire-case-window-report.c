/* wire-case-window-report.c: a report of a case, and its evidence for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-window-private.h"

#include "base/wire-secret.h"
#include "report/wire-case-export.h"
#include "ui/cases/wire-report-run.h"
#include "ui/cases/wire-report-window.h"
#include "ui/cases/wire-zip-password-dialog.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* A WireReportWritten. */
static void
written_cb (GFile *file, GtkWindow *owner)
{
  wire_report_offer (GTK_WIDGET (WIRE_CASE_WINDOW (owner)->toasts), file,
                     _ ("The report is written."));
}

static void
report_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_report_window_present (GTK_WINDOW (widget), NULL, WIRE_CASE_WINDOW (widget)->store,
                              written_cb);
}

typedef struct
{
  WireReportRun *run; /* how captures are read */
  gboolean all;
  char *password;            /* of the ZIP, or NULL */
  WireCaseExported exported; /* written by the worker before it returns, read after */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  wire_report_run_free (request->run);
  if (request->password)
    wire_secret_wipe (request->password, strlen (request->password));
  g_free (request->password);
  wire_case_exported_clear (&request->exported);
  g_free (request);
}

/* A WireJobFunc. */
static gboolean
export_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  WireReportLoading loading = { request->run, job };
  const WireCaseExport wish = {
    .wish = { .path = request->run->path, .load = wire_report_run_load, .user_data = &loading },
    .to = request->run->out,
    .all = request->all,
    .password = request->password
  };

  return wire_case_export (&wish, &request->exported, job, error);
}

static void
show_left_out (WireCaseWindow *self, GPtrArray *failed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (failed->len, 8); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (failed, i));
  wire_message_dialog_show (GTK_WINDOW (self), _ ("Some of It Is Not in the Export"), text->str);
}

/* A WireOwnedJobEnded. */
static void
exported_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (owner);
  Request *request = data;
  g_autoptr (GFile) file = g_file_new_for_path (request->run->out);
  guint n = request->exported.transfers;
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("%u transfer is exported.", "%u transfers are exported.", n), n);

  if (!self->store) /* the window was closed meanwhile */
    return;
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_message_dialog_show (GTK_WINDOW (self), _ ("Nothing Was Exported"),
                              wire_job_get_error (job)->message);
  if (wire_job_get_state (job) != WIRE_JOB_DONE)
    return;
  wire_report_offer (GTK_WIDGET (self->toasts), file, sentence);
  if (request->exported.failed->len > 0)
    show_left_out (self, request->exported.failed);
}

/* What was chosen, until it is known whether there is a password. */
typedef struct
{
  WireCaseWindow *window;
  char *path;
  gboolean all;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->window);
  g_free (choice->path);
  g_free (choice);
}

/* A WireSecretGiven. */
static void
start_cb (const char *password, gpointer data)
{
  const Choice *choice = data;
  WireCaseWindow *self = choice->window;
  Request *request;
  g_autoptr (WireJob) job = NULL;

  if (!self->store) /* the window was closed meanwhile */
    return;
  request = g_new0 (Request, 1);
  request->run = wire_report_run_new (wire_case_store_get_path (self->store), self->store);
  request->run->out = g_strdup (choice->path);
  request->all = choice->all;
  request->password = *password ? g_strdup (password) : NULL;
  wire_case_window_say (self, _ ("Exporting: this takes as long as reading the captures."));
  job = wire_owned_job_start (_ ("Exporting evidence"), export_work, request, request_free,
                              exported_cb, G_OBJECT (self));
}

static void
start (WireCaseWindow *self, GFile *file, gboolean all)
{
  Choice *choice;

  if (!g_file_peek_path (file))
    return;
  choice = g_new (Choice, 1);
  *choice = (Choice){ g_object_ref (self), g_file_get_path (file), all };
  if (g_str_has_suffix (choice->path, ".zip"))
    {
      wire_zip_password_dialog_show (GTK_WINDOW (self), start_cb, choice, choice_free);
      return;
    }
  start_cb ("", choice);
  choice_free (choice);
}

/* A WireFileChosen. */
static void
chosen_cb (GFile *file, gpointer data)
{
  start (WIRE_CASE_WINDOW (data), file, FALSE);
}

/* Likewise */
static void
chosen_for_all_cb (GFile *file, gpointer data)
{
  start (WIRE_CASE_WINDOW (data), file, TRUE);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (widget);
  gboolean all = g_str_has_suffix (name, "-all");
  g_autofree char *base = wire_case_store_get_name (self->store);
  g_autofree char *proposed = g_strconcat (base, ".zip", NULL);

  (void) parameter;
  wire_file_dialog_save (GTK_WINDOW (widget), _ ("Export Evidence"), proposed,
                         all ? chosen_for_all_cb : chosen_cb, self);
}

void
wire_case_window_install_report (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.report", NULL, report_cb);
  gtk_widget_class_install_action (widget_class, "case.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "case.export-all", NULL, export_cb);
}
