/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/session/session-fixture.h"
#include "ui/flows/wire-flow-order.h"

typedef struct
{
  gboolean called;
  gboolean done;
  char *rows;
  char *largest;
} Result;

static Result result;

static void
ordered_cb (WireJob *job, const WireFlowOrder *order, GObject *owner)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) largest = g_string_new (NULL);
  gsize size = 0;
  const guint32 *numbers = order && order->rows ? g_bytes_get_data (order->rows, &size) : NULL;

  g_assert_true (WIRE_IS_JOB (job));
  g_assert_true (G_IS_OBJECT (owner));
  for (gsize i = 0; i < size / sizeof *numbers; i++)
    g_string_append_printf (rows, "%u ", numbers[i]);
  for (guint i = 0; order && i < order->n_largest; i++)
    g_string_append_printf (largest, "%u ", order->largest[i]);
  result = (Result){ TRUE, order != NULL, g_strdup (rows->str), g_strdup (largest->str) };
}

static void
assert_order (SessionFixture *fixture,
              gboolean conversations,
              WireFlowSort key,
              gboolean descending,
              const char *rows,
              const char *largest)
{
  g_autoptr (WireJob) job = NULL;

  result = (Result){ 0 };
  job = wire_flow_order_start (wire_capture_session_get_view (fixture->session), conversations, key,
                               descending, ordered_cb, G_OBJECT (fixture->session));
  while (!result.called)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (result.done);
  g_assert_cmpstr (result.rows, ==, rows);
  g_assert_cmpstr (result.largest, ==, largest);
  g_free (result.rows);
  g_free (result.largest);
}

static void
test_order (SessionFixture *fixture, gconstpointer data)
{
  (void) data;
  assert_order (fixture, FALSE, WIRE_FLOW_SORT_NONE, FALSE, "", "0 2 1 ");
  assert_order (fixture, FALSE, WIRE_FLOW_SORT_PACKETS, FALSE, "1 2 0 ", "0 2 1 ");
  assert_order (fixture, FALSE, WIRE_FLOW_SORT_PACKETS, TRUE, "0 2 1 ", "0 2 1 ");
  assert_order (fixture, FALSE, WIRE_FLOW_SORT_SOURCE, TRUE, "2 1 0 ", "0 2 1 ");
}

static void
test_conversations (SessionFixture *fixture, gconstpointer data)
{
  (void) data;
  assert_order (fixture, TRUE, WIRE_FLOW_SORT_PACKETS, FALSE, "1 0 ", "0 1 ");
  assert_order (fixture, TRUE, WIRE_FLOW_SORT_FORTH_PACKETS, FALSE, "1 0 ", "0 1 ");
  assert_order (fixture, TRUE, WIRE_FLOW_SORT_BACK_BYTES, TRUE, "0 1 ", "0 1 ");
}

static void
test_cancelled (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (WireJob) job = NULL;

  (void) data;
  result = (Result){ 0 };
  job = wire_flow_order_start (wire_capture_session_get_view (fixture->session), FALSE,
                               WIRE_FLOW_SORT_BYTES, TRUE, ordered_cb, G_OBJECT (fixture->session));
  wire_job_cancel (job);
  while (!result.called)
    g_main_context_iteration (NULL, TRUE);
  /* It may have ended before it was asked to; an order is handed over only where it did. */
  g_assert_cmpint (result.done, ==, wire_job_get_state (job) == WIRE_JOB_DONE);
  g_free (result.rows);
  g_free (result.largest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/flow-order/" name, SessionFixture, NULL, session_fixture_set_up, func,             \
              session_fixture_tear_down)
  ADD ("order", test_order);
  ADD ("conversations", test_conversations);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
