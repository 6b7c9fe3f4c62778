/* wire-mail-piece.h: the rest of a piece
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** Returns: @piece without its first @used bytes */
static inline WireStreamPiece
wire_mail_piece_rest (const WireStreamPiece *piece, guint32 used)
{
  WireStreamPiece rest = *piece;

  rest.data += used;
  rest.length -= used;
  rest.position += used;
  rest.sequence += used;
  if (rest.offset != WIRE_EXTENT_GAP)
    rest.offset += used;
  return rest;
}

G_END_DECLS
