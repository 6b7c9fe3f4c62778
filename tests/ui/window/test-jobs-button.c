/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/wire-job-notifier.h"
#include "ui/window/wire-jobs-button.h"

#include <gtk/gtk.h>

static gboolean
endless_work (WireJob *job, gpointer data, GError **error)
{
  (void) data;
  while (!wire_job_set_error_if_cancelled (job, error))
    g_usleep (1000);
  return FALSE;
}

/* The first of @type below @widget. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
test_long_work_is_shown_until_it_is_cancelled (void)
{
  g_autoptr (WireJobsButton) button =
      g_object_ref_sink (g_object_new (WIRE_TYPE_JOBS_BUTTON, NULL));
  g_autoptr (WireJob) job = wire_job_new ("Counting grains of sand");
  GtkWidget *list;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
  wire_job_start (job, endless_work, NULL, NULL, NULL, NULL);
  while (wire_jobs_button_count (button) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (button)));
  list = find (GTK_WIDGET (button), GTK_TYPE_LIST_BOX);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find (list, GTK_TYPE_LABEL))), ==,
                   "Counting grains of sand");
  g_signal_emit_by_name (find (list, GTK_TYPE_BUTTON), "clicked");
  while (wire_jobs_button_count (button) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (wire_job_get_state (job), ==, WIRE_JOB_CANCELLED);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
}

static gboolean
failing_work (WireJob *job, gpointer data, GError **error)
{
  (void) job;
  if (data)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The sand blew away.");
  return data == NULL;
}

static void
test_failed_work_is_told_as_such (void)
{
  g_autoptr (WireJob) done = wire_job_new ("Counting");
  g_autoptr (WireJob) failed = wire_job_new ("Counting");
  g_autofree char *of_done = NULL;
  g_autofree char *of_failed = NULL;

  g_assert_true (wire_job_run (done, failing_work, NULL, NULL));
  g_assert_false (wire_job_run (failed, failing_work, failed, NULL));
  of_done = wire_job_notifier_make_title (done);
  of_failed = wire_job_notifier_make_title (failed);
  g_assert_cmpstr (of_done, ==, "Counting");
  g_assert_cmpstr (of_failed, ==, "Not done: Counting");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/jobs-button/shown-and-cancelled",
                   test_long_work_is_shown_until_it_is_cancelled);
  g_test_add_func ("/jobs-button/failed", test_failed_work_is_told_as_such);
  return g_test_run ();
}
