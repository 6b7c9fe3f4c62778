/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/sockets/wire-pieces-words.h"

#include <string.h>

static void
add (WirePieces *pieces, WirePieceSide side, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  wire_pieces_add (pieces, side, bytes);
}

static void
assert_says (WirePieces *pieces, const char *words)
{
  g_autofree char *said = wire_pieces_describe (pieces);

  g_assert_cmpstr (said, ==, words);
}

/* Two confirmations that a single recv() brings. */
static void
test_glued (void)
{
  g_autoptr (WirePieces) pieces = wire_pieces_new ();

  for (guint i = 0; i < 3; i++)
    add (pieces, WIRE_PIECES_SENT, "Got that thanks!");
  add (pieces, WIRE_PIECES_RECEIVED, "Got that thanks!");
  assert_says (pieces, "Sent: 48 bytes in 3 sends: 16, 16, 16. Received: 16 bytes in 1 piece: 16.");
  add (pieces, WIRE_PIECES_RECEIVED, "Got that thanks!Got that thanks!");
  assert_says (pieces,
               "Sent: 48 bytes in 3 sends: 16, 16, 16. Received: 48 bytes in 2 pieces: 16, 32. "
               "Glued: received piece 2 holds bytes of 2 sends.");
}

/* Where pieces were cut, too, and more than one is glued. */
static void
test_cut_and_glued (void)
{
  g_autoptr (WirePieces) pieces = wire_pieces_new ();
  static const char *const RECEIVED[] = { "ab", "cd", "efgh", "i" };

  for (const char *p = "abcdefghi"; *p; p += 3)
    {
      g_autofree char *three = g_strndup (p, 3);

      add (pieces, WIRE_PIECES_SENT, three);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (RECEIVED); i++)
    add (pieces, WIRE_PIECES_RECEIVED, RECEIVED[i]);
  assert_says (pieces,
               "Sent: 9 bytes in 3 sends: 3, 3, 3. Received: 9 bytes in 4 pieces: 2, 2, 4, 1. "
               "Glued: 2 received pieces hold bytes of more than one send, the first of them piece "
               "2, of 2 sends.");
}

/* Of a server elsewhere it is not known what it sent. */
static void
test_one_side (void)
{
  g_autoptr (WirePieces) pieces = wire_pieces_new ();

  add (pieces, WIRE_PIECES_RECEIVED, "Got that thanks!");
  add (pieces, WIRE_PIECES_RECEIVED, "Got that thanks!");
  assert_says (pieces, "Sent: nothing that was seen here. Received: 32 bytes in 2 pieces: 16, 16.");
  add (pieces, WIRE_PIECES_RECEIVED, "Got that thanks!Got that thanks!");
  assert_says (
      pieces,
      "Sent: nothing that was seen here. Received: 64 bytes in 3 pieces: 16, 16, 32. Received "
      "piece 3 is 2 times what came before it: replies that may have arrived glued.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pieces-words/glued", test_glued);
  g_test_add_func ("/pieces-words/cut-and-glued", test_cut_and_glued);
  g_test_add_func ("/pieces-words/one-side", test_one_side);
  return g_test_run ();
}
