/* wire-redis-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/redis/wire-redis-connection.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

/* Commands that wait for their answers, and how deep answers may be nested. */
#define MAX_WAITING 4096u
#define MAX_DEPTH 16u
#define MAX_LINE 64u
#define MAX_KEY 512u

/* What a command that waits takes in addition to its key. */
#define COST 64u

/*
 * One side.
 * @line: of a length or a simple answer, as far as it came
 * @counts: elements that are still to come, of the arrays that are open
 * @value: what the bytes of a string are for: the first two of a command are its name and key
 * @left: bytes of the string that goes on, and of the end of the line after it
 * @word: (nullable): the string, as far as it is of interest
 */
typedef struct
{
  GString *line;
  guint64 counts[MAX_DEPTH];
  guint depth;
  guint nth;
  guint64 left;
  gboolean in_string;
  gboolean lost;
  GString *word;
  char *command;
  char *key;
  WireTransfer *transfer;
} Side;

struct _WireRedisConnection
{
  WireChannel *channel;
  Side sides[2];
  guint client;
  gboolean known;  /* which side that is */
  gboolean pushed; /* the server says things that nobody asked for */
  GQueue waiting;  /* of keys */
  gsize charged;
};

/** Returns: (transfer full): a connection on which nothing was said yet */
WireRedisConnection *
wire_redis_connection_new (WireChannel *channel)
{
  WireRedisConnection *self = g_new0 (WireRedisConnection, 1);

  self->channel = channel;
  g_queue_init (&self->waiting);
  for (guint i = 0; i < 2; i++)
    {
      self->sides[i].line = g_string_new (NULL);
      self->sides[i].word = g_string_new (NULL);
    }
  return self;
}

static void
get_lost (Side *self)
{
  if (self->transfer)
    self->transfer->problem = "Its connection could not be read to its end.";
  self->transfer = NULL;
  self->lost = TRUE;
  self->depth = 0;
  self->nth = 0;
  self->in_string = FALSE;
  g_string_truncate (self->line, 0);
  g_clear_pointer (&self->command, g_free);
  g_clear_pointer (&self->key, g_free);
}

void
wire_redis_connection_free (WireRedisConnection *self)
{
  wire_channel_charge (self->channel, self->charged, 0);
  g_queue_clear_full (&self->waiting, g_free);
  for (guint i = 0; i < 2; i++)
    {
      Side *side = &self->sides[i];

      get_lost (side);
      g_string_free (side->line, TRUE);
      g_string_free (side->word, TRUE);
    }
  g_free (self);
}

static void
charge (WireRedisConnection *self)
{
  gsize now = self->waiting.length * (gsize) COST;

  if (!wire_channel_charge (self->channel, self->charged, now))
    self->pushed = TRUE; /* names are no longer known */
  self->charged = now;
}

/* Values */

static void
begin_value (WireRedisConnection *self, guint side, guint64 size, const WireStreamPiece *piece)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));
  gboolean upload = side == self->client;
  const char *key = upload         ? self->sides[side].key
                    : self->pushed ? NULL
                                   : g_queue_peek_head (&self->waiting);
  WireTransfer *transfer = wire_transfer_log_append (log, NULL);

  self->sides[side].transfer = transfer;
  if (!transfer)
    return;
  transfer->protocol = "Redis";
  transfer->direction = upload ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
  transfer->sender = (guint8) side;
  transfer->flags = wire_channel_is_decrypted (self->channel) ? WIRE_TRANSFER_DECRYPTED : 0;
  transfer->stream = wire_channel_get_stream (self->channel);
  transfer->packet = piece->packet;
  transfer->time = piece->time;
  transfer->expected = size;
  transfer->name = key && *key ? wire_transfer_log_keep (log, key, strlen (key)) : NULL;
}

/* Commands and answers */

static gboolean
is_push (const char *command)
{
  return g_ascii_strcasecmp (command, "SUBSCRIBE") == 0
         || g_ascii_strcasecmp (command, "PSUBSCRIBE") == 0
         || g_ascii_strcasecmp (command, "SSUBSCRIBE") == 0
         || g_ascii_strcasecmp (command, "MONITOR") == 0
         || g_ascii_strcasecmp (command, "PSYNC") == 0 || g_ascii_strcasecmp (command, "SYNC") == 0;
}

/* All of a command, or of an answer, came. */
static void
end_message (WireRedisConnection *self, guint side)
{
  Side *own = &self->sides[side];

  own->nth = 0;
  if (side != self->client)
    g_free (g_queue_pop_head (&self->waiting));
  else if (self->waiting.length < MAX_WAITING)
    g_queue_push_tail (&self->waiting, g_strdup (own->key ? own->key : ""));
  else
    self->pushed = TRUE;
  if (side == self->client && own->command)
    self->pushed |= is_push (own->command);
  g_clear_pointer (&own->command, g_free);
  g_clear_pointer (&own->key, g_free);
  charge (self);
}

