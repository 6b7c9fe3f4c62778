/* wire-tls-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-listener.h"

#include "capture/tls/wire-dtls-recognise.h"
#include "capture/tls/wire-tls-conversation.h"
#include "capture/tls/wire-tls-log.h"
#include "capture/tls/wire-tls-message-reader.h"
#include "capture/tls/wire-tls-record-reader.h"

/* What all connections together may hold of records that are not whole: as long as the longest one,
 * four thousand of them. */
#define BUDGET (96u * 1024 * 1024)

/* … of datagrams and messages of DTLS that are not whole. */
#define DATAGRAM_BUDGET (32u * 1024 * 1024)

/* Returns: whether @bytes are records one after the other, at least two of them or one that ends
 * with @bytes: the end of the last may be missing */
static gboolean
is_chain (const guint8 *bytes, gsize length)
{
  gsize at = 0;
  guint n = 0;

  while (length - at >= WIRE_TLS_RECORD_HEAD)
    {
      if (!wire_tls_record_may_start (bytes + at, length - at) || bytes[at + 2] == 0)
        return FALSE;
      at += WIRE_TLS_RECORD_HEAD + ((gsize) bytes[at + 3] << 8 | bytes[at + 4]);
      n++;
      if (at >= length)
        return n > 1 || at == length;
    }
  return FALSE;
}

/* A hello of client or server: the record has at least a message's head in it. */
static WireListenerAnswer
look_at_hello (const guint8 *bytes, gsize length)
{
  if (!wire_tls_record_may_start (bytes, length) || bytes[0] != WIRE_TLS_HANDSHAKE)
    return WIRE_LISTENER_NO;
  if (length < WIRE_TLS_RECORD_HEAD + WIRE_TLS_MESSAGE_HEAD)
    return WIRE_LISTENER_MORE;
  bytes += WIRE_TLS_RECORD_HEAD;
  if ((bytes[0] != WIRE_TLS_CLIENT_HELLO && bytes[0] != WIRE_TLS_SERVER_HELLO) || bytes[1] != 0)
    return WIRE_LISTENER_NO;
  return WIRE_LISTENER_YES;
}

static WireListenerAnswer
look_at (const guint8 *bytes, gsize length)
{
  WireListenerAnswer answer;

  if (length == 0)
    return WIRE_LISTENER_NO;
  answer = look_at_hello (bytes, length);
  if (answer != WIRE_LISTENER_NO)
    return answer;
  return bytes[0] >= WIRE_TLS_CHANGE_CIPHER_SPEC && bytes[0] <= WIRE_TLS_HEARTBEAT
                 && is_chain (bytes, length)
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  return MAX (look_at (look->bytes[0], look->length[0]), look_at (look->bytes[1], look->length[1]));
}

static gpointer
begin (WireChannel *channel)
{
  return wire_tls_conversation_new (channel, FALSE);
}

static gpointer
begin_datagrams (WireChannel *channel)
{
  return wire_tls_conversation_new (channel, TRUE);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_tls_conversation_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  wire_tls_conversation_end (conversation, side, orderly);
}

static void
free_conversation (gpointer conversation)
{
  wire_tls_conversation_free (conversation);
}

static gpointer
new_log (WireListening *listening)
{
  return wire_tls_log_new (listening);
}

static void
free_log (gpointer log)
{
  wire_tls_log_free (log);
}

static gboolean
wants_again (gpointer log)
{
  return wire_tls_log_wants_again (log);
}

const WireListener wire_tls_listener = {
  .name = "TLS",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "\x14\x15\x16\x17\x18",
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_conversation,
  .log_new = new_log,
  .log_free = free_log,
  .wants_again = wants_again,
};

const WireListener wire_dtls_listener = {
  .name = "DTLS",
  .flags = WIRE_LISTENER_DATAGRAMS | WIRE_LISTENER_ANYWHERE,
  .budget = DATAGRAM_BUDGET,
  .may_start = wire_dtls_may_start,
  .begin = begin_datagrams,
  .piece = take_piece,
  .end = end_side,
  .free = free_conversation,
};
