/* wire-mqtt-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mqtt/wire-mqtt-listener.h"

#include "base/wire-cursor.h"
#include "capture/mqtt/wire-mqtt-packet.h"
#include "capture/reassembly/wire-channel.h"

#include <string.h>

/* What is read of a packet before its payload: topics are 64 KiB at most. */
#define MAX_HEAD (66u * 1024)

/* What the heads of all connections may take. */
#define BUDGET (64u * 1024 * 1024)

/*
 * One side.
 * @head: of the packet that goes on, until its payload begins
 * @left: bytes of the packet that follow @head
 * @transfer: (nullable): what a payload goes to
 * @lost: nobody knows where the next packet begins, until a segment looks as if it began with one
 */
typedef struct
{
  GByteArray *head;
  guint64 left;
  WireTransfer *transfer;
  gboolean in_payload;
  gboolean lost;
} Side;

typedef struct
{
  WireChannel *channel;
  Side sides[2];
  guint client;
  guint version;
  const char *user;
  gsize charged;
} Connection;

/* Returns: (nullable): the string of @length bytes at the cursor */
static const char *
take_string (WireCursor *cursor, guint16 *length)
{
  *length = wire_cursor_be16 (cursor);
  return (const char *) wire_cursor_take (cursor, *length);
}

static guint32
take_number (WireCursor *cursor)
{
  guint32 number = 0;
  guint8 byte = 0x80;

  for (guint i = 0; i < 4 && byte & 0x80 && !cursor->failed; i++)
    {
      byte = wire_cursor_u8 (cursor);
      number |= (guint32) (byte & 0x7f) << 7 * i;
    }
  return number;
}

/* Section 3.1: protocol, level, flags, keep alive, then client, will and user. */
static void
read_connect (Connection *self, WireCursor *cursor)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));
  guint16 length;
  const char *text;
  guint8 flags;

  take_string (cursor, &length);
  self->version = wire_cursor_u8 (cursor);
  flags = wire_cursor_u8 (cursor);
  wire_cursor_skip (cursor, 2);
  if (self->version == 5)
    wire_cursor_skip (cursor, take_number (cursor));
  take_string (cursor, &length);
  if (flags & 4 && self->version == 5)
    wire_cursor_skip (cursor, take_number (cursor));
  if (flags & 4)
    {
      take_string (cursor, &length);
      take_string (cursor, &length);
    }
  text = flags & 0x80 ? take_string (cursor, &length) : NULL;
  if (text && !cursor->failed)
    self->user = wire_transfer_log_keep (log, text, length);
}

/* Returns: bytes of the variable header; 0 where more are needed */
static gsize
measure_publish (const Connection *self, const guint8 *bytes, gsize length, guint8 flags)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint16 topic;

  take_string (&cursor, &topic);
  if (flags & 6)
    wire_cursor_skip (&cursor, 2);
  if (self->version == 5)
    wire_cursor_skip (&cursor, take_number (&cursor));
  return cursor.failed ? 0 : cursor.position;
}

static void
begin_message (Connection *self, guint side, const guint8 *bytes, const WireStreamPiece *piece)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));
  Side *own = &self->sides[side];
  guint16 topic = (guint16) (bytes[0] << 8 | bytes[1]);
  WireTransfer *transfer = own->left > 0 ? wire_transfer_log_append (log, NULL) : NULL;

  own->transfer = transfer;
  if (!transfer)
    return;
  transfer->protocol = "MQTT";
  transfer->method = "PUBLISH";
  transfer->direction = side == self->client ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
  transfer->sender = (guint8) side;
  transfer->flags = wire_channel_is_decrypted (self->channel) ? WIRE_TRANSFER_DECRYPTED : 0;
  transfer->stream = wire_channel_get_stream (self->channel);
  transfer->packet = piece->packet;
  transfer->time = piece->time;
  transfer->expected = own->left;
  transfer->user = self->user;
  transfer->name = topic > 0 ? wire_transfer_log_keep (log, bytes + 2, topic) : NULL;
}

static void
get_lost (Side *self)
{
  if (self->transfer)
    self->transfer->problem = "Its connection could not be read to its end.";
  self->transfer = NULL;
  self->in_payload = FALSE;
  self->lost = TRUE;
  g_byte_array_set_size (self->head, 0);
}

static void
end_packet (Side *self)
{
  if (self->transfer && self->transfer->body.missing == 0)
    self->transfer->flags |= WIRE_TRANSFER_COMPLETE;
  if (self->transfer)
    wire_body_trim (&self->transfer->body);
  self->transfer = NULL;
  self->in_payload = FALSE;
  g_byte_array_set_size (self->head, 0);
}

