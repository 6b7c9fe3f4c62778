/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/session/session-fixture.h"

static guint32
count_packets (SessionFixture *fixture)
{
  return wire_view_get_n_packets (wire_capture_session_get_view (fixture->session));
}

static void
failed_cb (WireCaptureSession *session, const GError *error, gpointer data)
{
  GError **taken = data;

  (void) session;
  g_assert_null (*taken);
  *taken = g_error_copy (error);
}

static void
count_cb (gpointer data)
{
  ++*(guint *) data;
}

static void
test_load (SessionFixture *fixture, gconstpointer data)
{
  WireView *view = wire_capture_session_get_view (fixture->session);

  (void) data;
  g_assert_cmpuint (count_packets (fixture), ==, 7);
  g_assert_cmpuint (wire_view_get_n_flows (view, FALSE), ==, 3);
  g_assert_cmpuint (wire_view_get_n_flows (view, TRUE), ==, 2);
  g_assert_cmpuint (wire_filter_get_length (wire_capture_session_get_filter (fixture->session)), ==,
                    0);
}

static void
test_filter (SessionFixture *fixture, gconstpointer data)
{
  guint views = 0;

  (void) data;
  g_signal_connect_swapped (fixture->session, "notify::view", G_CALLBACK (count_cb), &views);
  session_fixture_exclude (fixture, "10.0.0.1");
  g_assert_true (wire_capture_session_get_busy (fixture->session));
  g_assert_cmpuint (count_packets (fixture), ==, 7); /* the old view stays until then */
  session_fixture_settle (fixture);
  g_assert_cmpuint (count_packets (fixture), ==, 3);
  g_assert_cmpuint (views, ==, 1);

  session_fixture_exclude (fixture, "10.0.0.1");
  g_assert_false (wire_capture_session_get_busy (fixture->session));
  g_assert_cmpuint (wire_filter_get_length (wire_capture_session_get_filter (fixture->session)), ==,
                    1);
}

/* Only the last of several filters gets a view. */
static void
test_overtaken (SessionFixture *fixture, gconstpointer data)
{
  guint views = 0;

  (void) data;
  g_signal_connect_swapped (fixture->session, "notify::view", G_CALLBACK (count_cb), &views);
  session_fixture_exclude (fixture, "10.0.0.1");
  session_fixture_exclude (fixture, "10.0.0.2");
  session_fixture_settle (fixture);
  g_assert_cmpuint (count_packets (fixture), ==, 2);
  g_assert_cmpuint (views, ==, 1);
}

static void
test_wrong_expression (SessionFixture *fixture, gconstpointer data)
{
  WireCondition condition = { .kind = WIRE_CONDITION_BPF, .bpf = (char *) "no such words" };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_signal_connect (fixture->session, "failed", G_CALLBACK (failed_cb), &error);
  wire_capture_session_add_condition (fixture->session, &condition);
  session_fixture_settle (fixture);
  g_assert_error (error, WIRE_FILTER_ERROR, WIRE_FILTER_ERROR_SYNTAX);
  g_assert_cmpuint (count_packets (fixture), ==, 7);
  g_assert_cmpuint (wire_filter_get_length (wire_capture_session_get_filter (fixture->session)), ==,
                    0);
}

/* Listing the downloads is cancelled like anything else, and can be asked for again. */
static void
test_listing_is_stopped (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  g_autoptr (WireCaptureSession) session = NULL;

  (void) data;
  wire_capture_want_streams (capture);
  session = wire_capture_session_new (capture);
  wire_capture_session_load (session);
  while (!wire_capture_session_get_listing (session))
    g_main_context_iteration (NULL, TRUE);
  wire_job_cancel (wire_capture_session_get_listing (session));
  while (wire_capture_session_get_listing (session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (wire_capture_session_get_objects (session));

  wire_capture_session_list_objects (session);
  while (wire_capture_session_get_listing (session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (wire_capture_session_get_objects (session));
  while (wire_capture_session_get_busy (session))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_no_such_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/capture.pcap");
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  g_autoptr (WireCaptureSession) session = wire_capture_session_new (capture);
  g_autoptr (GError) error = NULL;

  g_signal_connect (session, "failed", G_CALLBACK (failed_cb), &error);
  wire_capture_session_load (session);
  while (wire_capture_session_get_job (session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (wire_capture_session_get_view (session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/capture-session/" name, SessionFixture, NULL, session_fixture_set_up, func,        \
              session_fixture_tear_down)
  ADD ("load", test_load);
  ADD ("filter", test_filter);
  ADD ("overtaken", test_overtaken);
  ADD ("wrong-expression", test_wrong_expression);
  ADD ("listing-is-stopped", test_listing_is_stopped);
  g_test_add_func ("/capture-session/no-such-file", test_no_such_file);
  return g_test_run ();
}
