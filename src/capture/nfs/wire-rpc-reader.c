/* wire-rpc-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-rpc-reader.h"

#include "base/wire-cursor.h"
#include "capture/nfs/wire-rpc-head.h"

#include <string.h>

#define MARK 4u

/*
 * WireRpcReader:
 * @mark: of the next fragment, as far as it came
 * @marked: bytes of @mark that came
 * @left: bytes of the fragment that are still to come
 * @last: it is the last one of the message
 * @message: (nullable): that is coming
 * @lost: where a message begins is not known
 */
struct _WireRpcReader
{
  WireRpcHear hear;
  gpointer user_data;
  guint8 mark[MARK];
  guint32 marked;
  guint32 left;
  gboolean last;
  WireRpcMessage *message;
  gboolean lost;
};

/** Returns: (transfer full): a reader of a side that has said nothing yet; @hear gets its messages
 */
WireRpcReader *
wire_rpc_reader_new (WireRpcHear hear, gpointer user_data)
{
  WireRpcReader *self = g_new0 (WireRpcReader, 1);

  self->hear = hear;
  self->user_data = user_data;
  return self;
}

void
wire_rpc_reader_free (WireRpcReader *self)
{
  g_clear_pointer (&self->message, wire_rpc_message_free);
  g_free (self);
}

/** Returns: whether a fragment may begin with @bytes: its @size is one that is used */
gboolean
wire_rpc_mark_parse (const guint8 *bytes, gsize length, guint32 *size, gboolean *last)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint32 mark = wire_cursor_be32 (&cursor);

  *last = mark >> 31;
  *size = mark & 0x7fffffff;
  return !cursor.failed && *size <= WIRE_RPC_MAX_LENGTH && (*size > 0 || !*last);
}

static void
get_lost (WireRpcReader *self)
{
  g_clear_pointer (&self->message, wire_rpc_message_free);
  self->lost = TRUE;
  self->marked = self->left = 0;
  self->hear (NULL, self->user_data);
}

static void
end_fragment (WireRpcReader *self)
{
  if (self->left > 0)
    return;
  self->marked = 0;
  if (self->last && self->message)
    self->hear (g_steal_pointer (&self->message), self->user_data);
}

static void
read_mark (WireRpcReader *self, const WireStreamPiece *piece, guint32 *used)
{
  guint32 n = MIN (MARK - self->marked, piece->length - *used);

  memcpy (self->mark + self->marked, piece->data + *used, n);
  self->marked += n;
  *used += n;
  if (self->marked < MARK)
    return;
  if ((!wire_rpc_mark_parse (self->mark, MARK, &self->left, &self->last) && !self->message)
      || (self->message && self->message->body.size + (guint64) self->left > WIRE_RPC_MAX_LENGTH))
    {
      get_lost (self);
      return;
    }
  if (!self->message)
    self->message = wire_rpc_message_new (piece);
  end_fragment (self);
}

static void
read_bytes (WireRpcReader *self, const WireStreamPiece *piece, guint32 *used)
{
  guint32 n = MIN (self->left, piece->length - *used);

  wire_rpc_message_add (self->message, piece, *used, n);
  self->left -= n;
  *used += n;
  end_fragment (self);
}

/* A piece begins where a segment did. */
static gboolean
may_resume (const WireStreamPiece *piece)
{
  WireRpcHead head;
  guint32 size;
  gboolean last;

  return wire_rpc_mark_parse (piece->data, piece->length, &size, &last) && last
         && wire_rpc_head_parse (piece->data + MARK, piece->length - MARK, &head)
         && (head.answer || wire_rpc_head_is_ours (&head));
}

static void
add_gap (WireRpcReader *self, const WireStreamPiece *gap)
{
  if (self->lost)
    return;
  if (self->marked < MARK || gap->length > self->left)
    {
      get_lost (self);
      return;
    }
  wire_rpc_message_add (self->message, gap, 0, gap->length);
  self->left -= gap->length;
  end_fragment (self);
}

/** Adds what was said next, or a gap. */
void
wire_rpc_reader_add (WireRpcReader *self, const WireStreamPiece *piece)
{
  guint32 used = 0;

  if (!piece->data)
    {
      add_gap (self, piece);
      return;
    }
  if (self->lost)
    self->lost = !may_resume (piece);
  while (used < piece->length && !self->lost)
    if (self->marked < MARK)
      read_mark (self, piece, &used);
    else
      read_bytes (self, piece, &used);
}

/** Nothing more comes: what has not ended is lost. */
void
wire_rpc_reader_end (WireRpcReader *self)
{
  if (self->message || self->marked > 0)
    get_lost (self);
}
