/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/wire-figures.h"

#define MILLISECOND G_GINT64_CONSTANT (1000000)
#define SECOND (1000 * MILLISECOND)

#define assert_text(expression, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_ = (expression);                                                         \
    g_assert_cmpstr (text_, ==, (expected));                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_count (void)
{
  assert_text (wire_figure_count (0), "0");
  assert_text (wire_figure_count (999), "999");
  assert_text (wire_figure_count (12403), "12,403");
  assert_text (wire_figure_count (123456), "123,456");
  assert_text (wire_figure_count (G_MAXUINT64), "18,446,744,073,709,551,615");
}

static void
test_share (void)
{
  assert_text (wire_figure_share (0, 0), "0 %");
  assert_text (wire_figure_share (0, 9), "0 %");
  assert_text (wire_figure_share (91, 100), "91 %");
  assert_text (wire_figure_share (42, 1000), "4.2 %");
  assert_text (wire_figure_share (1, 1000000), "< 0.1 %");
}

static void
test_span (void)
{
  assert_text (wire_figure_span (-5), "0 s");
  assert_text (wire_figure_span (0), "0 s");
  assert_text (wire_figure_span (17), "17 ns");
  assert_text (wire_figure_span (37200 * 1000), "37.2 ms");
  assert_text (wire_figure_span (4214 * MILLISECOND), "4.214 s");
  assert_text (wire_figure_span (134 * SECOND), "2 min 14 s");
  assert_text (wire_figure_span (3600 * SECOND + 59), "1 h 0 min");
  assert_text (wire_figure_span (50 * 3600 * SECOND), "2 d 2 h");
}

static void
test_clock (void)
{
  gint64 time = (10 * 3600 + 2 * 60 + 11) * SECOND + 250123456;

  assert_text (wire_figure_clock (time, SECOND), "10:02:11");
  assert_text (wire_figure_clock (time, MILLISECOND), "10:02:11.250");
  assert_text (wire_figure_clock (time, 1000), "10:02:11.250123");
  assert_text (wire_figure_clock (time, 1), "10:02:11.250123456");
  assert_text (wire_figure_clock (-1, 1), "23:59:59.999999999");
  assert_text (wire_figure_date (-1), "1969-12-31 23:59:59 UTC");
}

static void
test_axis (void)
{
  g_assert_cmpint (wire_axis_step (0, 4), ==, 1);
  g_assert_cmpint (wire_axis_step (4, 4), ==, 1);
  g_assert_cmpint (wire_axis_step (5, 4), ==, 2);
  g_assert_cmpint (wire_axis_step (421, 4), ==, 200);
  g_assert_cmpint (wire_axis_step (G_MAXINT64, 4), >, 0);
  g_assert_cmpint (wire_axis_time_step (134 * SECOND, 8), ==, 30 * SECOND);
  g_assert_cmpint (wire_axis_time_step (2 * SECOND, 8), ==, 500 * MILLISECOND);
  g_assert_cmpint (wire_axis_time_step (86400 * SECOND * 30, 8), ==, 5 * 86400 * SECOND);
  assert_text (wire_axis_time_label (90 * SECOND, 30 * SECOND), "90 s");
  assert_text (wire_axis_time_label (1500 * MILLISECOND, 500 * MILLISECOND), "1500 ms");
  assert_text (wire_axis_time_label (600 * SECOND, 300 * SECOND), "10 min");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/count", test_count);
  g_test_add_func ("/figures/share", test_share);
  g_test_add_func ("/figures/span", test_span);
  g_test_add_func ("/figures/clock", test_clock);
  g_test_add_func ("/figures/axis", test_axis);
  return g_test_run ();
}
