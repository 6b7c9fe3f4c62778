/* wire-held-pieces.h: pieces of a direction that wait for what is missing before them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/* They are copied, kept in order of position and without overlap, and counted in a budget. For
 * wire-stream-direction.c alone. */

/** Returns: the position after the last byte of @piece */
static inline guint64
wire_stream_piece_get_end (const WireStreamPiece *piece)
{
  return piece->position + piece->length;
}

/** Returns: how many wait in @direction */
guint wire_held_count (const WireStreamDirection *direction);

/** Returns: (transfer none): number @i of them */
const WireStreamPiece *wire_held_get (const WireStreamDirection *direction, guint i);

/** Returns: bytes of memory that @piece takes while it waits */
gsize wire_held_get_cost (const WireStreamPiece *piece);

/** Returns: whether a piece of @cost may wait */
gboolean wire_held_has_room (const WireStreamDirection *direction,
                             const WireStreamBudget *budget,
                             gsize cost);

/** Returns: the first that ends after @position */
guint wire_held_find (const WireStreamDirection *direction, guint64 position);

/** Copies @piece, which becomes number @index. */
void wire_held_insert (WireStreamDirection *direction,
                       WireStreamBudget *budget,
                       const WireStreamPiece *piece,
                       guint index);

/** Frees the first @n. */
void wire_held_remove_first (WireStreamDirection *direction, WireStreamBudget *budget, guint n);

G_END_DECLS
