/* wire-telnet-talk.c: Telnet (RFC 854): what is typed at the prompts for a name and a password
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-talk.h"

#include <string.h>

#define PORT_TELNET 23
#define IAC 255
#define SB 250
#define SE 240
#define WILL 251
#define DONT 254

/* What the server says is kept this far back, to find prompts in; what is typed, this far. */
#define MAX_SAID 1024u
#define MAX_TYPED 256u

/* What is taken out of a side's bytes: commands of Telnet. */
typedef enum
{
  STATE_TEXT,
  STATE_IAC,
  STATE_OPTION, /* of WILL, WONT, DO, DONT */
  STATE_SUB,
  STATE_SUB_IAC,
} State;

typedef enum
{
  STEP_NONE,
  STEP_USER,     /* a prompt for the name was seen */
  STEP_PASSWORD, /* … for the password */
  STEP_RESULT,
} Step;

typedef struct
{
  WireTalk *talk;
  State states[2];
  Step step;
  GString *said;
  GString *typed;
  char *user;
  WireSignin *signin;
  guint client; /* G_MAXUINT: not known */
} Talk;

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  if (look->inside)
    return WIRE_LISTENER_NO;
  if (look->source_port != PORT_TELNET && look->other_port != PORT_TELNET
      && (look->bytes[0] != IAC || look->length < 3 || look->bytes[1] < WILL
          || look->bytes[1] > DONT))
    return look->bytes[0] == IAC && look->length < 3 ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
  return WIRE_LISTENER_YES;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->said = g_string_new (NULL);
  self->typed = g_string_new (NULL);
  self->client = talk->tuple.src_port == PORT_TELNET ? 1 : 0;
  return self;
}

/* Returns: whether @byte is text */
static gboolean
filter (State *state, guint8 byte)
{
  State was = *state;

  if (was == STATE_TEXT)
    *state = byte == IAC ? STATE_IAC : STATE_TEXT;
  else if (was == STATE_IAC)
    *state = byte >= WILL && byte <= DONT ? STATE_OPTION : byte == SB ? STATE_SUB : STATE_TEXT;
  else if (was == STATE_OPTION)
    *state = STATE_TEXT;
  else if (was == STATE_SUB)
    *state = byte == IAC ? STATE_SUB_IAC : STATE_SUB;
  else
    *state = byte == SE ? STATE_TEXT : STATE_SUB;
  return was == STATE_TEXT && byte != IAC && byte != 0;
}

static gboolean
ends_with (const GString *text, const char *word)
{
  gsize end = text->len;
  gsize n = strlen (word);

  while (end > 0 && (text->str[end - 1] == ' ' || text->str[end - 1] == '\t'))
    end--;
  return end >= n && g_ascii_strncasecmp (text->str + end - n, word, n) == 0;
}

static gboolean
has_word (const GString *text, const char *const *words)
{
  g_autofree char *lower = g_ascii_strdown (text->str, (gssize) text->len);

  for (; *words; words++)
    if (strstr (lower, *words))
      return TRUE;
  return FALSE;
}

/* The last line that the server said that is not empty. */
static char *
find_reason (const GString *said)
{
  g_auto (GStrv) lines = g_strsplit_set (said->str, "\r\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]))
      return g_strdup (lines[i]);
  return NULL;
}

static void
answer (Talk *self, WireSigninResult result, const WireStreamPiece *piece)
{
  g_autofree char *reason = find_reason (self->said);

  wire_talk_answer (self->talk, self->signin, result, reason, piece);
  self->signin = NULL;
  self->step = STEP_NONE;
}

static void
judge (Talk *self, const WireStreamPiece *piece)
{
  static const char *const REFUSED[] = { "incorrect", "failed", "failure", "denied",
                                         "invalid",   "wrong",  NULL };
  static const char *const ACCEPTED[] = { "last login", "welcome", NULL };

  if (has_word (self->said, REFUSED) || ends_with (self->said, "login:")
      || ends_with (self->said, "password:"))
    answer (self, WIRE_SIGNIN_REFUSED, piece);
  else if (has_word (self->said, ACCEPTED) || ends_with (self->said, "$")
           || ends_with (self->said, "#") || ends_with (self->said, ">")
           || ends_with (self->said, "%"))
    answer (self, WIRE_SIGNIN_ACCEPTED, piece);
}

/* “Last login:” is no prompt. */
static void
find_prompt (Talk *self)
{
  if (ends_with (self->said, "last login:"))
    return;
  if (ends_with (self->said, "login:") || ends_with (self->said, "username:")
      || ends_with (self->said, "user name:") || ends_with (self->said, "user:"))
    {
      self->step = STEP_USER;
      g_string_truncate (self->typed, 0);
    }
  else if (ends_with (self->said, "password:") && self->step != STEP_PASSWORD)
    {
      self->step = STEP_PASSWORD;
      g_string_truncate (self->typed, 0);
    }
}

static void
hear (Talk *self, const WireStreamPiece *piece)
{
  if (self->step == STEP_RESULT)
    judge (self, piece);
  if (self->step != STEP_RESULT)
    find_prompt (self);
}

static void
enter (Talk *self, const WireStreamPiece *piece)
{
  const WireSignin signin = {
    .protocol = "Telnet", .method = "login", .user = self->user, .secret = self->typed->str
  };

  if (self->step == STEP_USER)
    {
      g_free (self->user);
      self->user = g_strdup (self->typed->str);
      self->step = STEP_NONE;
    }
  else if (self->step == STEP_PASSWORD)
    {
      self->signin = wire_talk_add_signin (self->talk, self->client, &signin, piece);
      self->step = STEP_RESULT;
    }
  g_string_truncate (self->typed, 0);
  g_string_truncate (self->said, 0);
}

static void
type (Talk *self, guint8 byte, const WireStreamPiece *piece)
{
  if (byte == '\r' || (byte == '\n' && self->typed->len > 0))
    enter (self, piece);
  else if ((byte == 8 || byte == 127) && self->typed->len > 0)
    g_string_truncate (self->typed, self->typed->len - 1);
  else if (byte == 21) /* ^U */
    g_string_truncate (self->typed, 0);
  else if (byte >= ' ' && byte != 127 && self->typed->len < MAX_TYPED)
    g_string_append_c (self->typed, (char) byte);
}

static void
say (Talk *self, guint8 byte)
{
  if (self->said->len >= MAX_SAID)
    g_string_erase (self->said, 0, MAX_SAID / 2);
  g_string_append_c (self->said, (char) byte);
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;

  /* What was typed is not whole any more. */
  if (!piece->data)
    {
      self->states[side] = STATE_TEXT;
      self->step = STEP_NONE;
      g_clear_pointer (&self->user, g_free);
      return WIRE_TALK_GOES_ON;
    }
  for (guint32 i = 0; i < piece->length; i++)
    {
      if (!filter (&self->states[side], piece->data[i]))
        continue;
      if (side == self->client)
        type (self, piece->data[i], piece);
      else
        say (self, piece->data[i]);
    }
  if (side != self->client)
    hear (self, piece);
  return WIRE_TALK_GOES_ON;
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  g_string_free (self->said, TRUE);
  g_string_free (self->typed, TRUE);
  g_free (self->user);
  g_free (self);
}

const WireTalkKind wire_telnet_talk = {
  .name = "Telnet",
  .cost = 2 * MAX_SAID,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .free = talk_free,
};
