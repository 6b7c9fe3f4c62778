/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-cursor.h"

static const guint8 BYTES[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };

static void
test_orders (void)
{
  WireCursor c = wire_cursor_new (BYTES, sizeof BYTES);

  g_assert_cmphex (wire_cursor_be16 (&c), ==, 0x0102);
  g_assert_cmphex (wire_cursor_le16 (&c), ==, 0x0403);
  g_assert_cmphex (wire_cursor_be24 (&c), ==, 0x050607);
  g_assert_cmphex (wire_cursor_u8 (&c), ==, 8);
  g_assert_false (c.failed);

  c = wire_cursor_new (BYTES, sizeof BYTES);
  g_assert_cmphex (wire_cursor_be32 (&c), ==, 0x01020304);
  g_assert_cmphex (wire_cursor_le32 (&c), ==, 0x08070605);
  c = wire_cursor_new (BYTES, sizeof BYTES);
  g_assert_cmphex (wire_cursor_be64 (&c), ==, G_GUINT64_CONSTANT (0x0102030405060708));
  c.position = 1;
  g_assert_cmphex (wire_cursor_le64 (&c), ==, G_GUINT64_CONSTANT (0x0908070605040302));
}

static void
test_failure_is_sticky (void)
{
  WireCursor c = wire_cursor_new (BYTES, 3);

  g_assert_cmphex (wire_cursor_be32 (&c), ==, 0);
  g_assert_true (c.failed);
  g_assert_cmphex (wire_cursor_u8 (&c), ==, 0);
  g_assert_cmpuint (wire_cursor_remaining (&c), ==, 0);
  g_assert_null (wire_cursor_peek (&c, 0));
}

static void
test_limit_never_widens (void)
{
  WireCursor c = wire_cursor_new (BYTES, 5);

  wire_cursor_skip (&c, 2);
  wire_cursor_limit (&c, G_MAXSIZE);
  g_assert_cmpuint (wire_cursor_remaining (&c), ==, 3);
  wire_cursor_limit (&c, 1);
  g_assert_cmphex (wire_cursor_u8 (&c), ==, 3);
  g_assert_null (wire_cursor_peek (&c, 1));
  g_assert_false (c.failed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cursor/orders", test_orders);
  g_test_add_func ("/cursor/failure-is-sticky", test_failure_is_sticky);
  g_test_add_func ("/cursor/limit-never-widens", test_limit_never_widens);
  return g_test_run ();
}
