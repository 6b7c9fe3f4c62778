/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-round-span.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static void
test_round (void)
{
  static const struct
  {
    gint64 least;
    gint64 span;
  } CASES[] = {
    { -1, 1 },
    { 0, 1 },
    { 1, 1 },
    { 3, 5 },
    { 6, 10 },
    { 1001, 2000 },
    { 636700, 1000000 },
    { SECOND, SECOND },
    { SECOND + 1, 2 * SECOND },
    { 21 * SECOND, 50 * SECOND },
    { 51 * SECOND, MINUTE },
    { MINUTE + 1, 2 * MINUTE },
    { 51 * MINUTE, HOUR },
    { 11 * HOUR, 20 * HOUR },
    { 21 * HOUR, DAY },
    { 417 * DAY, 500 * DAY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpint (wire_round_span (CASES[i].least), ==, CASES[i].span);
  g_assert_cmpint (wire_round_span (G_MAXINT64), >, G_MAXINT64 / 100);
}

/* What is round stays as it is. */
static void
test_stays (void)
{
  for (gint64 least = 1; least < 1000 * DAY; least += least / 3 + 1)
    {
      gint64 span = wire_round_span (least);

      g_assert_cmpint (span, >=, least);
      g_assert_cmpint (span, <=, 3 * least);
      g_assert_cmpint (wire_round_span (span), ==, span);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-span/round", test_round);
  g_test_add_func ("/round-span/stays", test_stays);
  return g_test_run ();
}
