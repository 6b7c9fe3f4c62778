/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-key-sort.h"

#define MANY 20000u

static void
check_sorted (const WireKeyed *items, guint32 n)
{
  for (guint32 i = 1; i < n; i++)
    {
      g_assert_cmpuint (items[i - 1].key, <=, items[i].key);
      if (items[i - 1].key == items[i].key)
        g_assert_cmpuint (items[i - 1].row, <, items[i].row);
    }
}

static void
test_masks (void)
{
  static const guint64 MASKS[] = {
    0, 1, 0xff, 0xff00, 0xffff, 0xff000000000000ff, 0x00f0f00000000000, G_MAXUINT64,
  };
  g_autofree WireKeyed *items = g_new (WireKeyed, MANY);
  g_autofree WireKeyed *scratch = g_new (WireKeyed, MANY);

  for (guint i = 0; i < G_N_ELEMENTS (MASKS); i++)
    {
      guint64 key = 1;

      for (guint32 row = 0; row < MANY; row++)
        {
          key = key * 6364136223846793005u + 1442695040888963407u;
          items[row] = (WireKeyed){ (key ^ key >> 32) & MASKS[i], row };
        }
      wire_key_sort (items, scratch, MANY);
      check_sorted (items, MANY);
    }
}

static void
test_few (void)
{
  WireKeyed items[2] = { { 9, 0 }, { 3, 1 } };
  WireKeyed scratch[2];

  wire_key_sort (items, scratch, 0);
  wire_key_sort (items, scratch, 1);
  g_assert_cmpuint (items[0].row, ==, 0);
  wire_key_sort (items, scratch, 2);
  g_assert_cmpuint (items[0].row, ==, 1);
  g_assert_cmpuint (items[1].row, ==, 0);
}

static void
test_signed (void)
{
  static const gint64 ASCENDING[] = { G_MININT64, -7, -1, 0, 1, G_MAXINT64 };

  for (guint i = 1; i < G_N_ELEMENTS (ASCENDING); i++)
    g_assert_cmpuint (wire_key_of_signed (ASCENDING[i - 1]), <, wire_key_of_signed (ASCENDING[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-sort/masks", test_masks);
  g_test_add_func ("/key-sort/few", test_few);
  g_test_add_func ("/key-sort/signed", test_signed);
  return g_test_run ();
}
