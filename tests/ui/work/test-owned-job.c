/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/work/wire-owned-job.h"

typedef struct
{
  GThread *main;
  gboolean worked;
  gboolean ended;
  gboolean freed;
  gboolean owner_gone;
} Story;

static gboolean
work (WireJob *job, gpointer request, GError **error)
{
  Story *story = request;

  g_assert_true (g_thread_self () != story->main);
  story->worked = TRUE;
  return !wire_job_set_error_if_cancelled (job, error);
}

static void
ended_cb (WireJob *job, gpointer request, GObject *owner)
{
  Story *story = request;

  g_assert_true (WIRE_IS_JOB (job));
  g_assert_true (G_IS_OBJECT (owner));
  g_assert_true (g_thread_self () == story->main);
  g_assert_true (story->worked);
  g_assert_false (story->freed || story->owner_gone);
  story->ended = TRUE;
}

static void
request_free (gpointer request)
{
  Story *story = request;

  g_assert_true (g_thread_self () == story->main);
  g_assert_true (story->ended);
  story->freed = TRUE;
}

static void
gone_cb (gpointer data, GObject *where)
{
  Story *story = data;

  (void) where;
  g_assert_true (g_thread_self () == story->main);
  story->owner_gone = TRUE;
}

static void
tell (gconstpointer cancelled)
{
  Story story = { .main = g_thread_self () };
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (WireJob) job = NULL;

  g_object_weak_ref (owner, gone_cb, &story);
  job = wire_owned_job_start ("A story", work, &story, request_free, ended_cb, owner);
  g_object_unref (owner); /* the job alone holds it now */
  if (cancelled)
    wire_job_cancel (job);
  while (!story.owner_gone)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (story.ended);
  g_assert_true (story.freed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/owned-job/done", NULL, tell);
  g_test_add_data_func ("/owned-job/cancelled", "yes", tell);
  return g_test_run ();
}
