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
  GBytes *unit; /* (nullable): the last piece that repeats none before it, where it is small */
} Side;

/* Replies that a server repeats are short; to compare larger pieces would be work without use. */
#define UNIT_MAX 4096u

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
    {
      g_array_unref (self->sides[i].pieces);
      g_clear_pointer (&self->sides[i].unit, g_bytes_unref);
    }
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

/* Returns: how many times @bytes is what @side->unit is; 0 where it is anything else */
static guint
count_repeats (Side *side, const guint8 *data, gsize length)
{
  gsize size;
  const guint8 *unit = side->unit ? g_bytes_get_data (side->unit, &size) : NULL;

  if (!unit || length % size != 0)
    return 0;
  for (gsize i = 0; i < length; i += size)
    if (memcmp (data + i, unit, size) != 0)
      return 0;
  return (guint) (length / size);
}

static void
keep_unit (Side *side, GBytes *bytes)
{
  g_clear_pointer (&side->unit, g_bytes_unref);
  if (g_bytes_get_size (bytes) <= UNIT_MAX)
    side->unit = g_bytes_ref (bytes);
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
  piece.repeats = count_repeats (at, data, length);
  if (piece.repeats == 0)
    keep_unit (at, bytes);
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
      g_clear_pointer (&self->sides[i].unit, g_bytes_unref);
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

/* Returns: how many sends, from *@send on, have bytes in @piece; *@send is then the last of them,
 * as the next piece may go on with it */
static guint
count_sends (WirePieces *self, const WirePiece *piece, guint *send)
{
  guint n_sends = wire_pieces_get_length (self, WIRE_PIECES_SENT), n = 0;

  for (; *send < n_sends; ++*send)
    {
      const WirePiece *sent = wire_pieces_get (self, WIRE_PIECES_SENT, *send);

      if (sent->offset >= piece->offset + piece->length)
        break;
      n += sent->offset + sent->length > piece->offset;
    }
  if (n > 0)
    --*send;
  return n;
}

/**
 * wire_pieces_find_glued:
 * @glue: (out): what was found
 *
 * Looks for what was sent in several calls and came with one: among what is remembered of both
 * sides.
 *
 * Returns: whether there is such a piece; %FALSE also where only one side is known
 */
gboolean
wire_pieces_find_glued (WirePieces *self, WirePieceGlue *glue)
{
  guint n = wire_pieces_get_length (self, WIRE_PIECES_RECEIVED), send = 0;

  *glue = (WirePieceGlue){ 0 };
  for (guint i = 0; i < n; i++)
    {
      guint sends = count_sends (self, wire_pieces_get (self, WIRE_PIECES_RECEIVED, i), &send);

      if (sends < 2)
        continue;
      if (glue->pieces++ > 0)
        continue;
      glue->first = wire_pieces_get_count (self, WIRE_PIECES_RECEIVED) - n + i + 1;
      glue->sends = sends;
    }
  return glue->pieces > 0;
}
