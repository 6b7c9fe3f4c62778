/* wire-redis-talk.c: Redis: AUTH and HELLO … AUTH in its serialization protocol (RESP 2 and 3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-talk.h"

#include <string.h>

#define MAX_ARGUMENTS 5u
#define MAX_ARGUMENT 512u
#define MAX_LINE 512u

/* Sign-ins that wait for their answers at once, where commands are pipelined. */
#define MAX_WAITING 16u

/* One side: values, one after the other. What is inside of arrays is counted, not remembered. */
typedef struct
{
  GString *line;
  guint64 bulk;     /* bytes of a string that are to come, its end included */
  guint64 values;   /* that the command or reply still needs; 0: between two of them */
  gboolean in_bulk; /* @bulk is meant */
  gboolean push;    /* it is not a reply */
} Side;

typedef struct
{
  guint64 command; /* its number */
  WireSignin *signin;
} Waiting;

typedef struct
{
  WireTalk *talk;
  Side sides[2];
  GPtrArray *arguments; /* of the command that comes */
  GString *argument;
  GArray *waiting; /* of Waiting */
  guint64 n_commands;
  guint64 n_replies;
  guint client;
} Talk;

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  const guint8 *b = look->bytes;
  gsize i = 1;

  if (look->inside || b[0] != '*')
    return WIRE_LISTENER_NO;
  while (i < look->length && i < 6 && g_ascii_isdigit (b[i]))
    i++;
  if (i + 2 >= look->length)
    return i > 5 ? WIRE_LISTENER_NO : WIRE_LISTENER_MORE;
  return i > 1 && b[i] == '\r' && b[i + 1] == '\n' && b[i + 2] == '$' ? WIRE_LISTENER_YES
                                                                      : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->client = G_MAXUINT;
  self->arguments = g_ptr_array_new_with_free_func (g_free);
  self->argument = g_string_new (NULL);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  for (guint i = 0; i < 2; i++)
    self->sides[i].line = g_string_new (NULL);
  return self;
}

static void
add_signin (Talk *self, const char *user, const char *secret, const WireStreamPiece *piece)
{
  const WireSignin signin = {
    .protocol = "Redis", .method = "AUTH", .user = user, .secret = secret
  };
  Waiting waiting = { .command = self->n_commands };

  waiting.signin = wire_talk_add_signin (self->talk, self->client, &signin, piece);
  if (self->waiting->len < MAX_WAITING)
    g_array_append_val (self->waiting, waiting);
}

static void
end_command (Talk *self, const WireStreamPiece *piece)
{
  char **words = (char **) self->arguments->pdata;
  guint n = self->arguments->len;

  if (n >= 2 && g_ascii_strcasecmp (words[0], "AUTH") == 0)
    add_signin (self, n >= 3 ? words[1] : "default", words[n >= 3 ? 2 : 1], piece);
  else if (n >= 5 && g_ascii_strcasecmp (words[0], "HELLO") == 0
           && g_ascii_strcasecmp (words[2], "AUTH") == 0)
    add_signin (self, words[3], words[4], piece);
  self->n_commands++;
  g_ptr_array_set_size (self->arguments, 0);
}

/* Replies come in the order of their commands. */
static void
end_reply (Talk *self, const char *first, const WireStreamPiece *piece)
{
  const Waiting *waiting =
      self->waiting->len > 0 ? &g_array_index (self->waiting, Waiting, 0) : NULL;
  gboolean refused = *first == '-' || *first == '!';

  if (waiting && waiting->command == self->n_replies)
    {
      wire_talk_answer (self->talk, waiting->signin,
                        refused ? WIRE_SIGNIN_REFUSED : WIRE_SIGNIN_ACCEPTED,
                        *first == '+' || *first == '-' ? first : NULL, piece);
      g_array_remove_index (self->waiting, 0);
    }
  self->n_replies++;
}

static void
end_value (Talk *self, guint side, const char *line, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];

  if (own->values > 0)
    own->values--;
  if (own->values > 0)
    return;
  if (side == self->client)
    end_command (self, piece);
  else if (!own->push)
    end_reply (self, line, piece);
  own->push = FALSE;
}

static void
begin_aggregate (Talk *self, guint side, char kind, gint64 n, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];
  guint64 values = n > 0 ? (guint64) n * (kind == '%' || kind == '|' ? 2 : 1) : 0;

  own->push |= kind == '>' && own->values == 0;
  own->values = MAX (own->values, 1) + MIN (values, G_MAXUINT32);
  end_value (self, side, "*", piece);
}

static void
begin_bulk (Talk *self, guint side, gint64 n, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];

  if (n < 0)
    {
      end_value (self, side, "_", piece);
      return;
    }
  own->bulk = (guint64) n + 2;
  own->in_bulk = TRUE;
  if (side == self->client)
    g_string_truncate (self->argument, 0);
}

/* Returns: %FALSE where it is none of Redis */
static gboolean
take_line (Talk *self, guint side, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];
  const char *line = own->line->str;
  gint64 n = g_ascii_strtoll (line + (*line != 0), NULL, 10);

  if (strchr ("*%~>|", *line) && *line)
    begin_aggregate (self, side, *line, n, piece);
  else if (strchr ("$=!", *line) && *line)
    begin_bulk (self, side, n, piece);
  else if (strchr ("+-:_,#(", *line) && *line)
    end_value (self, side, line, piece);
  else
    return FALSE;
  g_string_truncate (own->line, 0);
  return TRUE;
}

static guint32
take_bulk (
    Talk *self, guint side, const guint8 *bytes, guint32 length, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];
  guint32 n = (guint32) MIN (own->bulk, length);

  if (side == self->client && self->argument->len < MAX_ARGUMENT && own->bulk > 2)
    g_string_append_len (self->argument, (const char *) bytes,
                         (gssize) MIN (MIN (n, own->bulk - 2), MAX_ARGUMENT - self->argument->len));
  own->bulk -= n;
  if (own->bulk > 0)
    return n;
  own->in_bulk = FALSE;
  if (side == self->client && self->arguments->len < MAX_ARGUMENTS)
    g_ptr_array_add (self->arguments, g_strdup (self->argument->str));
  end_value (self, side, "$", piece);
  return n;
}

static gboolean
add_text (GString *line, const guint8 *bytes, gsize length)
{
  if (line->len + length > MAX_LINE)
    return FALSE;
  g_string_append_len (line, (const char *) bytes, (gssize) length);
  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
  return TRUE;
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;
  Side *own = &self->sides[side];

  if (!piece->data)
    return WIRE_TALK_ENDS;
  if (self->client == G_MAXUINT)
    self->client = side;
  for (guint32 at = 0; at < piece->length;)
    {
      const guint8 *bytes = piece->data + at;
      const guint8 *end = memchr (bytes, '\n', piece->length - at);
      guint32 length = end ? (guint32) (end - bytes) : piece->length - at;

      if (own->in_bulk)
        {
          at += take_bulk (self, side, bytes, piece->length - at, piece);
          continue;
        }
      if (!add_text (own->line, bytes, length) || (end && !take_line (self, side, piece)))
        return WIRE_TALK_ENDS;
      at += length + (end != NULL);
    }
  return WIRE_TALK_GOES_ON;
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  for (guint i = 0; i < 2; i++)
    g_string_free (self->sides[i].line, TRUE);
  g_ptr_array_unref (self->arguments);
  g_string_free (self->argument, TRUE);
  g_array_unref (self->waiting);
  g_free (self);
}

const WireTalkKind wire_redis_talk = {
  .name = "Redis",
  .cost = 4096,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .free = talk_free,
};
