/* wire-held-pieces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-held-pieces.h"

#include <string.h>

/* A piece that waits, with a copy of its bytes. */
typedef struct
{
  WireStreamPiece piece;
  guint8 bytes[];
} Held;

gsize
wire_held_get_cost (const WireStreamPiece *piece)
{
  return sizeof (Held) + (piece->data ? piece->length : 0);
}

guint
wire_held_count (const WireStreamDirection *direction)
{
  return direction->trouble && direction->trouble->held ? direction->trouble->held->len : 0;
}

const WireStreamPiece *
wire_held_get (const WireStreamDirection *direction, guint i)
{
  return &((const Held *) g_ptr_array_index (direction->trouble->held, i))->piece;
}

gboolean
wire_held_has_room (const WireStreamDirection *direction,
                    const WireStreamBudget *budget,
                    gsize cost)
{
  gsize held = direction->trouble ? direction->trouble->held_bytes : 0;

  return held + cost <= budget->each && budget->used + cost <= budget->limit
         && wire_held_count (direction) < budget->each / WIRE_STREAM_BYTES_A_PIECE;
}

guint
wire_held_find (const WireStreamDirection *direction, guint64 position)
{
  guint low = 0;
  guint high = wire_held_count (direction);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (wire_stream_piece_get_end (wire_held_get (direction, middle)) > position)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

void
wire_held_insert (WireStreamDirection *direction,
                  WireStreamBudget *budget,
                  const WireStreamPiece *piece,
                  guint index)
{
  gsize cost = wire_held_get_cost (piece);
  Held *held = g_malloc (cost);

  held->piece = *piece;
  if (piece->data)
    {
      memcpy (held->bytes, piece->data, piece->length);
      held->piece.data = held->bytes;
    }
  if (!direction->trouble)
    direction->trouble = g_new0 (WireStreamTrouble, 1);
  if (!direction->trouble->held)
    direction->trouble->held = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_insert (direction->trouble->held, (int) index, held);
  direction->trouble->held_bytes += cost;
  budget->used += cost;
}

void
wire_held_remove_first (WireStreamDirection *direction, WireStreamBudget *budget, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gsize cost = wire_held_get_cost (wire_held_get (direction, i));

      direction->trouble->held_bytes -= cost;
      budget->used -= cost;
    }
  if (n > 0 && n < wire_held_count (direction))
    g_ptr_array_remove_range (direction->trouble->held, 0, n);
  else if (n > 0)
    g_clear_pointer (&direction->trouble->held, g_ptr_array_unref);
}
