/* wire-job-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-job-notifier.h"

#include "wire-figures.h"
#include "wire-job-list.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/* Whoever waits for less has not turned to something else. */
#define LONG_US (10 * G_USEC_PER_SEC)

#define NS_PER_SECOND G_GINT64_CONSTANT (1000000000)

static gboolean
is_looked_at (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return TRUE;
    }
  return FALSE;
}

/* Fractions of a second are of no interest any more. */
static char *
name_span (gint64 microseconds)
{
  gint64 seconds = microseconds / G_USEC_PER_SEC;

  if (seconds < 60)
    return g_strdup_printf (_ ("%d s"), (int) seconds);
  return wire_figure_span (seconds * NS_PER_SECOND);
}

static void
notify (GApplication *application, WireJob *job, gint64 took)
{
  g_autoptr (GNotification) notification = g_notification_new (wire_job_get_title (job));
  const GError *error = wire_job_get_error (job);
  g_autofree char *span = name_span (took);
  g_autofree char *done = g_strdup_printf (_ ("Done after %s."), span);

  g_notification_set_body (notification, error ? error->message : done);
  g_notification_set_default_action (notification, "app.raise");
  g_application_send_notification (application, wire_job_get_title (job), notification);
}

/* Whoever cancelled it knows. */
static void
state_cb (GApplication *application, GParamSpec *pspec, WireJob *job)
{
  WireJobState state = wire_job_get_state (job);
  gint64 took = g_get_monotonic_time () - wire_job_get_started (job);

  (void) pspec;
  if ((state == WIRE_JOB_DONE || state == WIRE_JOB_FAILED) && took >= LONG_US && !is_looked_at ())
    notify (application, job, took);
}

static void
running_cb (
    GApplication *application, guint position, guint removed, guint added, GListModel *running)
{
  (void) removed;
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (WireJob) job = g_list_model_get_item (running, i);

      g_signal_connect_object (job, "notify::state", G_CALLBACK (state_cb), application,
                               G_CONNECT_SWAPPED);
    }
}

static void
raise_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  (void) action;
  (void) parameter;
  if (window)
    gtk_window_present (window);
}

/** From now on the desktop is told of every long job that ends while no window of @application, a
 * #GtkApplication, is active; a click on what it says raises the window. Main thread only. */
void
wire_job_notifier_start (GApplication *application)
{
  static const GActionEntry ACTIONS[] = { { .name = "raise", .activate = raise_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (application), ACTIONS, G_N_ELEMENTS (ACTIONS),
                                   application);
  g_signal_connect_object (wire_job_list_get_running (), "items-changed", G_CALLBACK (running_cb),
                           application, G_CONNECT_SWAPPED);
}