/* What the head that is there says. Returns: whether the rest of the packet is its payload */
static gboolean
read_head (Connection *self, guint side, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];
  const guint8 *bytes = own->head->data;
  gsize length = own->head->len;
  guint8 type = *bytes >> 4;
  guint32 rest;
  guint fixed = wire_mqtt_packet_read_fixed (bytes, length, &rest);
  gsize variable;

  if (fixed == G_MAXUINT)
    get_lost (own);
  if (fixed == 0 || fixed == G_MAXUINT)
    return FALSE;
  own->left = fixed + (guint64) rest - length;
  if (type == WIRE_MQTT_PUBLISH)
    {
      variable = measure_publish (self, bytes + fixed, MIN (length - fixed, rest), *bytes & 15);
      if (variable == 0 && (own->left == 0 || length > MAX_HEAD))
        get_lost (own);
      if (variable == 0)
        return FALSE;
      own->left = rest - variable;
      begin_message (self, side, bytes + fixed, piece);
      return TRUE;
    }
  if (type == WIRE_MQTT_CONNECT && own->left > 0 && length < MAX_HEAD)
    return FALSE;
  if (type == WIRE_MQTT_CONNECT)
    {
      WireCursor cursor = wire_cursor_new (bytes + fixed, length - fixed);

      self->client = side;
      read_connect (self, &cursor);
    }
  return TRUE;
}

/* A head is read byte by byte, so that its end is found; a payload in pieces. */
static void
add_bytes (Connection *self, guint side, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];

  own->lost = own->lost && !wire_mqtt_packet_may_begin (piece->data, piece->length);
  for (guint32 at = 0; at < piece->length && !own->lost;)
    {
      guint32 n = (guint32) MIN (own->left, piece->length - at);

      if (!own->in_payload)
        {
          g_byte_array_append (own->head, piece->data + at++, 1);
          own->in_payload = read_head (self, side, piece);
        }
      else
        {
          if (own->transfer)
            {
              wire_body_add (&own->transfer->body, piece->offset + at, n, piece->packet);
              own->transfer->last_packet = piece->packet;
            }
          own->left -= n;
          at += n;
        }
      if (own->in_payload && own->left == 0)
        end_packet (own);
    }
}

static void
add_gap (Side *self, const WireStreamPiece *gap)
{
  if (self->lost)
    return;
  if (!self->in_payload || gap->length > self->left)
    {
      get_lost (self);
      return;
    }
  if (self->transfer)
    wire_body_add_gap (&self->transfer->body, gap->length, gap->packet);
  self->left -= gap->length;
  if (self->left == 0)
    end_packet (self);
}

static WireListenerTaken
take (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  Connection *self = conversation;
  gsize now;

  if (piece->data)
    add_bytes (self, side, piece);
  else
    add_gap (&self->sides[side], piece);
  now = self->sides[0].head->len + self->sides[1].head->len;
  if (!wire_channel_charge (self->channel, self->charged, now))
    get_lost (&self->sides[side]);
  self->charged = now;
  return WIRE_LISTENER_STAYS;
}

static gpointer
begin (WireChannel *channel)
{
  Connection *self = g_new0 (Connection, 1);

  self->channel = channel;
  for (guint i = 0; i < 2; i++)
    self->sides[i].head = g_byte_array_new ();
  return self;
}

static void
leave (gpointer conversation)
{
  Connection *self = conversation;

  wire_channel_charge (self->channel, self->charged, 0);
  for (guint i = 0; i < 2; i++)
    {
      if (self->sides[i].transfer)
        get_lost (&self->sides[i]);
      g_byte_array_unref (self->sides[i].head);
    }
  g_free (self);
}

/* CONNECT, which names the protocol. */
static WireListenerAnswer
look_at (const guint8 *bytes, gsize length)
{
  guint32 rest;
  guint fixed;

  if (length == 0 || *bytes != WIRE_MQTT_CONNECT << 4)
    return WIRE_LISTENER_NO;
  fixed = wire_mqtt_packet_read_fixed (bytes, length, &rest);
  if (fixed == G_MAXUINT || (fixed > 0 && rest < 10))
    return WIRE_LISTENER_NO;
  if (fixed == 0 || length < fixed + 9)
    return WIRE_LISTENER_MORE;
  bytes += fixed;
  return memcmp (bytes, "\0\4MQTT", 6) == 0 || memcmp (bytes, "\0\6MQIsdp", 8) == 0
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  return MAX (look_at (look->bytes[0], look->length[0]), look_at (look->bytes[1], look->length[1]));
}

const WireListener wire_mqtt_listener = {
  .name = "MQTT",
  .flags = WIRE_LISTENER_STREAMS,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "\x10",
  .begin = begin,
  .piece = take,
  .free = leave,
};
