/* wire-imap-talk.c: IMAP (RFC 9051, RFC 3501)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-line-reader.h"
#include "capture/facts/wire-sasl.h"
#include "capture/facts/wire-talk-tls.h"

#define MAX_TAG 32u
#define MAX_WORDS 6u

typedef struct
{
  WireTalk *talk;
  WireLineReader lines;
  WireSasl sasl;
  WireChannel *tls;
  WireSignin *signin; /* that waits for its answer */
  char *tag;          /* of the command that signs in, or starts TLS */
  WireStreamPiece last;
  guint client;
  gboolean wants_tls;
} Talk;

static gboolean
is_tag_character (char c)
{
  return g_ascii_isgraph (c) && !strchr ("(){%*\"\\+", c);
}

/* Returns: whether @text begins with a tag and the name of a command that may come first */
static gboolean
is_command (const char *text, gsize length)
{
  static const char *const WORDS[] = { "LOGIN",    "AUTHENTICATE", "CAPABILITY",
                                       "STARTTLS", "ID",           "NOOP" };
  gsize tag = 0;

  while (tag < length && tag < MAX_TAG && is_tag_character (text[tag]))
    tag++;
  if (tag == 0 || tag + 1 >= length || text[tag] != ' ')
    return FALSE;
  text += tag + 1;
  length -= tag + 1;
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      gsize n = strlen (WORDS[i]);

      if (length > n && g_ascii_strncasecmp (text, WORDS[i], n) == 0
          && (text[n] == ' ' || text[n] == '\r' || text[n] == '\n'))
        return TRUE;
    }
  return FALSE;
}

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  const char *text = (const char *) look->bytes;

  if (look->inside)
    return g_str_equal (look->inside, "IMAP") ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
  if (look->length < 5)
    return g_ascii_isprint (text[0]) ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
  if (memcmp (text, "* OK ", 5) == 0 || memcmp (text, "* PRE", 5) == 0)
    return WIRE_LISTENER_YES;
  return is_command (text, look->length) ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->client = G_MAXUINT;
  return self;
}

/* Returns: (transfer full): the next word: an atom, or a quoted string without its quotes */
static char *
take_word (const char **at)
{
  GString *word = g_string_new (NULL);
  const char *p = *at;
  gboolean quoted = *p == '"';

  for (p += quoted; *p && *p != (quoted ? '"' : ' '); p++)
    {
      if (quoted && *p == '\\' && p[1])
        p++;
      g_string_append_c (word, *p);
    }
  p += quoted && *p;
  while (*p == ' ')
    p++;
  *at = p;
  return g_string_free (word, FALSE);
}

static GStrv
split (const char *line)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  while (*line && words->len < MAX_WORDS)
    g_ptr_array_add (words, take_word (&line));
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_steal (words, NULL);
}

static void
sign_in (Talk *self, const char *method, const char *user, const char *secret)
{
  const WireSignin signin = { .protocol = "IMAP",
                              .method = method,
                              .user = user,
                              .secret = secret,
                              .domain = self->sasl.domain,
                              .workstation = self->sasl.workstation };

  self->signin = wire_talk_add_signin (self->talk, self->client, &signin, &self->last);
}

static void
take_command (Talk *self, const char *line)
{
  g_auto (GStrv) words = split (line);
  guint n = g_strv_length (words);
  gboolean login = n >= 4 && g_ascii_strcasecmp (words[1], "LOGIN") == 0;
  gboolean sasl = n >= 3 && g_ascii_strcasecmp (words[1], "AUTHENTICATE") == 0;
  gboolean tls = n >= 2 && g_ascii_strcasecmp (words[1], "STARTTLS") == 0;

  if (!login && !sasl && !tls)
    return;
  g_free (self->tag);
  self->tag = g_strdup (words[0]);
  self->wants_tls = tls;
  if (login)
    sign_in (self, "LOGIN", words[2], words[3]);
  if (!sasl)
    return;
  wire_sasl_begin (&self->sasl, words[2]);
  if (n >= 4)
    wire_sasl_respond_base64 (&self->sasl, words[3]);
}

static void
take_client_line (Talk *self, const char *line, gsize length)
{
  guint64 bytes;
  gsize text;

  if (self->sasl.mechanism)
    {
      if (!g_str_equal (line, "*"))
        wire_sasl_respond_base64 (&self->sasl, line);
    }
  else if (wire_line_find_literal (line, length, &text, &bytes))
    wire_line_reader_take_literal (&self->lines, self->client, line, text, bytes);
  else
    take_command (self, line);
}

static WireLineTaken
end_command (Talk *self, const char *status, const WireStreamPiece *piece)
{
  gboolean good = g_ascii_strncasecmp (status, "OK", 2) == 0;

  if (self->sasl.mechanism)
    sign_in (self, self->sasl.mechanism, self->sasl.user, self->sasl.secret);
  wire_sasl_clear (&self->sasl);
  wire_talk_answer (self->talk, self->signin, good ? WIRE_SIGNIN_ACCEPTED : WIRE_SIGNIN_REFUSED,
                    status, piece);
  self->signin = NULL;
  g_clear_pointer (&self->tag, g_free);
  if (!self->wants_tls || !good)
    return WIRE_LINE_NEXT;
  self->tls = wire_talk_start_tls (self->talk, "IMAP");
  return WIRE_LINE_STOP;
}

static WireLineTaken
take_answer (Talk *self, const char *line, gsize length, const WireStreamPiece *piece)
{
  guint64 bytes;
  gsize text;
  gsize tag = self->tag ? strlen (self->tag) : 0;

  if (wire_line_find_literal (line, length, &text, &bytes))
    wire_line_reader_skip (&self->lines, !self->client, bytes);
  if (tag > 0 && length > tag + 2 && memcmp (line, self->tag, tag) == 0 && line[tag] == ' ')
    return end_command (self, line + tag + 1, piece);
  return WIRE_LINE_NEXT;
}

/* A WireLineVisit. */
static WireLineTaken
take_line (
    guint side, const char *line, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  g_autofree char *text = g_strndup (line, length);

  if (self->client == G_MAXUINT)
    self->client = *text == '*' || *text == '+' ? !side : side;
  if (side != self->client)
    return take_answer (self, text, strlen (text), piece);
  self->last = *piece;
  self->last.data = NULL;
  take_client_line (self, text, strlen (text));
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
  wire_sasl_clear (&self->sasl);
  wire_talk_end_tls (&self->tls);
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  wire_talk_end_tls (&self->tls);
  wire_line_reader_clear (&self->lines);
  wire_sasl_clear (&self->sasl);
  g_free (self->tag);
  g_free (self);
}

const WireTalkKind wire_imap_talk = {
  .name = "IMAP",
  .cost = 2 * WIRE_LINE_MAX,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .end = end,
  .free = talk_free,
};
