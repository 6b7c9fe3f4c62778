/* wire-pieces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-pieces.h"

#include <string.h>

typedef struct
{
  GArray *pieces; /* of WirePiece; a ring of WIRE_PIECES_MAX once it is full */
  guint first;
  guint64 count; /* of those that are not remembered, too, as is what follows */
  guint64 total;
} Side;

struct _WirePieces
{
  GObject parent_instance;

  Side sides[2];
};

G_DEFINE_FINAL_TYPE (WirePieces, wire_pieces, G_TYPE_OBJECT)

static guint changed_signal;

static void
wire_pieces_finalize (GObject *object)
{
  WirePieces *self = WIRE_PIECES (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    g_array_unref (self->sides[i].pieces);
  G_OBJECT_CLASS (wire_pieces_parent_class)->finalize (object);
}

static void
wire_pieces_class_init (WirePiecesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_pieces_finalize;

  /** WirePieces::changed: a piece was added, or all are gone */
  changed_signal = g_signal_new ("changed", WIRE_TYPE_PIECES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
wire_pieces_init (WirePieces *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    self->sides[i].pieces = g_array_new (FALSE, FALSE, sizeof (WirePiece));
}

/** Returns: (transfer full) */
WirePieces *
wire_pieces_new (void)
{
  return g_object_new (WIRE_TYPE_PIECES, NULL);
}

/** Adds @bytes, one piece, to what @side has cut so far; empty ones are none. */
void
wire_pieces_add (WirePieces *self, WirePieceSide side, GBytes *bytes)
{
  Side *at = &self->sides[side];
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  WirePiece piece = { .offset = at->total, .length = length };

  g_return_if_fail (WIRE_IS_PIECES (self));
  if (length == 0)
    return;
  piece.head_length = (guint8) MIN (length, sizeof piece.head);
  memcpy (piece.head, data, piece.head_length);
  at->total += length;
  at->count++;
  if (at->pieces->len < WIRE_PIECES_MAX)
    g_array_append_val (at->pieces, piece);
  else
    {
      g_array_index (at->pieces, WirePiece, at->first) = piece;
      at->first = (at->first + 1) % WIRE_PIECES_MAX;
    }
  g_signal_emit (self, changed_signal, 0);
}

void
wire_pieces_clear (WirePieces *self)
{
  g_return_if_fail (WIRE_IS_PIECES (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    {
      g_array_set_size (self->sides[i].pieces, 0);
      self->sides[i].first = 0;
      self->sides[i].count = 0;
      self->sides[i].total = 0;
    }
  g_signal_emit (self, changed_signal, 0);
}

/** Returns: how many of the side's pieces are remembered */
guint
wire_pieces_get_length (WirePieces *self, WirePieceSide side)
{
  g_return_val_if_fail (WIRE_IS_PIECES (self), 0);

  return self->sides[side].pieces->len;
}

/** Returns: (transfer none): remembered piece number @piece, from 0, the oldest first; until the
 * next call that changes @self */
const WirePiece *
wire_pieces_get (WirePieces *self, WirePieceSide side, guint piece)
{
  const Side *at = &self->sides[side];

  g_return_val_if_fail (piece < at->pieces->len, NULL);
  return &g_array_index (at->pieces, WirePiece, (at->first + piece) % at->pieces->len);
}

/** Returns: bytes that the side has seen, those of forgotten pieces included */
guint64
wire_pieces_get_total (WirePieces *self, WirePieceSide side)
{
  g_return_val_if_fail (WIRE_IS_PIECES (self), 0);

  return self->sides[side].total;
}

/** Returns: pieces that the side has seen, forgotten ones included */
guint64
wire_pieces_get_count (WirePieces *self, WirePieceSide side)
{
  g_return_val_if_fail (WIRE_IS_PIECES (self), 0);

  return self->sides[side].count;
}
