/* wire-message-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-message-reader.h"

/* Returns: whether messages may follow */
static gboolean
add_gap (WireMessageSide *self, guint32 length)
{
  self->lost |= length > self->skip;
  self->skip -= MIN (self->skip, length);
  return !self->lost;
}

/* Bytes that the message needs before it can be shown; 0: its length is not known. */
static gsize
get_wanted (const WireMessageReader *self, const WireMessageSide *sender, gsize total)
{
  if (total == 0)
    return sender->bytes->len + 1;
  return MIN (total, self->most);
}

static void
append (WireMessageSide *self, const WireStreamPiece *piece, guint32 *at, gsize wanted)
{
  gsize n = MIN (wanted - self->bytes->len, piece->length - *at);

  g_byte_array_append (self->bytes, piece->data + *at, (guint) n);
  *at += (guint32) n;
}

/* Takes some bytes of @piece. Returns: whether messages may follow */
static gboolean
take_some (WireMessageReader *self,
           guint side,
           const WireStreamPiece *piece,
           WireMessageMeasure measure,
           WireMessageVisit visit,
           gpointer user_data,
           guint32 *at)
{
  WireMessageSide *sender = &self->sides[side];
  gsize total = sender->bytes->len ? measure (sender->bytes->data, sender->bytes->len) : 0;
  gsize wanted;
  gboolean more;

  if (total == G_MAXSIZE || (total == 0 && sender->bytes->len > WIRE_MESSAGE_HEAD_MAX))
    return FALSE;
  wanted = get_wanted (self, sender, total);
  if (sender->bytes->len < wanted)
    append (sender, piece, at, wanted);
  if (total == 0 || sender->bytes->len < wanted)
    return TRUE;
  more = visit (side, sender->bytes->data, sender->bytes->len, piece, user_data);
  sender->skip = total > sender->bytes->len ? total - sender->bytes->len : 0;
  g_byte_array_set_size (sender->bytes, 0);
  return more;
}

/**
 * wire_message_reader_add:
 * @self: of a conversation
 * @side: who speaks
 * @piece: the next bytes, or a gap
 * @measure: tells how long a message is
 * @visit: takes each message of which enough is there
 * @user_data: for @visit
 *
 * Returns: whether more can be learnt
 */
gboolean
wire_message_reader_add (WireMessageReader *self,
                         guint side,
                         const WireStreamPiece *piece,
                         WireMessageMeasure measure,
                         WireMessageVisit visit,
                         gpointer user_data)
{
  WireMessageSide *sender = &self->sides[side];
  guint32 at = 0;

  if (!piece->data)
    return add_gap (sender, piece->length) || !self->sides[!side].lost;
  if (!sender->bytes)
    sender->bytes = g_byte_array_new ();
  while (!sender->lost && (at < piece->length || sender->bytes->len > 0))
    {
      guint32 before = at;
      guint held = sender->bytes->len;

      if (sender->skip > 0)
        {
          at += (guint32) MIN (sender->skip, piece->length - at);
          sender->skip -= at - before;
        }
      else if (!take_some (self, side, piece, measure, visit, user_data, &at))
        return FALSE;
      if (at == before && sender->bytes->len == held)
        break;
    }
  return TRUE;
}

void
wire_message_reader_clear (WireMessageReader *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    if (self->sides[i].bytes)
      g_byte_array_unref (g_steal_pointer (&self->sides[i].bytes));
}
