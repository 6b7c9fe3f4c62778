/* wire-websocket-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/websocket/wire-websocket-connection.h"

#include "capture/http/wire-http-message.h"
#include "capture/websocket/wire-websocket-frame.h"
#include "capture/websocket/wire-websocket-inflater.h"
#include "capture/websocket/wire-websocket-message.h"

#include <string.h>

/* What a connection takes in addition to what it holds. */
#define OWN_COST 600u

/*
 * One side.
 * @head: of the next frame, as far as it came
 * @in_frame: @frame goes on, and @at bytes of its payload came
 * @lost: nobody knows where the next frame begins
 * @forgets: each message is packed by itself
 * @context_lost: something was lost that later messages may refer to
 */
typedef struct
{
  WireWebsocketConnection *connection;
  WireWebsocketTarget target;
  guint8 head[WIRE_WEBSOCKET_MAX_HEAD];
  guint8 head_length;
  WireWebsocketFrame frame;
  guint64 at;
  gboolean in_frame;
  gboolean lost;
  gboolean forgets;
  gboolean context_lost;
  WireWebsocketMessage message;
  WireWebsocketInflater *inflater;
} Side;

struct _WireWebsocketConnection
{
  WireChannel *channel;
  Side sides[2];
  guint messages;
  gsize charged;
};

static gboolean
has_word (const char *text, const char *word)
{
  return text && strstr (text, word) != NULL;
}

/** @channel: its hint is the exchange of the handshake, a #WireHttpExchange */
WireWebsocketConnection *
wire_websocket_connection_new (WireChannel *channel)
{
  WireWebsocketConnection *self = g_new0 (WireWebsocketConnection, 1);
  const WireHttpExchange *handshake = wire_channel_get_hint (channel);
  const char *extensions = handshake ? handshake->response.extensions : NULL;

  self->channel = channel;
  for (guint i = 0; i < 2; i++)
    {
      gboolean client = i == (handshake ? handshake->client : 0);

      self->sides[i].connection = self;
      self->sides[i].target =
          (WireWebsocketTarget){ channel, handshake ? handshake->request.uri : NULL, i, client };
      self->sides[i].forgets = has_word (extensions, client ? "client_no_context_takeover"
                                                            : "server_no_context_takeover");
    }
  return self;
}

void
wire_websocket_connection_free (WireWebsocketConnection *self)
{
  wire_channel_charge (self->channel, self->charged, 0);
  for (guint i = 0; i < 2; i++)
    {
      wire_websocket_message_clear (&self->sides[i].message);
      g_clear_pointer (&self->sides[i].inflater, wire_websocket_inflater_free);
    }
  g_free (self);
}

/* Messages */

static void
begin_message (Side *self)
{
  if (self->message.open)
    wire_websocket_message_end (&self->message, &self->target, FALSE);
  self->message.open = TRUE;
  self->message.compressed = self->frame.compressed;
  self->message.number = ++self->connection->messages;
}

static void
begin_frame (Side *self)
{
  self->in_frame = TRUE;
  self->at = 0;
  if (self->frame.opcode == WIRE_WEBSOCKET_TEXT || self->frame.opcode == WIRE_WEBSOCKET_BINARY)
    begin_message (self);
  else if (self->frame.opcode == WIRE_WEBSOCKET_CONTINUATION && !self->message.open)
    {
      begin_message (self); /* its beginning was lost, and with it whether it is packed */
      self->message.broken = TRUE;
    }
}

/* What unpacked bytes are added to. */
typedef struct
{
  Side *side;
  const WireStreamPiece *piece;
} Unpacking;

static gboolean
take_unpacked (const guint8 *bytes, gsize length, gpointer user_data)
{
  const Unpacking *unpacking = user_data;

  return wire_websocket_message_add_bytes (&unpacking->side->message, &unpacking->side->target,
                                           bytes, length, unpacking->piece);
}

/* What cannot be unpacked is missing: how much that is, nobody knows. */
static void
break_context (Side *self, const WireStreamPiece *piece)
{
  self->context_lost = TRUE;
  if (!self->message.broken)
    wire_websocket_message_add_gap (&self->message, &self->target, 1, piece);
}

static void
unpack (Side *self, const guint8 *bytes, gsize length, const WireStreamPiece *piece)
{
  Unpacking unpacking = { self, piece };
  gboolean fine;

  if (self->context_lost)
    {
      break_context (self, piece);
      return;
    }
  if (!self->inflater)
    self->inflater = wire_websocket_inflater_new ();
  fine =
      bytes ? wire_websocket_inflater_add (self->inflater, bytes, length, take_unpacked, &unpacking)
            : wire_websocket_inflater_end_message (self->inflater, take_unpacked, &unpacking);
  if (!fine)
    break_context (self, piece);
}

