/* wire-mqtt-talk.c: MQTT: CONNECT and CONNACK (versions 3.1, 3.1.1 and 5.0)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-cursor.h"
#include "capture/facts/wire-message-reader.h"
#include "capture/facts/wire-talk.h"

#define CONNECT 1
#define CONNACK 2

/* Flags of a CONNECT (MQTT 3.1.1, section 3.1.2.3). */
#define FLAG_USER 0x80
#define FLAG_PASSWORD 0x40
#define FLAG_WILL 0x04

typedef struct
{
  WireTalk *talk;
  WireMessageReader messages;
  WireSignin *signin;
} Talk;

/* Section 2.2.3: seven bits a byte, the lowest first, four bytes at most. */
static gsize
read_length (WireCursor *cursor)
{
  gsize length = 0;
  guint8 byte = 0x80;

  for (guint i = 0; i < 4 && byte & 0x80; i++)
    {
      byte = wire_cursor_u8 (cursor);
      length |= (gsize) (byte & 0x7f) << (7 * i);
    }
  cursor->failed |= (byte & 0x80) != 0;
  return length;
}

static gsize
measure (const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  gsize rest;

  wire_cursor_skip (&cursor, 1);
  rest = read_length (&cursor);
  if (cursor.failed)
    return length < 5 ? 0 : G_MAXSIZE;
  return cursor.position + rest;
}

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  WireCursor cursor = wire_cursor_new (look->bytes, look->length);
  const guint8 *name;
  guint16 length;

  if (look->inside || look->bytes[0] != CONNECT << 4)
    return WIRE_LISTENER_NO;
  if (look->length < 12)
    return WIRE_LISTENER_MORE;
  wire_cursor_skip (&cursor, 1);
  read_length (&cursor);
  length = wire_cursor_be16 (&cursor);
  name = wire_cursor_take (&cursor, length);
  return name
                 && ((length == 4 && memcmp (name, "MQTT", 4) == 0)
                     || (length == 6 && memcmp (name, "MQIsdp", 6) == 0))
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->messages.most = 4096;
  return self;
}

/* Returns: (transfer full) (nullable) */
static char *
take_text (WireCursor *cursor)
{
  guint16 length = wire_cursor_be16 (cursor);
  const guint8 *bytes = wire_cursor_take (cursor, length);

  return bytes ? g_strndup ((const char *) bytes, length) : NULL;
}

static void
skip_text (WireCursor *cursor)
{
  wire_cursor_skip (cursor, wire_cursor_be16 (cursor));
}

static void
take_connect (Talk *self, guint side, WireCursor *cursor, const WireStreamPiece *piece)
{
  g_autofree char *user = NULL;
  g_autofree char *secret = NULL;
  WireSignin signin = { .protocol = "MQTT", .method = "CONNECT" };
  guint8 level, flags;

  skip_text (cursor);
  level = wire_cursor_u8 (cursor);
  flags = wire_cursor_u8 (cursor);
  wire_cursor_skip (cursor, 2); /* keep alive */
  if (level >= 5)
    wire_cursor_skip (cursor, read_length (cursor));
  skip_text (cursor); /* client identifier */
  if (flags & FLAG_WILL && level >= 5)
    wire_cursor_skip (cursor, read_length (cursor));
  for (guint i = 0; flags & FLAG_WILL && i < 2; i++)
    skip_text (cursor);
  user = flags & FLAG_USER ? take_text (cursor) : NULL;
  secret = flags & FLAG_PASSWORD ? take_text (cursor) : NULL;
  signin.user = user;
  signin.secret = secret;
  if (user || secret)
    self->signin = wire_talk_add_signin (self->talk, side, &signin, piece);
}

static void
take_connack (Talk *self, WireCursor *cursor, const WireStreamPiece *piece)
{
  g_autofree char *reason = NULL;
  guint8 code;

  wire_cursor_skip (cursor, 1);
  code = wire_cursor_u8 (cursor);
  if (cursor->failed)
    return;
  reason = g_strdup_printf ("return code %u", code);
  wire_talk_answer (self->talk, self->signin,
                    code == 0 ? WIRE_SIGNIN_ACCEPTED : WIRE_SIGNIN_REFUSED, reason, piece);
  self->signin = NULL;
}

/* A WireMessageVisit. */
static gboolean
take_message (
    guint side, const guint8 *bytes, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint8 kind = wire_cursor_u8 (&cursor) >> 4;

  read_length (&cursor);
  if (kind == CONNECT)
    take_connect (self, side, &cursor, piece);
  else if (kind == CONNACK)
    take_connack (self, &cursor, piece);
  return kind == CONNECT;
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;

  return wire_message_reader_add (&self->messages, side, piece, measure, take_message, self)
             ? WIRE_TALK_GOES_ON
             : WIRE_TALK_ENDS;
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  wire_message_reader_clear (&self->messages);
  g_free (self);
}

const WireTalkKind wire_mqtt_talk = {
  .name = "MQTT",
  .cost = 8192,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .free = talk_free,
};
