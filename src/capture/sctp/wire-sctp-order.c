/* wire-sctp-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/sctp/wire-sctp-order.h"

/* What waits, with its bytes after it. */
typedef struct
{
  WireSctpChunk chunk;
  WireStreamPiece brought_by;
  guint8 bytes[];
} WireSctpHeld;

/* Numbers wrap (RFC 9260, section 1.6). */
static gint32
get_distance (guint32 from, guint32 to)
{
  return (gint32) (to - from);
}

static gsize
get_cost (const WireSctpHeld *held)
{
  return sizeof *held + held->chunk.length;
}

/** @next: what the next piece is numbered; what waits is forgotten */
void
wire_sctp_order_begin (WireSctpOrder *self, guint32 next)
{
  wire_sctp_order_clear (self);
  self->known = TRUE;
  self->next = next;
}

/** Forgets what waits. */
void
wire_sctp_order_clear (WireSctpOrder *self)
{
  if (self->held)
    g_queue_free_full (self->held, g_free);
  self->held = NULL;
  self->held_bytes = 0;
}

static WireSctpHeld *
copy (const WireSctpChunk *chunk, const WireStreamPiece *brought_by)
{
  WireSctpHeld *held = g_malloc (sizeof *held + chunk->length);

  held->chunk = *chunk;
  held->brought_by = *brought_by;
  if (chunk->length > 0)
    memcpy (held->bytes, chunk->data, chunk->length);
  held->chunk.data = held->bytes;
  held->brought_by.data = held->bytes;
  return held;
}

/* Early pieces come in order themselves, most often: the last is looked at first. */
static void
hold (WireSctpOrder *self, const WireSctpChunk *chunk, const WireStreamPiece *brought_by)
{
  GList *after;
  WireSctpHeld *held;

  if (!self->held)
    self->held = g_queue_new ();
  for (after = self->held->tail; after; after = after->prev)
    if (get_distance (((WireSctpHeld *) after->data)->chunk.tsn, chunk->tsn) >= 0)
      break;
  if (after && ((WireSctpHeld *) after->data)->chunk.tsn == chunk->tsn)
    return;
  held = copy (chunk, brought_by);
  self->held_bytes += get_cost (held);
  if (after)
    g_queue_insert_after (self->held, after, held);
  else
    g_queue_push_head (self->held, held);
}

static void
let_go (WireSctpOrder *self, WireSctpDeliver deliver, gpointer user_data)
{
  g_autofree WireSctpHeld *first = g_queue_pop_head (self->held);

  self->held_bytes -= get_cost (first);
  self->next = first->chunk.tsn + 1;
  deliver (&first->chunk, &first->brought_by, user_data);
}

static const WireSctpHeld *
get_first (const WireSctpOrder *self)
{
  return self->held ? g_queue_peek_head (self->held) : NULL;
}

/* What is next now; and what is missing is given up where too much waits for it. */
static void
catch_up (WireSctpOrder *self, WireSctpDeliver deliver, gpointer user_data)
{
  const WireSctpHeld *first;

  while ((first = get_first (self))
         && (first->chunk.tsn == self->next || self->held_bytes > WIRE_SCTP_MAX_HELD
             || self->held->length > WIRE_SCTP_MAX_PIECES))
    let_go (self, deliver, user_data);
}

/**
 * wire_sctp_order_add:
 * @self: of one side
 * @chunk: a piece of a message
 * @brought_by: what brought its data
 * @deliver: takes @chunk and what waited for it, if it is next
 * @user_data: for @deliver
 */
void
wire_sctp_order_add (WireSctpOrder *self,
                     const WireSctpChunk *chunk,
                     const WireStreamPiece *brought_by,
                     WireSctpDeliver deliver,
                     gpointer user_data)
{
  gint32 distance;

  if (!self->known)
    wire_sctp_order_begin (self, chunk->tsn);
  distance = get_distance (self->next, chunk->tsn);
  if (distance == 0)
    {
      self->next++;
      deliver (chunk, brought_by, user_data);
    }
  else if (distance > 0)
    hold (self, chunk, brought_by);
  catch_up (self, deliver, user_data);
}

/** What is missing will not come any more: @deliver takes all that waits. */
void
wire_sctp_order_flush (WireSctpOrder *self, WireSctpDeliver deliver, gpointer user_data)
{
  while (get_first (self))
    let_go (self, deliver, user_data);
}