static void
add_payload (Side *self, const WireStreamPiece *piece)
{
  g_autofree guint8 *plain = NULL;

  if (!self->frame.masked && !self->message.compressed)
    {
      wire_websocket_message_add_place (&self->message, &self->target, piece);
      return;
    }
  plain = g_malloc (piece->length);
  wire_websocket_frame_unmask (&self->frame, self->at, piece->data, piece->length, plain);
  if (self->message.compressed)
    unpack (self, plain, piece->length, piece);
  else
    wire_websocket_message_add_bytes (&self->message, &self->target, plain, piece->length, piece);
}

static void
lose_payload (Side *self, const WireStreamPiece *gap)
{
  if (self->message.compressed)
    break_context (self, gap);
  else
    wire_websocket_message_add_gap (&self->message, &self->target, gap->length, gap);
}

static void
end_message (Side *self, const WireStreamPiece *piece)
{
  if (self->message.compressed && !self->message.broken)
    unpack (self, NULL, 0, piece);
  wire_websocket_message_end (&self->message, &self->target, TRUE);
  if (!self->forgets)
    return;
  if (self->inflater)
    wire_websocket_inflater_reset (self->inflater);
  self->context_lost = FALSE;
}

static void
end_frame (Side *self, const WireStreamPiece *piece)
{
  self->in_frame = FALSE;
  if (!wire_websocket_frame_is_control (&self->frame) && self->frame.final)
    end_message (self, piece);
}

/* Frames */

static void
get_lost (Side *self)
{
  self->lost = TRUE;
  self->in_frame = FALSE;
  self->head_length = 0;
  if (self->message.open)
    wire_websocket_message_end (&self->message, &self->target, FALSE);
  self->context_lost = TRUE;
}

static void
read_head (Side *self, WireStreamPiece *piece)
{
  gsize wanted = self->head_length < 2 ? 2 : wire_websocket_frame_get_head_length (self->head);
  guint32 n = MIN (piece->length, (guint32) wanted - self->head_length);

  memcpy (self->head + self->head_length, piece->data, n);
  self->head_length = (guint8) (self->head_length + n);
  piece->data += n;
  piece->offset += n;
  piece->position += n;
  piece->length -= n;
  if (self->head_length < 2
      || self->head_length < wire_websocket_frame_get_head_length (self->head))
    return;
  self->head_length = 0;
  if (!wire_websocket_frame_parse (self->head, &self->frame))
    {
      get_lost (self);
      return;
    }
  begin_frame (self);
  if (self->frame.length == 0)
    end_frame (self, piece);
}

static void
read_payload (Side *self, WireStreamPiece *piece)
{
  WireStreamPiece part = *piece;

  part.length = (guint32) MIN (piece->length, self->frame.length - self->at);
  if (!wire_websocket_frame_is_control (&self->frame))
    {
      if (part.data)
        add_payload (self, &part);
      else
        lose_payload (self, &part);
    }
  self->at += part.length;
  if (piece->data)
    piece->data += part.length;
  piece->offset += part.length;
  piece->position += part.length;
  piece->length -= part.length;
  if (self->at == self->frame.length)
    end_frame (self, &part);
}

static void
read_piece (Side *self, const WireStreamPiece *piece)
{
  WireStreamPiece rest = *piece;

  while (rest.length > 0)
    {
      if (self->lost && rest.data
          && wire_websocket_frame_is_chain (rest.data, rest.length, self->target.upload))
        self->lost = FALSE;
      if (self->lost)
        return;
      if (self->in_frame)
        read_payload (self, &rest);
      else if (rest.data)
        read_head (self, &rest);
      else
        {
          get_lost (self);
          return;
        }
    }
}

static void
charge (WireWebsocketConnection *self)
{
  gsize now = OWN_COST;

  for (guint i = 0; i < 2; i++)
    {
      const Side *side = &self->sides[i];

      now += side->inflater ? WIRE_WEBSOCKET_INFLATER_COST : 0;
      now += side->message.gathered ? side->message.gathered->len : 0;
    }
  if (now == self->charged)
    return;
  if (!wire_channel_charge (self->channel, self->charged, now))
    for (guint i = 0; i < 2; i++)
      {
        g_clear_pointer (&self->sides[i].inflater, wire_websocket_inflater_free);
        self->sides[i].context_lost = TRUE;
      }
  self->charged = now;
}

/** The next bytes of @side, or a gap. */
void
wire_websocket_connection_add (WireWebsocketConnection *self,
                               guint side,
                               const WireStreamPiece *piece)
{
  read_piece (&self->sides[side], piece);
  charge (self);
}

/** Nothing more comes from @side. */
void
wire_websocket_connection_end (WireWebsocketConnection *self, guint side)
{
  Side *sender = &self->sides[side];

  if (sender->message.open)
    wire_websocket_message_end (&sender->message, &sender->target, FALSE);
}
