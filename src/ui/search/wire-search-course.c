/* wire-search-course.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-course.h"

#include "ui/work/wire-job-place.h"

#include <glib/gi18n.h>

/** Makes @self that of @owner, whose template gave it @bar, @stack and @error. */
void
wire_search_course_init (WireSearchCourse *self, GtkWidget *owner, WireTableView *table)
{
  self->owner = owner;
  self->table = table;
}

/** Ends what goes on. */
void
wire_search_course_clear (WireSearchCourse *self)
{
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self->owner);
  if (self->table)
    g_signal_handlers_disconnect_by_data (self->table, self->owner);
  if (self->job)
    wire_job_cancel (self->job);
  self->table = NULL;
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);
}

/** @message: (nullable): why nothing is searched */
void
wire_search_course_show_error (WireSearchCourse *self, const char *message)
{
  gtk_label_set_text (self->error, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

/** Returns: (nullable): why nothing can be searched now; @no_session: what that is called where no
 * capture is open */
const char *
wire_search_course_find_obstacle (WireSearchCourse *self, const char *no_session)
{
  if (!self->session)
    return no_session;
  if (wire_capture_session_get_job (self->session))
    return _ ("The capture is still being read. Search when all of it is there.");
  return NULL;
}

/** Shows that a search begins. @name: what is looked for */
void
wire_search_course_wait (WireSearchCourse *self, const char *heading, const char *name)
{
  wire_search_course_forget (self);
  gtk_stack_set_visible_child_name (self->stack, "table");
  wire_table_view_wait (self->table, heading, name, TRUE);
  wire_run_bar_say (self->bar, name);
}

/** @job: (transfer full): that searches */
void
wire_search_course_begin (WireSearchCourse *self, WireJob *job)
{
  self->job = job;
  wire_job_set_place (job, self->owner);
  wire_run_bar_set_job (self->bar, job);
}

/**
 * wire_search_course_end:
 * @job: that has ended
 * @rows: (nullable): what it found
 * @stopped: what is not known where it was stopped
 *
 * Returns: whether @rows are to be shown; what else there is to say was said
 */
gboolean
wire_search_course_end (WireSearchCourse *self, WireJob *job, GObject *rows, const char *stopped)
{
  if (job != self->job)
    return FALSE;
  wire_search_course_forget (self);
  g_set_object (&self->rows, rows);
  if (rows)
    return TRUE;
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    {
      wire_search_course_show_error (self, wire_job_get_error (job)->message);
      gtk_stack_set_visible_child_name (self->stack, "begin");
    }
  else
    wire_table_view_wait (self->table, _ ("Stopped"), stopped, FALSE);
  return FALSE;
}

/** Stops what goes on, and forgets what was found. */
void
wire_search_course_forget (WireSearchCourse *self)
{
  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->rows);
  wire_run_bar_set_job (self->bar, NULL);
  wire_run_bar_say (self->bar, "");
  if (self->forgotten)
    self->forgotten (self->owner);
}

/** The capture was read again with other keys: transfers have other numbers now. */
void
wire_search_course_read_again (WireSearchCourse *self)
{
  if (!self->rows && !self->job)
    return;
  wire_search_course_forget (self);
  wire_table_view_wait (self->table, _ ("The Capture Was Read Again"),
                        _ ("What was found before may no longer be right."), FALSE);
}

/**
 * wire_search_course_set_session:
 * @session: (nullable): what to search; what was found in another one goes
 * @heard_again: called with the owner where the capture was read again
 *
 * Returns: whether it is another one
 */
gboolean
wire_search_course_set_session (WireSearchCourse *self,
                                WireCaptureSession *session,
                                GCallback heard_again)
{
  if (self->session == session)
    return FALSE;
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (wire_capture_session_get_capture (self->session),
                                            self->owner);
      g_signal_handlers_disconnect_by_data (self->session, self->owner);
    }
  g_set_object (&self->session, session);
  wire_search_course_forget (self);
  wire_search_course_show_error (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "begin");
  if (session)
    g_signal_connect_object (wire_capture_session_get_capture (session), "heard-again", heard_again,
                             self->owner, G_CONNECT_SWAPPED);
  return TRUE;
}
