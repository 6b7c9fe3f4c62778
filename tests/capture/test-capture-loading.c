/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A capture while it is being loaded: what the owner's thread sees and hears meanwhile.
 */

#include "tests/capture/capture-builder.h"

#define PACKETS 120000u
#define START_US (G_GINT64_CONSTANT (1355220131) * 1000000)

typedef struct
{
  WireCapture *capture;
  WireJob *job;
  gboolean cancel;
  guint grew;
  guint loaded;
  guint32 seen; /* packets that were read */
  WireJobState state;
} Watch;

/* Packet i is i % 1000 bytes longer than the shortest, and of flow i % 5000. */
static CaptureBuilder *
build_large (void)
{
  CaptureBuilder *builder = capture_builder_new (1);
  char from[32];

  for (guint i = 0; i < PACKETS; i++)
    {
      g_snprintf (from, sizeof from, "10.0.0.1:%u", 1024 + i % 5000);
      capture_builder_add_tcp (builder, START_US + i, from, "10.0.0.2:80", 16, i % 1000);
    }
  return builder;
}

static void
read_rows (Watch *watch)
{
  WirePacketRecord records[500];
  guint32 n;

  while ((n = wire_capture_get_packets (watch->capture, watch->seen, 500, records)) > 0)
    for (guint32 i = 0; i < n; i++, watch->seen++)
      {
        g_assert_cmpuint (records[i].length, ==, 54 + watch->seen % 1000);
        g_assert_cmpuint (records[i].flow, ==, watch->seen % 5000);
      }
}

static void
grew_cb (WireCapture *capture, gpointer data)
{
  Watch *watch = data;
  WireCaptureSummary summary;
  WireFlow flow;

  g_assert_true (g_main_context_is_owner (NULL));
  g_assert_cmpuint (watch->loaded, ==, 0);
  wire_capture_get_summary (capture, &summary);
  g_assert_cmpuint (summary.packets, >, 0);
  g_assert_true (wire_capture_get_flow (capture, summary.flows - 1, &flow));
  g_assert_cmpuint (wire_capture_find_flow (capture, &flow.tuple), ==, summary.flows - 1);
  read_rows (watch);
  watch->grew++;
  if (watch->cancel)
    wire_job_cancel (watch->job);
}

static void
loaded_cb (WireCapture *capture, gpointer data)
{
  Watch *watch = data;
  WireCaptureSummary summary;

  g_assert_cmpuint (watch->grew, >, 0);
  g_assert_cmpint (wire_job_get_state (watch->job), ==, WIRE_JOB_RUNNING);
  wire_capture_get_summary (capture, &summary);
  g_assert_true (summary.loaded);
  watch->loaded++;
}

static void
ended_cb (WireJob *job, gpointer data)
{
  Watch *watch = data;

  watch->state = wire_job_get_state (job);
}

static gboolean
load_work (WireJob *job, gpointer data, GError **error)
{
  return wire_capture_load (data, job, error);
}

static void
watch_loading (Watch *watch, CaptureBuilder *builder)
{
  watch->capture = capture_builder_make (builder);
  watch->job = wire_job_new ("Opening");
  g_signal_connect (watch->capture, "grew", G_CALLBACK (grew_cb), watch);
  g_signal_connect (watch->capture, "loaded", G_CALLBACK (loaded_cb), watch);
  wire_job_start (watch->job, load_work, g_object_ref (watch->capture), g_object_unref, ended_cb,
                  watch);
  while (watch->state == WIRE_JOB_READY)
    {
      g_main_context_iteration (NULL, FALSE);
      read_rows (watch);
    }
  g_assert_cmpuint (watch->loaded, ==, 1);
}

static void
finish (Watch *watch)
{
  g_object_unref (watch->job);
  g_object_add_weak_pointer (G_OBJECT (watch->capture), (gpointer *) &watch->capture);
  g_object_unref (watch->capture);
  while (watch->capture) /* the pool's thread lets go of its task in its own time */
    g_main_context_iteration (NULL, FALSE);
}

static void
test_reading_meanwhile (void)
{
  g_autoptr (CaptureBuilder) builder = build_large ();
  Watch watch = { 0 };
  WireCaptureSummary summary;

  watch_loading (&watch, builder);
  g_assert_cmpint (watch.state, ==, WIRE_JOB_DONE);
  g_assert_cmpuint (watch.seen, ==, PACKETS);
  wire_capture_get_summary (watch.capture, &summary);
  g_assert_true (summary.complete);
  g_assert_cmpuint (summary.flows, ==, 5000);
  finish (&watch);
}

/* The worker may be done before it is told to stop; then there is nothing to warn of. */
static void
test_cancelled (void)
{
  g_autoptr (CaptureBuilder) builder = build_large ();
  Watch watch = { .cancel = TRUE };
  g_auto (GStrv) warnings = NULL;
  WireCaptureSummary summary;

  watch_loading (&watch, builder);
  wire_capture_get_summary (watch.capture, &summary);
  warnings = wire_capture_get_warnings (watch.capture);
  g_assert_cmpuint (summary.packets, >, 0);
  g_assert_cmpuint (summary.packets, ==, watch.seen);
  g_assert_true (summary.loaded);
  g_assert_cmpint (summary.complete, ==, watch.state == WIRE_JOB_DONE);
  g_assert_cmpuint (g_strv_length (warnings), ==, summary.complete ? 0 : 1);
  finish (&watch);
}

/* With no main loop to carry signals, nothing keeps the capture alive. */
static void
test_finalized_without_a_loop (void)
{
  g_autoptr (CaptureBuilder) builder = build_large ();
  WireCapture *capture = capture_builder_load (builder);

  g_object_add_weak_pointer (G_OBJECT (capture), (gpointer *) &capture);
  g_object_unref (capture);
  g_assert_null (capture);
}

/* Nothing behind the last packet that is wanted is read, and so nothing is known of it. */
static void
test_stop_after (void)
{
  static const guint32 LIMITS[] = { 1, 63, 64, 65, PACKETS - 1, PACKETS, PACKETS + 1 };
  g_autoptr (CaptureBuilder) builder = build_large ();

  for (guint i = 0; i < G_N_ELEMENTS (LIMITS); i++)
    {
      g_autoptr (WireCapture) capture = capture_builder_make (builder);
      g_autoptr (GError) error = NULL;
      WireCaptureSummary summary;

      wire_capture_stop_after (capture, LIMITS[i]);
      g_assert_true (wire_capture_load (capture, NULL, &error));
      g_assert_no_error (error);
      wire_capture_get_summary (capture, &summary);
      g_assert_cmpuint (summary.packets, ==, MIN (LIMITS[i], PACKETS));
      g_assert_true (summary.loaded);
      g_assert_cmpint (summary.complete, ==, LIMITS[i] > PACKETS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture-loading/reading-meanwhile", test_reading_meanwhile);
  g_test_add_func ("/capture-loading/cancelled", test_cancelled);
  g_test_add_func ("/capture-loading/stop-after", test_stop_after);
  g_test_add_func ("/capture-loading/finalized-without-a-loop", test_finalized_without_a_loop);
  return g_test_run ();
}
