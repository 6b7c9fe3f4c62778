/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/lists/wire-keyed-rows.h"

#include <float.h>

/* The rows in their order, as “2 0 1”. */
static char *
list (WireKeyedRows *rows)
{
  g_autoptr (GBytes) order = wire_keyed_rows_list (rows);
  gsize length;
  const guint32 *numbers = g_bytes_get_data (order, &length);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length / sizeof *numbers; i++)
    g_string_append_printf (out, "%s%u", i ? " " : "", numbers[i]);
  return g_string_free (out, FALSE);
}

static void
assert_order (WireKeyedRows *rows, const char *upwards, const char *downwards)
{
  g_autofree char *up = NULL;
  g_autofree char *down = NULL;

  wire_keyed_rows_sort (rows, FALSE);
  up = list (rows);
  wire_keyed_rows_sort (rows, TRUE);
  down = list (rows);
  g_assert_cmpstr (up, ==, upwards);
  g_assert_cmpstr (down, ==, downwards);
}

static void
test_unsorted (void)
{
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();
  const WireRowKey key = { 0 };
  g_autofree char *none = list (rows);
  g_autofree char *some = NULL;

  g_assert_cmpstr (none, ==, "");
  wire_keyed_rows_add (rows, 7, &key);
  wire_keyed_rows_add (rows, 3, &key);
  some = list (rows);
  g_assert_cmpstr (some, ==, "7 3");
  g_assert_cmpuint (wire_keyed_rows_get_length (rows), ==, 2);
}

/* Equal rows stay in the order of their numbers, and those without a value last, both ways. */
static void
test_numbers (void)
{
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();
  static const struct
  {
    guint64 number;
    gboolean empty;
  } KEYS[] = { { 5, FALSE }, { 0, TRUE }, { 9, FALSE }, { 5, FALSE }, { G_MAXUINT64, FALSE } };

  for (guint32 i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      const WireRowKey key = { .number = KEYS[i].number, .empty = KEYS[i].empty };

      wire_keyed_rows_add (rows, i, &key);
    }
  assert_order (rows, "0 3 2 4 1", "4 2 0 3 1");
}

static void
test_texts (void)
{
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();
  static const char *const TEXTS[] = { "beta", "ALPHA", NULL, "Gamma" };

  for (guint32 i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      const WireRowKey key = { .text = wire_row_key_fold (TEXTS[i]), .empty = !TEXTS[i] };

      wire_keyed_rows_add (rows, i, &key);
    }
  assert_order (rows, "1 0 3 2", "3 0 1 2");
}

/* 10.0.0.9 before 10.0.0.10, and ports before names where both are there. */
static void
test_addresses (void)
{
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();
  g_autoptr (WireKeyedRows) ends = wire_keyed_rows_new ();
  WireRowKey key = { .address = { 10, 0, 0, 10 } };

  wire_keyed_rows_add (rows, 0, &key);
  key.address[3] = 9;
  wire_keyed_rows_add (rows, 1, &key);
  assert_order (rows, "1 0", "0 1");

  key = (WireRowKey){ .number = 443, .text = g_strdup ("a") };
  wire_keyed_rows_add (ends, 0, &key);
  key = (WireRowKey){ .number = 80, .text = g_strdup ("b") };
  wire_keyed_rows_add (ends, 1, &key);
  key = (WireRowKey){ .number = 80, .text = g_strdup ("a") };
  wire_keyed_rows_add (ends, 2, &key);
  assert_order (ends, "2 1 0", "0 1 2");
}

static void
test_doubles (void)
{
  static const double RISING[] = { -DBL_MAX, -2.5, -1, -DBL_MIN, 0, DBL_MIN, 0.5, 1e300 };

  for (gsize i = 1; i < G_N_ELEMENTS (RISING); i++)
    g_assert_cmpuint (wire_row_key_from_double (RISING[i - 1]), <,
                      wire_row_key_from_double (RISING[i]));
  g_assert_cmpuint (wire_row_key_from_double (-0.0), ==, wire_row_key_from_double (0.0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyed-rows/unsorted", test_unsorted);
  g_test_add_func ("/keyed-rows/numbers", test_numbers);
  g_test_add_func ("/keyed-rows/texts", test_texts);
  g_test_add_func ("/keyed-rows/addresses", test_addresses);
  g_test_add_func ("/keyed-rows/doubles", test_doubles);
  return g_test_run ();
}
