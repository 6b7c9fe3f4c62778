/* wire-pop3-talk.c: POP3 (RFC 1939, RFC 5034)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-line-reader.h"
#include "capture/facts/wire-sasl.h"
#include "capture/facts/wire-talk-tls.h"

#define PORT_POP3 110
#define PORT_POP3S 995

typedef struct
{
  WireTalk *talk;
  WireLineReader lines;
  WireSasl sasl;
  WireChannel *tls;
  WireSignin *signin;   /* that waits for its answer */
  char *user;           /* before the password */
  WireStreamPiece last; /* of the client, without its bytes */
  guint client;
  gboolean wants_tls;
  gboolean wants_list; /* the answer has many lines, up to one with a dot */
  gboolean is_list;
} Talk;

static gboolean
starts_with (const char *text, gsize length, const char *prefix)
{
  gsize n = strlen (prefix);

  return length >= n && g_ascii_strncasecmp (text, prefix, n) == 0;
}

static gboolean
is_command (const char *text, gsize length)
{
  static const char *const WORDS[] = { "USER ", "APOP ", "CAPA", "AUTH", "STLS" };

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (starts_with (text, length, WORDS[i]))
      return TRUE;
  return FALSE;
}

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  const char *text = (const char *) look->bytes;

  if (look->inside)
    return g_str_equal (look->inside, "POP3") ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
  if (look->length < 5)
    return text[0] == '+' || g_ascii_isalpha (text[0]) ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
  /* Redis answers with +OK and an end of line. */
  if (starts_with (text, look->length, "+OK") && text[3] == ' ')
    return WIRE_LISTENER_YES;
  return (look->other_port == PORT_POP3 || look->other_port == PORT_POP3S)
                 && is_command (text, look->length)
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->client = G_MAXUINT;
  return self;
}

static void
sign_in (Talk *self, const char *method, const char *user, const char *secret)
{
  const WireSignin signin = { .protocol = "POP3",
                              .method = method,
                              .user = user,
                              .secret = secret,
                              .domain = self->sasl.domain,
                              .workstation = self->sasl.workstation };

  self->signin = wire_talk_add_signin (self->talk, self->client, &signin, &self->last);
}

/* The digest of APOP (RFC 1939, section 7) is no secret that can be read. */
static void
take_user_command (Talk *self, char **words)
{
  if (g_ascii_strcasecmp (words[0], "APOP") == 0)
    {
      g_auto (GStrv) parts = g_strsplit (words[1], " ", 2);

      sign_in (self, "APOP", parts[0], NULL);
    }
  else if (g_ascii_strcasecmp (words[0], "USER") == 0)
    {
      g_free (self->user);
      self->user = g_strdup (words[1]);
    }
  else if (g_ascii_strcasecmp (words[0], "PASS") == 0 && self->user)
    {
      sign_in (self, "USER/PASS", self->user, words[1]);
      g_clear_pointer (&self->user, g_free);
    }
}

static void
take_auth (Talk *self, const char *arguments)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", 2);

  if (!words[0]) /* of an empty string */
    return;
  wire_sasl_begin (&self->sasl, words[0]);
  if (words[1])
    wire_sasl_respond_base64 (&self->sasl, words[1]);
}

static void
take_command (Talk *self, const char *line)
{
  g_auto (GStrv) words = NULL;

  if (self->sasl.mechanism)
    {
      if (!g_str_equal (line, "*"))
        wire_sasl_respond_base64 (&self->sasl, line);
      return;
    }
  words = g_strsplit (line, " ", 2);
  if (!words[0])
    return;
  self->wants_tls = g_ascii_strcasecmp (words[0], "STLS") == 0;
  self->wants_list = g_ascii_strcasecmp (words[0], "RETR") == 0
                     || g_ascii_strcasecmp (words[0], "TOP") == 0
                     || g_ascii_strcasecmp (words[0], "CAPA") == 0
                     || (!words[1]
                         && (g_ascii_strcasecmp (words[0], "LIST") == 0
                             || g_ascii_strcasecmp (words[0], "UIDL") == 0
                             || g_ascii_strcasecmp (words[0], "AUTH") == 0));
  if (words[1] && g_ascii_strcasecmp (words[0], "AUTH") == 0)
    take_auth (self, words[1]);
  else if (words[1])
    take_user_command (self, words);
}

static WireLineTaken
take_answer (Talk *self, const char *line, const WireStreamPiece *piece)
{
  gboolean good = g_str_has_prefix (line, "+OK");

  if (self->is_list)
    {
      self->is_list = !g_str_equal (line, ".");
      return WIRE_LINE_NEXT;
    }
  if (!good && !g_str_has_prefix (line, "-ERR"))
    return WIRE_LINE_NEXT;
  self->is_list = good && self->wants_list;
  self->wants_list = FALSE;
  if (self->sasl.mechanism)
    sign_in (self, self->sasl.mechanism, self->sasl.user, self->sasl.secret);
  if (!good && !self->signin && self->user)
    {
      sign_in (self, "USER/PASS", self->user, NULL);
      g_clear_pointer (&self->user, g_free);
    }
  wire_talk_answer (self->talk, self->signin, good ? WIRE_SIGNIN_ACCEPTED : WIRE_SIGNIN_REFUSED,
                    line, piece);
  self->signin = NULL;
  wire_sasl_clear (&self->sasl);
  if (!good || !self->wants_tls)
    return WIRE_LINE_NEXT;
  self->tls = wire_talk_start_tls (self->talk, "POP3");
  return WIRE_LINE_STOP;
}

/* A WireLineVisit. */
static WireLineTaken
take_line (
    guint side, const char *line, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  g_autofree char *text = g_strndup (line, length);

  if (self->client == G_MAXUINT && (*text == '+' || *text == '-'))
    self->client = !side;
  else if (self->client == G_MAXUINT)
    self->client = side;
  if (side != self->client)
    return take_answer (self, text, piece);
  self->last = *piece;
  self->last.data = NULL;
  take_command (self, text);
  return WIRE_LINE_NEXT;
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;
  guint32 used = 0;

  if (!self->tls)
    wire_line_reader_add (&self->lines, side, piece, take_line, self, &used);
  if (self->tls)
    wire_talk_pass (self->tls, side, piece, used);
  return WIRE_TALK_GOES_ON;
}

static void
end (gpointer reader)
{
  Talk *self = reader;

  if (self->sasl.mechanism)
    sign_in (self, self->sasl.mechanism, self->sasl.user, self->sasl.secret);
  else if (self->user)
    sign_in (self, "USER/PASS", self->user, NULL);
  wire_sasl_clear (&self->sasl);
  g_clear_pointer (&self->user, g_free);
  wire_talk_end_tls (&self->tls);
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  wire_talk_end_tls (&self->tls);
  wire_line_reader_clear (&self->lines);
  wire_sasl_clear (&self->sasl);
  g_free (self->user);
  g_free (self);
}

const WireTalkKind wire_pop3_talk = {
  .name = "POP3",
  .cost = 2 * WIRE_LINE_MAX,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .end = end,
  .free = talk_free,
};
