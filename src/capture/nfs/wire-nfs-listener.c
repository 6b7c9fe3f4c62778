/* wire-nfs-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-listener.h"

#include "capture/nfs/wire-nfs-conversation.h"
#include "capture/nfs/wire-nfs-log.h"
#include "capture/nfs/wire-rpc-head.h"
#include "capture/nfs/wire-rpc-reader.h"

/* Files, names and messages that wait, of all conversations. */
#define BUDGET (256u * 1024 * 1024)

/* Up to the procedure of a call; up to what an answer has after its verifier. */
#define CALL_LENGTH 24u
#define ANSWER_LENGTH 24u

/* A call of version 2 of a program whose files are listed: enough to be certain. */
static WireListenerAnswer
look_at_call (const guint8 *bytes, gsize length, gboolean last)
{
  static const guint8 HEAD[] = { 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0x86, 0xa0, 0, 0, 0, 3, 0, 0, 0 };
  WireRpcHead head = { .version = 3 };

  for (gsize i = 4; i < MIN (length, 4 + sizeof HEAD); i++)
    if ((bytes[i] & (i == 15 ? 0xf0 : 0xff)) != HEAD[i - 4])
      return WIRE_LISTENER_NO;
  if (length < CALL_LENGTH)
    return last ? WIRE_LISTENER_NO : WIRE_LISTENER_MORE;
  head.program = 0x18600u | bytes[15];
  head.procedure = bytes[23];
  return wire_rpc_head_is_ours (&head) ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
}

/* An answer tells no program: the call has to be seen. */
static gboolean
may_be_answer (const guint8 *bytes, gsize length)
{
  WireRpcHead head;

  return length >= ANSWER_LENGTH && wire_rpc_head_parse (bytes, length, &head) && head.answer
         && head.accepted;
}

static WireListenerAnswer
look_at_stream (const guint8 *bytes, gsize length, gboolean last)
{
  guint32 size;
  gboolean whole;

  if (length < 4)
    return length > 0 && (bytes[0] & 0x7f) == 0 && !last ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
  if (!wire_rpc_mark_parse (bytes, length, &size, &whole) || size < CALL_LENGTH)
    return WIRE_LISTENER_NO;
  return look_at_call (bytes + 4, length - 4, last);
}

static WireListenerAnswer
look_at_side (const WireListenerLook *look, guint side)
{
  const guint8 *bytes = look->bytes[side];
  gsize length = look->length[side];

  if (length == 0)
    return WIRE_LISTENER_NO;
  return look->datagram ? look_at_call (bytes, length, TRUE)
                        : look_at_stream (bytes, length, look->last);
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  WireListenerAnswer answer = look_at_side (look, look->first);
  const guint8 *bytes = look->bytes[look->first];
  gsize length = look->length[look->first];

  if (answer != WIRE_LISTENER_NO || look->datagram)
    return answer;
  if (length < 4 || !may_be_answer (bytes + 4, length - 4))
    return WIRE_LISTENER_NO;
  answer = look_at_side (look, !look->first);
  return answer == WIRE_LISTENER_NO && look->length[!look->first] == 0 && !look->last
             ? WIRE_LISTENER_MORE
             : answer;
}

static gpointer
begin (WireChannel *channel)
{
  return wire_nfs_conversation_new (channel);
}

static WireListenerTaken
take (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_nfs_conversation_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end (gpointer conversation, guint side, gboolean orderly)
{
  wire_nfs_conversation_end (conversation, side, orderly);
}

static void
leave (gpointer conversation)
{
  wire_nfs_conversation_free (conversation);
}

static gpointer
new_log (WireListening *listening)
{
  return wire_nfs_log_new (listening);
}

static void
free_log (gpointer log)
{
  wire_nfs_log_free (log);
}

const WireListener wire_nfs_listener = {
  .name = "NFS",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_DATAGRAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "\x80",
  .begin = begin,
  .piece = take,
  .end = end,
  .free = leave,
  .log_new = new_log,
  .log_free = free_log,
};
