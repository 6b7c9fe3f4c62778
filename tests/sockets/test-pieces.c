/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-pieces.h"

static void
test_offsets_follow_each_other (void)
{
  g_autoptr (WirePieces) pieces = wire_pieces_new ();
  g_autoptr (GBytes) ten = g_bytes_new_static ("my message", 10);
  g_autoptr (GBytes) three = g_bytes_new_static ("end", 3);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  wire_pieces_add (pieces, WIRE_PIECES_SENT, ten);
  wire_pieces_add (pieces, WIRE_PIECES_SENT, none);
  wire_pieces_add (pieces, WIRE_PIECES_SENT, three);
  g_assert_cmpuint (wire_pieces_get_length (pieces, WIRE_PIECES_SENT), ==, 2);
  g_assert_cmpuint (wire_pieces_get_length (pieces, WIRE_PIECES_RECEIVED), ==, 0);
  g_assert_cmpuint (wire_pieces_get (pieces, WIRE_PIECES_SENT, 1)->offset, ==, 10);
  g_assert_cmpmem (wire_pieces_get (pieces, WIRE_PIECES_SENT, 1)->head, 3, "end", 3);
  g_assert_cmpuint (wire_pieces_get_total (pieces, WIRE_PIECES_SENT), ==, 13);
}

static void
test_bounded (void)
{
  g_autoptr (WirePieces) pieces = wire_pieces_new ();
  g_autoptr (GBytes) one = g_bytes_new_static ("x", 1);

  for (guint i = 0; i < WIRE_PIECES_MAX + 100; i++)
    wire_pieces_add (pieces, WIRE_PIECES_RECEIVED, one);
  g_assert_cmpuint (wire_pieces_get_length (pieces, WIRE_PIECES_RECEIVED), ==, WIRE_PIECES_MAX);
  for (guint i = 0; i < WIRE_PIECES_MAX; i++)
    g_assert_cmpuint (wire_pieces_get (pieces, WIRE_PIECES_RECEIVED, i)->offset, ==, 100 + i);
  g_assert_cmpuint (wire_pieces_get_count (pieces, WIRE_PIECES_RECEIVED), ==,
                    WIRE_PIECES_MAX + 100);
  wire_pieces_clear (pieces);
  g_assert_cmpuint (wire_pieces_get_total (pieces, WIRE_PIECES_RECEIVED), ==, 0);
  g_assert_cmpuint (wire_pieces_get_count (pieces, WIRE_PIECES_RECEIVED), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pieces/offsets", test_offsets_follow_each_other);
  g_test_add_func ("/pieces/bounded", test_bounded);
  return g_test_run ();
}
