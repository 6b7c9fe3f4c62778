/* wire-sctp-order.h: the pieces of messages that one side sends, in their order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"
#include "capture/sctp/wire-sctp-chunk.h"

G_BEGIN_DECLS

/** What one side may have in waiting: bytes, and pieces. Receivers of SCTP keep less than a MiB
 * unless they are told to. */
#define WIRE_SCTP_MAX_HELD (1024u * 1024)
#define WIRE_SCTP_MAX_PIECES 4096u

/** Takes pieces in their order. @brought_by: where @chunk's data is in the capture, and when it
 * came. */
typedef void (*WireSctpDeliver) (const WireSctpChunk *chunk,
                                 const WireStreamPiece *brought_by,
                                 gpointer user_data);

/**
 * WireSctpOrder:
 * @known: @next is
 * @next: the number of the piece that comes next
 * @held: (element-type WireSctpHeld) (nullable): what came before it, by number
 * @held_bytes: what that takes
 *
 * A piece that comes early waits, within bounds; one that comes again is left out. Zeroed is new.
 */
typedef struct
{
  gboolean known;
  guint32 next;
  GQueue *held;
  gsize held_bytes;
} WireSctpOrder;

void wire_sctp_order_begin (WireSctpOrder *order, guint32 next);
void wire_sctp_order_add (WireSctpOrder *order,
                          const WireSctpChunk *chunk,
                          const WireStreamPiece *brought_by,
                          WireSctpDeliver deliver,
                          gpointer user_data);
void wire_sctp_order_flush (WireSctpOrder *order, WireSctpDeliver deliver, gpointer user_data);
void wire_sctp_order_clear (WireSctpOrder *order);

G_END_DECLS