/* One element is whole, and with it the arrays that it is the last of. */
static void
end_element (WireRedisConnection *self, guint side)
{
  Side *own = &self->sides[side];

  own->nth++;
  while (own->depth > 0 && --own->counts[own->depth - 1] == 0)
    own->depth--;
  if (own->depth == 0)
    end_message (self, side);
}

static void
end_string (WireRedisConnection *self, guint side)
{
  Side *own = &self->sides[side];
  WireTransfer *transfer = g_steal_pointer (&own->transfer);

  own->in_string = FALSE;
  if (transfer && transfer->body.missing == 0)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
  if (transfer)
    wire_body_trim (&transfer->body);
  if (side == self->client && own->nth == 0)
    own->command = g_strdup (own->word->str);
  else if (side == self->client && own->nth == 1)
    own->key = g_strdup (own->word->str);
  end_element (self, side);
}

/* A string of @size bytes begins. */
static void
begin_string (WireRedisConnection *self, guint side, guint64 size, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];

  own->in_string = TRUE;
  own->left = size + 2;
  g_string_truncate (own->word, 0);
  if (size > WIRE_REDIS_LARGE && self->known)
    begin_value (self, side, size, piece);
}

static void
begin_array (WireRedisConnection *self, guint side, guint64 count)
{
  Side *own = &self->sides[side];

  if (own->depth == MAX_DEPTH || count > G_MAXUINT32)
    get_lost (own);
  else if (count == 0)
    end_element (self, side);
  else
    own->counts[own->depth++] = count;
}

/* The first line of an element: what it is, and how long (RESP 3 specification). */
static void
read_line (WireRedisConnection *self, guint side, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];
  const char *line = own->line->str;
  guint64 number = 0;
  gboolean counted =
      g_ascii_string_to_unsigned (line + (*line != '\0'), 10, 0, G_MAXINT64, &number, NULL);
  gboolean null = strcmp (line + (*line != '\0'), "-1") == 0;

  if (*line == '>')
    self->pushed = TRUE;
  if (!self->known && *line == '*' && own->depth == 0)
    {
      self->known = TRUE;
      self->client = side;
    }
  if (strchr ("$=!", *line) && *line && counted)
    begin_string (self, side, number, piece);
  else if (strchr ("*~>", *line) && *line && counted)
    begin_array (self, side, number);
  else if (*line == '%' && counted && number < G_MAXUINT32)
    begin_array (self, side, 2 * number);
  else if ((*line && strchr ("+-:_,#(", *line)) || null)
    end_element (self, side);
  else
    get_lost (own);
  g_string_truncate (own->line, 0);
}

/* Returns: how many bytes were used */
static guint32
add_string (WireRedisConnection *self, guint side, const WireStreamPiece *piece, guint32 at)
{
  Side *own = &self->sides[side];
  guint32 n = (guint32) MIN (own->left, piece->length - at);
  guint32 content = (guint32) MIN (own->left > 2 ? own->left - 2 : 0, n);

  if (own->transfer && content > 0)
    {
      if (piece->data)
        wire_body_add (&own->transfer->body, piece->offset + at, content, piece->packet);
      else
        wire_body_add_gap (&own->transfer->body, content, piece->packet);
      own->transfer->last_packet = piece->packet;
    }
  if (piece->data && own->word->len + content <= MAX_KEY)
    g_string_append_len (own->word, (const char *) piece->data + at, content);
  own->left -= n;
  if (own->left == 0)
    end_string (self, side);
  return n;
}

/* After a gap a command that begins with a segment is understood again; an answer is not. */
static gboolean
may_resume (const Side *own, const WireStreamPiece *piece)
{
  return own->lost && piece->length > 4 && piece->data[0] == '*'
         && g_ascii_isdigit (piece->data[1]);
}

static void
add_bytes (WireRedisConnection *self, guint side, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];

  if (may_resume (own, piece))
    {
      own->lost = FALSE;
      self->pushed = TRUE; /* which answer belongs to which command is not known any more */
    }
  for (guint32 at = 0; at < piece->length && !own->lost;)
    {
      guint8 byte = piece->data[at];

      if (own->in_string)
        at += add_string (self, side, piece, at);
      else if (at++, byte == '\n')
        read_line (self, side, piece);
      else if (byte != '\r' && own->line->len < MAX_LINE)
        g_string_append_c (own->line, (char) byte);
    }
}

static void
add_gap (WireRedisConnection *self, guint side, const WireStreamPiece *gap)
{
  Side *own = &self->sides[side];

  if (own->lost)
    return;
  if (own->in_string && gap->length < own->left)
    add_string (self, side, gap, 0);
  else
    {
      get_lost (own);
      self->pushed = TRUE;
    }
}

/** The next bytes of @side, or a gap. */
void
wire_redis_connection_add (WireRedisConnection *self, guint side, const WireStreamPiece *piece)
{
  if (piece->data)
    add_bytes (self, side, piece);
  else
    add_gap (self, side, piece);
}
