/* wire-leaving.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/work/wire-leaving.h"

#include "base/wire-job-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What has just begun is no loss: sorting, filtering, counting, opening a small file. */
#define LONG_US G_USEC_PER_SEC

#define WINDOWS_KEY "wire-windows"

/** Returns: (transfer full) (element-type utf8): what would be ended; nothing so far */
GPtrArray *
wire_leaving_work_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/** Adds @what, words as a job's title has them, unless it is there. */
void
wire_leaving_work_add (GPtrArray *work, const char *what)
{
  if (!g_ptr_array_find_with_equal_func (work, what, g_str_equal, NULL))
    g_ptr_array_add (work, g_strdup (what));
}

/** Adds @job where it takes long. */
void
wire_leaving_work_add_job (GPtrArray *work, WireJob *job)
{
  if (g_get_monotonic_time () - wire_job_get_started (job) >= LONG_US)
    wire_leaving_work_add (work, wire_job_get_title (job));
}

/** Adds every job that takes long, whichever window began it: for the end of the program. */
void
wire_leaving_work_add_jobs (GPtrArray *work)
{
  GListModel *running = wire_job_list_get_running ();

  for (guint i = 0; i < g_list_model_get_n_items (running); i++)
    {
      g_autoptr (WireJob) job = g_list_model_get_item (running, i);

      wire_leaving_work_add_job (work, job);
    }
}

static char *
describe (GPtrArray *work)
{
  g_autoptr (GString) words = g_string_new (ngettext (
      "Closing would end what still runs:", "Closing stops what is still running:", work->len));

  for (guint i = 0; i < work->len; i++)
    g_string_append_printf (words, "\n• %s", (const char *) work->pdata[i]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
destroy_cb (gpointer data)
{
  GPtrArray *windows = data;

  for (guint i = 0; i < windows->len; i++)
    gtk_window_destroy (windows->pdata[i]);
  return G_SOURCE_REMOVE;
}

/* The dialog goes with its window, and has to close itself first. */
static void
response_cb (GObject *dialog, const char *response)
{
  GPtrArray *windows = g_object_get_data (dialog, WINDOWS_KEY);

  if (g_str_equal (response, "leave"))
    g_idle_add_full (G_PRIORITY_DEFAULT, destroy_cb, g_ptr_array_ref (windows),
                     (GDestroyNotify) g_ptr_array_unref);
}

static AdwMessageDialog *
make_question (GtkWindow *parent, GPtrArray *work)
{
  g_autofree char *body = describe (work);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Close All the Same?"), body));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "leave", _ ("_End and Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  return dialog;
}

/**
 * wire_leaving_ask:
 * @parent: (nullable): the dialog's window
 * @work: (element-type utf8): what would be ended
 * @windows: (element-type GtkWindow): destroyed at once where that is nothing, else when the user
 *   agrees
 *
 * There is one question at a time: who asks again is shown the first.
 */
void
wire_leaving_ask (GtkWindow *parent, GPtrArray *work, GPtrArray *windows)
{
  static AdwMessageDialog *asking;

  if (work->len == 0)
    destroy_cb (windows);
  else if (!asking)
    {
      asking = make_question (parent, work);
      g_object_add_weak_pointer (G_OBJECT (asking), (gpointer *) &asking);
      g_object_set_data_full (G_OBJECT (asking), WINDOWS_KEY, g_ptr_array_ref (windows),
                              (GDestroyNotify) g_ptr_array_unref);
    }
  if (asking)
    gtk_window_present (GTK_WINDOW (asking));
}
