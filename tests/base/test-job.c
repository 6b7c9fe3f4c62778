/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-job-list.h"

typedef struct
{
  GMainLoop *loop;
  guint notified;
  double last;
} Watch;

static gboolean
count_work (WireJob *job, gpointer data, GError **error)
{
  guint *count = data;

  (void) error;
  for (*count = 0; *count < 100000; (*count)++)
    wire_job_set_progress (job, *count / 100000.0, "counting");
  wire_job_set_progress (job, 1, "counted");
  return TRUE;
}

static gboolean
endless_work (WireJob *job, gpointer data, GError **error)
{
  (void) data;
  while (!wire_job_set_error_if_cancelled (job, error))
    g_usleep (100);
  return FALSE;
}

/* What a worker counts while it may rest. */
typedef struct
{
  GMutex lock;
  GCond counted;
  guint count;
} Counter;

static gboolean
counting_work (WireJob *job, gpointer data, GError **error)
{
  Counter *counter = data;

  while (!wire_job_set_error_if_cancelled (job, error))
    {
      g_mutex_lock (&counter->lock);
      counter->count++;
      g_cond_broadcast (&counter->counted);
      g_mutex_unlock (&counter->lock);
    }
  return FALSE;
}

static void
await_count (Counter *counter, guint count)
{
  g_mutex_lock (&counter->lock);
  while (counter->count < count)
    g_cond_wait (&counter->counted, &counter->lock);
  g_mutex_unlock (&counter->lock);
}

static gboolean
failing_work (WireJob *job, gpointer data, GError **error)
{
  (void) job;
  (void) data;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no such luck");
  return FALSE;
}

static void
ended_cb (WireJob *job, gpointer data)
{
  Watch *watch = data;

  (void) job;
  g_main_loop_quit (watch->loop);
}

static void
fraction_cb (WireJob *job, GParamSpec *pspec, gpointer data)
{
  Watch *watch = data;

  (void) pspec;
  watch->notified++;
  g_assert_cmpfloat (wire_job_get_fraction (job), >=, watch->last);
  watch->last = wire_job_get_fraction (job);
}

static void
run_and_finalize (WireJobFunc func, gpointer data, gboolean cancel, WireJobState expected)
{
  Watch watch = { g_main_loop_new (NULL, FALSE), 0, -1 };
  WireJob *job = wire_job_new ("Counting");

  g_object_add_weak_pointer (G_OBJECT (job), (gpointer *) &job);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), &watch);
  wire_job_start (job, func, data, NULL, ended_cb, &watch);
  g_assert_cmpuint (wire_job_get_state (job), ==, WIRE_JOB_RUNNING);
  if (cancel)
    wire_job_cancel (job);
  g_main_loop_run (watch.loop);

  g_assert_cmpuint (wire_job_get_state (job), ==, expected);
  g_assert_cmpint (wire_job_get_error (job) == NULL, ==, expected == WIRE_JOB_DONE);
  if (expected == WIRE_JOB_DONE)
    {
      g_assert_cmpfloat (wire_job_get_fraction (job), ==, 1);
      g_assert_cmpstr (wire_job_get_message (job), ==, "counted");
      g_assert_cmpuint (watch.notified, <, 1000); /* of 100,000 reports */
    }

  g_object_unref (job);
  while (job) /* the pool's thread lets go of its task in its own time; a leak hangs here */
    g_main_context_iteration (NULL, FALSE);
  g_main_loop_unref (watch.loop);
}

static void
test_done (void)
{
  guint count;

  run_and_finalize (count_work, &count, FALSE, WIRE_JOB_DONE);
  g_assert_cmpuint (count, ==, 100000);
}

static void
test_cancelled (void)
{
  run_and_finalize (endless_work, NULL, TRUE, WIRE_JOB_CANCELLED);
}

static void
test_failed (void)
{
  run_and_finalize (failing_work, NULL, FALSE, WIRE_JOB_FAILED);
}

static void
test_run_here (void)
{
  g_autoptr (WireJob) job = wire_job_new ("Counting");
  g_autoptr (WireJob) failing = wire_job_new ("Failing");
  g_autoptr (GError) error = NULL;
  guint count;

  g_assert_true (wire_job_run (job, count_work, &count, NULL));
  g_assert_cmpfloat (wire_job_get_fraction (job), ==, 1);
  g_assert_false (wire_job_run (failing, failing_work, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_listed (void)
{
  GListModel *running = wire_job_list_get_running ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (WireJob) job = wire_job_new ("Waiting");
  g_autoptr (WireJob) listed = NULL;
  Watch watch = { loop };

  g_assert_cmpuint (g_list_model_get_n_items (running), ==, 0);
  g_assert_cmpint (wire_job_get_started (job), ==, 0);
  wire_job_start (job, endless_work, NULL, NULL, ended_cb, &watch);
  listed = g_list_model_get_item (running, 0);
  g_assert_true (listed == job);
  g_assert_cmpint (wire_job_get_started (job), <=, g_get_monotonic_time ());
  g_assert_cmpint (wire_job_get_started (job), >, 0);
  wire_job_cancel (job);
  g_main_loop_run (loop);
  g_assert_cmpuint (g_list_model_get_n_items (running), ==, 0);
}

/* A job that is paused before it begins does nothing until it goes on. */
static void
test_pause (void)
{
  Watch watch = { g_main_loop_new (NULL, FALSE), 0, -1 };
  g_autoptr (WireJob) job = wire_job_new ("Counting");
  Counter counter = { .count = 0 };

  g_mutex_init (&counter.lock);
  g_cond_init (&counter.counted);
  wire_job_set_paused (job, TRUE);
  g_assert_true (wire_job_get_paused (job));
  wire_job_start (job, counting_work, &counter, NULL, ended_cb, &watch);
  g_assert_cmpuint (counter.count, ==, 0);
  wire_job_set_paused (job, FALSE);
  g_assert_false (wire_job_get_paused (job));
  await_count (&counter, 1);
  wire_job_set_paused (job, TRUE);
  wire_job_cancel (job); /* what rests can be cancelled, too */
  g_assert_false (wire_job_get_paused (job));
  wire_job_set_paused (job, TRUE); /* and does not rest again */
  g_assert_false (wire_job_get_paused (job));
  g_main_loop_run (watch.loop);
  g_assert_cmpuint (wire_job_get_state (job), ==, WIRE_JOB_CANCELLED);
  g_main_loop_unref (watch.loop);
  g_mutex_clear (&counter.lock);
  g_cond_clear (&counter.counted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/pause", test_pause);
  g_test_add_func ("/job/done", test_done);
  g_test_add_func ("/job/cancelled", test_cancelled);
  g_test_add_func ("/job/failed", test_failed);
  g_test_add_func ("/job/run-here", test_run_here);
  g_test_add_func ("/job/listed", test_listed);
  return g_test_run ();
}
