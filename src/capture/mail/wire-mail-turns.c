/* wire-mail-turns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-turns.h"

#include "capture/reassembly/wire-body.h"

#include <string.h>

/* A piece that waits, with a copy of its bytes after it. */
typedef struct
{
  WireStreamPiece piece;
  guint8 bytes[];
} Held;

/*
 * @heard: the sequence number after the last byte that was heard of a side
 * @known: whether that is known
 * @ended: nothing more comes from that side
 */
struct _WireMailTurns
{
  WireChannel *channel;
  WireMailTurnsHear hear;
  gpointer conversation;
  GQueue held[2];
  guint32 heard[2];
  gboolean known[2];
  gboolean ended[2];
  gsize cost;
};

/**
 * wire_mail_turns_new:
 * @channel: of the conversation
 * @hear: takes pieces, in order
 * @conversation: for @hear
 */
WireMailTurns *
wire_mail_turns_new (WireChannel *channel, WireMailTurnsHear hear, gpointer conversation)
{
  WireMailTurns *self = g_new0 (WireMailTurns, 1);

  self->channel = channel;
  self->hear = hear;
  self->conversation = conversation;
  return self;
}

static gsize
get_cost (const WireStreamPiece *piece)
{
  return sizeof (Held) + (piece->data ? piece->length : 0);
}

void
wire_mail_turns_free (WireMailTurns *self)
{
  for (guint side = 0; side < 2; side++)
    g_queue_clear_full (&self->held[side], g_free);
  wire_channel_charge (self->channel, self->cost, 0);
  g_free (self);
}

/* A gap has the numbers of what followed it, and others may wait for it. */
static gboolean
has_to_wait (const WireMailTurns *self, guint side, const WireStreamPiece *piece)
{
  return piece->data && self->known[!side] && !self->ended[!side] && piece->acknowledges
         && (gint32) (piece->acknowledgement - self->heard[!side]) > 0;
}

static void
tell (WireMailTurns *self, guint side, const WireStreamPiece *piece)
{
  self->heard[side] = piece->sequence + piece->length;
  self->known[side] = TRUE;
  self->hear (self->conversation, side, piece);
}

/* Returns: whether there was room to hold @piece back */
static gboolean
hold (WireMailTurns *self, guint side, const WireStreamPiece *piece)
{
  gsize cost = get_cost (piece);
  Held *held;

  if (self->cost + cost > WIRE_MAIL_TURNS_MAX
      || !wire_channel_charge (self->channel, self->cost, self->cost + cost))
    return FALSE;
  self->cost += cost;
  held = g_malloc (cost);
  held->piece = *piece;
  if (piece->data)
    {
      memcpy (held->bytes, piece->data, piece->length);
      held->piece.data = held->bytes;
    }
  g_queue_push_tail (&self->held[side], held);
  return TRUE;
}

static void
release (WireMailTurns *self, guint side)
{
  Held *held = g_queue_pop_head (&self->held[side]);
  gsize cost = get_cost (&held->piece);

  wire_channel_charge (self->channel, self->cost, self->cost - cost);
  self->cost -= cost;
  tell (self, side, &held->piece);
  g_free (held);
}

/* Lets go of what need not wait any more. */
static void
release_ready (WireMailTurns *self)
{
  gboolean found = TRUE;

  while (found)
    {
      found = FALSE;
      for (guint side = 0; side < 2; side++)
        {
          const Held *first = g_queue_peek_head (&self->held[side]);

          if (!first || has_to_wait (self, side, &first->piece))
            continue;
          release (self, side);
          found = TRUE;
        }
    }
}

/* Lets go of everything, by the packets that brought it. */
static void
release_all (WireMailTurns *self)
{
  const Held *first[2];

  while ((first[0] = g_queue_peek_head (&self->held[0]),
          first[1] = g_queue_peek_head (&self->held[1]), first[0] || first[1]))
    release (self,
             !first[0] || (first[1] && first[1]->piece.packet < first[0]->piece.packet) ? 1 : 0);
}

/* The first that is said acknowledges what the other side said before its own first byte. */
static void
note_beginning (WireMailTurns *self, guint side, const WireStreamPiece *piece)
{
  if (self->known[0] || self->known[1] || piece->position > 0 || !piece->acknowledges)
    return;
  self->heard[!side] = piece->acknowledgement;
  self->known[!side] = TRUE;
}

/** The next bytes of @side, or a gap. */
void
wire_mail_turns_add (WireMailTurns *self, guint side, const WireStreamPiece *piece)
{
  /* Numbers of what was decrypted are those of what it was decrypted from. */
  if (piece->data && piece->offset & WIRE_EXTENT_DERIVED)
    {
      self->hear (self->conversation, side, piece);
      return;
    }
  note_beginning (self, side, piece);
  if (!g_queue_is_empty (&self->held[side]) || has_to_wait (self, side, piece))
    {
      if (hold (self, side, piece))
        return;
      release_all (self);
      self->known[!side] = FALSE;
    }
  tell (self, side, piece);
  release_ready (self);
}

/** Nothing more comes from @side. Once that is so of both, nothing is held back. */
void
wire_mail_turns_end (WireMailTurns *self, guint side)
{
  self->ended[side] = TRUE;
  release_ready (self);
  if (self->ended[!side])
    release_all (self);
}
