/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes that came at offsets, in any order.
 */

#include "capture/reassembly/wire-scattered.h"

#include <string.h>

#define SIZE 400u
#define NOTHING 0

/* What byte number @at of the file is by the extents: its offset + 1, or NOTHING. */
static void
lay_out (const WireBody *body, guint64 *places)
{
  guint64 at = 0;

  for (guint32 i = 0; i < body->n; i++)
    for (guint32 k = 0; k < body->extents[i].length; k++, at++)
      places[at] =
          body->extents[i].offset == WIRE_EXTENT_GAP ? NOTHING : body->extents[i].offset + k + 1;
  g_assert_cmpuint (at, ==, body->size);
}

/* Byte by byte, the last to come counts. */
static void
test_any_order (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (WireScattered) scattered = wire_scattered_new ();
      g_auto (WireBody) body = { 0 };
      guint64 wanted[SIZE] = { 0 };
      guint64 places[SIZE] = { 0 };
      guint64 offset = 0;
      guint64 missing = 0;

      for (guint i = 0; i < round; i++)
        {
          guint32 at = (guint32) g_test_rand_int_range (0, SIZE - 1);
          guint32 length = (guint32) g_test_rand_int_range (1, (gint) MIN (SIZE - at, 60) + 1);

          offset += (guint64) g_test_rand_int_range (0, 2);
          if (i % 7 == 3) /* written over by what was not captured, or cut */
            {
              guint64 cut = i % 2 ? length : G_MAXUINT64;

              g_assert_true (wire_scattered_erase (scattered, at, cut, i));
              for (guint32 k = at; k < SIZE && k - at < cut; k++)
                wanted[k] = NOTHING;
              continue;
            }
          g_assert_true (wire_scattered_add (scattered, at, offset, length, i));
          for (guint32 k = 0; k < length; k++)
            wanted[at + k] = offset + k + 1;
          offset += length;
          if (i % 50 == 7) /* while it is still being written */
            wire_scattered_fill (scattered, SIZE, &body);
        }
      wire_scattered_fill (scattered, SIZE, &body);
      lay_out (&body, places);
      for (guint i = 0; i < SIZE; i++)
        missing += wanted[i] == NOTHING;
      g_assert_cmpmem (places, sizeof places, wanted, sizeof wanted);
      g_assert_cmpuint (body.missing, ==, missing);
    }
}

static void
test_runs_join (void)
{
  g_autoptr (WireScattered) scattered = wire_scattered_new ();
  g_auto (WireBody) body = { 0 };

  for (guint i = 0; i < 1000; i++)
    g_assert_true (wire_scattered_add (scattered, i * 10, 5000 + i * 10, 10, i));
  g_assert_cmpuint (wire_scattered_get_cost (scattered), <, 200);
  wire_scattered_fill (scattered, wire_scattered_get_end (scattered), &body);
  g_assert_cmpuint (body.n, ==, 1);
  g_assert_cmpuint (body.size, ==, 10000);
}

/* A file is cut where it ends; what lies beyond what a file may be is refused. */
static void
test_bounds (void)
{
  g_autoptr (WireScattered) scattered = wire_scattered_new ();
  g_auto (WireBody) body = { 0 };

  g_assert_true (wire_scattered_add (scattered, 100, 1, 50, 0));
  g_assert_true (wire_scattered_add (scattered, 0, WIRE_EXTENT_GAP, 50, 0));
  g_assert_false (wire_scattered_add (scattered, G_MAXUINT64 - 1, 9, 50, 0));
  g_assert_false (wire_scattered_add (scattered, WIRE_SCATTERED_MAX_SIZE, 9, 1, 0));
  wire_scattered_fill (scattered, 120, &body);
  g_assert_cmpuint (body.size, ==, 120);
  g_assert_cmpuint (body.missing, ==, 100);
  wire_scattered_fill (scattered, 0, &body);
  g_assert_cmpuint (body.size, ==, 0);
  wire_scattered_fill (scattered, G_MAXUINT64, &body);
  g_assert_cmpuint (body.size, ==, WIRE_SCATTERED_MAX_SIZE);
  g_assert_cmpuint (body.n, <, 5000);
}

static void
test_body (void)
{
  g_autoptr (WireScattered) scattered = wire_scattered_new ();
  g_auto (WireBody) part = { 0 };
  g_auto (WireBody) body = { 0 };

  wire_body_add (&part, 70, 10, 1);
  wire_body_add_gap (&part, 5, 2);
  wire_body_add (&part, 90, 10, 3);
  g_assert_true (wire_scattered_add_body (scattered, 25, &part));
  g_assert_true (wire_scattered_add_body (scattered, 0, &part));
  wire_scattered_fill (scattered, wire_scattered_get_end (scattered), &body);
  g_assert_cmpuint (body.size, ==, 50);
  g_assert_cmpuint (body.missing, ==, 10);
  g_assert_cmpuint (body.gaps, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scattered/any-order", test_any_order);
  g_test_add_func ("/scattered/runs-join", test_runs_join);
  g_test_add_func ("/scattered/bounds", test_bounds);
  g_test_add_func ("/scattered/body", test_body);
  return g_test_run ();
}
