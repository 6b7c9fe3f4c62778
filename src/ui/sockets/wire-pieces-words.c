/* wire-pieces-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-pieces-words.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* Returns: how @side was cut: “36 bytes in 4 pieces: 10, 10, 10, 6” */
static char *
describe_side (WirePieces *self, WirePieceSide side)
{
  guint n = wire_pieces_get_length (self, side);
  guint64 all = wire_pieces_get_count (self, side);
  g_autofree char *total = wire_figure_count (wire_pieces_get_total (self, side));
  g_autofree char *count = wire_figure_count (all);
  g_autoptr (GString) lengths = g_string_new (n < all ? "…, " : NULL);

  if (all == 0) /* not yet, or by another program, whose calls nobody sees here */
    return g_strdup (side == WIRE_PIECES_SENT ? _ ("Sent: nothing that was seen here.")
                                              : _ ("Received: nothing that was seen here."));
  for (guint i = 0; i < MIN (n, 12); i++)
    g_string_append_printf (lengths, "%s%" G_GUINT64_FORMAT, i ? ", " : "",
                            wire_pieces_get (self, side, i)->length);
  if (n > 12)
    g_string_append (lengths, ", …");
  if (side == WIRE_PIECES_SENT)
    /* Translators: bytes, how many sends, the bytes of each send */
    return g_strdup_printf (ngettext ("Sent: %s bytes in %s send: %s.",
                                      "Sent: %s bytes in %s sends: %s.", (gulong) all),
                            total, count, lengths->str);
  /* Translators: bytes, how many pieces, the bytes of each piece */
  return g_strdup_printf (ngettext ("Received: %s bytes in %s piece: %s.",
                                    "Received: %s bytes in %s pieces: %s.", (gulong) all),
                          total, count, lengths->str);
}

/* Of both sides: which pieces hold what was sent in several calls. */
static char *
describe_glue (const WirePieceGlue *glue)
{
  g_autofree char *first = wire_figure_count (glue->first);

  if (glue->pieces == 1)
    /* Translators: number of a piece, and how many sends it holds bytes of, at least two */
    return g_strdup_printf (ngettext ("Glued: received piece %s holds bytes of %u send.",
                                      "Glued: received piece %s holds bytes of %u sends.",
                                      glue->sends),
                            first, glue->sends);
  /* Translators: how many pieces, at least two; number of the first of them; its sends */
  return g_strdup_printf (_ ("Glued: %u received pieces hold bytes of more than one send, the "
                             "first of them piece %s, of "
                             "%u sends."),
                          glue->pieces, first, glue->sends);
}

/* Of the receiver's side alone: a piece that is the one before it, several times over. */
static char *
describe_repeats (WirePieces *self)
{
  guint n = wire_pieces_get_length (self, WIRE_PIECES_RECEIVED);

  for (guint i = 0; i < n; i++)
    {
      const WirePiece *piece = wire_pieces_get (self, WIRE_PIECES_RECEIVED, i);
      g_autofree char *number = NULL;

      if (piece->repeats < 2)
        continue;
      number = wire_figure_count (wire_pieces_get_count (self, WIRE_PIECES_RECEIVED) - n + i + 1);
      /* Translators: number of a piece, and how many times, at least two, the same is in it */
      return g_strdup_printf (_ ("Received piece %s is %u times what came before it: replies that "
                                 "may have arrived glued."),
                              number, piece->repeats);
    }
  return NULL;
}

/**
 * wire_pieces_describe:
 * @self: one direction of a connection
 *
 * Returns: (transfer full): how both sides cut it, and what arrived glued together
 */
char *
wire_pieces_describe (WirePieces *self)
{
  g_autofree char *sent = NULL;
  g_autofree char *received = NULL;
  g_autofree char *glued = NULL;
  WirePieceGlue glue;

  g_return_val_if_fail (WIRE_IS_PIECES (self), NULL);

  sent = describe_side (self, WIRE_PIECES_SENT);
  received = describe_side (self, WIRE_PIECES_RECEIVED);
  if (wire_pieces_find_glued (self, &glue))
    glued = describe_glue (&glue);
  else if (wire_pieces_get_count (self, WIRE_PIECES_SENT) == 0)
    glued = describe_repeats (self);
  return g_strjoin (" ", sent, received, glued, NULL);
}
