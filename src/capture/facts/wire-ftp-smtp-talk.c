/* wire-ftp-smtp-talk.c: FTP (RFC 959) and SMTP (RFC 5321, RFC 4954), whose servers both answer with
 * numbers of three digits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-line-reader.h"
#include "capture/facts/wire-sasl.h"
#include "capture/facts/wire-talk-tls.h"

#define NOBODY 2

#define PORT_FTP 21
#define PORT_FTPS 990

typedef struct
{
  WireTalk *talk;
  WireLineReader lines;
  WireSasl sasl;
  WireChannel *tls;
  WireSignin *signin; /* that waits for its answer */
  char *user;         /* of FTP, before the password */
  WireStreamPiece user_piece;
  guint client; /* the side, or NOBODY */
  gboolean is_smtp;
  gboolean is_data; /* the client sends a mail, until the server answers */
  gboolean wants_tls;
} Talk;

static gboolean
begins_with (const char *line, gsize length, const char *word)
{
  gsize n = strlen (word);

  return length >= n && g_ascii_strncasecmp (line, word, n) == 0
         && (length == n || line[n] == ' ' || line[n] == '\t');
}

/* Returns: the number, or 0 where @line is none; @ends: it is the last line of the answer */
static guint
read_code (const char *line, gsize length, gboolean *ends)
{
  if (length < 3 || line[0] < '1' || line[0] > '6' || !g_ascii_isdigit (line[1])
      || !g_ascii_isdigit (line[2]) || (length > 3 && line[3] != ' ' && line[3] != '-'))
    return 0;
  *ends = length == 3 || line[3] == ' ';
  return (guint) (line[0] - '0') * 100 + (guint) (line[1] - '0') * 10 + (guint) (line[2] - '0');
}

static gboolean
is_command (const char *line, gsize length)
{
  static const char *const WORDS[] = { "EHLO", "HELO", "LHLO", "USER", "AUTH", "FEAT", "PBSZ" };

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (begins_with (line, length, WORDS[i]))
      return TRUE;
  return FALSE;
}

/* A server greets with 220; USER is POP3 as well, and the port tells which. */
static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  const char *text = (const char *) look->bytes;
  gboolean ends;

  if (look->inside)
    return g_str_equal (look->inside, "FTP") || g_str_equal (look->inside, "SMTP")
               ? WIRE_LISTENER_YES
               : WIRE_LISTENER_NO;
  if (look->length < 5)
    return g_ascii_isalnum (text[0]) ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
  if (read_code (text, 4, &ends) == 220)
    return WIRE_LISTENER_YES;
  if (g_ascii_strncasecmp (text, "EHLO ", 5) == 0 || g_ascii_strncasecmp (text, "HELO ", 5) == 0
      || g_ascii_strncasecmp (text, "LHLO ", 5) == 0)
    return WIRE_LISTENER_YES;
  return g_ascii_strncasecmp (text, "USER ", 5) == 0
                 && (look->other_port == PORT_FTP || look->other_port == PORT_FTPS)
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->client = NOBODY;
  return self;
}

/* FTP */

static void
sign_in_ftp (Talk *self, const char *secret, const WireStreamPiece *piece)
{
  const WireSignin signin = {
    .protocol = "FTP", .method = "USER/PASS", .user = self->user, .secret = secret
  };

  if (self->user)
    self->signin = wire_talk_add_signin (self->talk, self->client, &signin, piece);
  g_clear_pointer (&self->user, g_free);
}

static void
take_ftp_command (Talk *self, const char *line, gsize length, const WireStreamPiece *piece)
{
  if (begins_with (line, length, "USER"))
    {
      sign_in_ftp (self, NULL, &self->user_piece);
      self->user = g_strndup (line + MIN (5, length), length - MIN (5, length));
      self->user_piece = *piece;
      self->user_piece.data = NULL;
    }
  else if (begins_with (line, length, "PASS"))
    {
      g_autofree char *secret = g_strndup (line + MIN (5, length), length - MIN (5, length));

      sign_in_ftp (self, secret, piece);
    }
  else if (begins_with (line, length, "AUTH"))
    self->wants_tls = TRUE;
}

static void
take_ftp_answer (Talk *self, guint code, const char *line, const WireStreamPiece *piece)
{
  /* 230: no password was needed. 331 and 332 ask for more. */
  if (!self->signin && self->user && (code == 230 || code >= 400))
    sign_in_ftp (self, NULL, &self->user_piece);
  if (!self->signin || code == 331 || code == 332 || code < 200)
    return;
  wire_talk_answer (self->talk, self->signin,
                    code < 400 ? WIRE_SIGNIN_ACCEPTED : WIRE_SIGNIN_REFUSED, line, piece);
  self->signin = NULL;
}

/* SMTP */

static void
take_auth (Talk *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  const char *response;

  if (!words[1])
    return;
  wire_sasl_begin (&self->sasl, words[1]);
  response = words[2] ? g_strstrip (words[2]) : NULL;
  if (response)
    wire_sasl_respond_base64 (&self->sasl, response);
}

static void
take_smtp_command (Talk *self, const char *line, gsize length, const WireStreamPiece *piece)
{
  g_auto (GStrv) words = NULL;

  if (self->sasl.mechanism)
    {
      if (!g_str_equal (line, "*"))
        wire_sasl_respond_base64 (&self->sasl, line);
      self->user_piece = *piece;
      return;
    }
  words = g_strsplit (line, " ", 4);
  self->wants_tls = begins_with (line, length, "STARTTLS");
  if (begins_with (line, length, "EHLO") || begins_with (line, length, "HELO")
      || begins_with (line, length, "LHLO"))
    {
      if (words[1] && *words[1])
        wire_talk_add_name (self->talk, self->client, WIRE_NAME_SMTP, g_strstrip (words[1]), piece);
    }
  else if (begins_with (line, length, "AUTH"))
    {
      take_auth (self, line);
      self->user_piece = *piece;
    }
  else if (begins_with (line, length, "BDAT") && words[1])
    wire_line_reader_skip (&self->lines, self->client, g_ascii_strtoull (words[1], NULL, 10));
}

static void
end_sasl (Talk *self, guint code, const char *line, const WireStreamPiece *piece)
{
  const WireSasl *sasl = &self->sasl;
  const WireSignin signin = { .protocol = "SMTP",
                              .method = sasl->mechanism,
                              .user = sasl->user,
                              .domain = sasl->domain,
                              .secret = sasl->secret,
                              .workstation = sasl->workstation };
  WireSignin *kept = wire_talk_add_signin (self->talk, self->client, &signin, &self->user_piece);

  if (piece)
    wire_talk_answer (self->talk, kept, code < 400 ? WIRE_SIGNIN_ACCEPTED : WIRE_SIGNIN_REFUSED,
                      line, piece);
  wire_sasl_clear (&self->sasl);
}

static void
take_smtp_answer (Talk *self, guint code, const char *line, const WireStreamPiece *piece)
{
  self->is_data = code == 354;
  if (self->sasl.mechanism && code != 334 && (code == 235 || code >= 400))
    end_sasl (self, code, line, piece);
}

/* Lines */

static void
take_command (Talk *self, const char *line, gsize length, const WireStreamPiece *piece)
{
  if (self->is_data)
    {
      self->is_data = !(length == 1 && line[0] == '.');
      return;
    }
  if (!self->is_smtp)
    self->is_smtp = begins_with (line, length, "EHLO") || begins_with (line, length, "HELO")
                    || begins_with (line, length, "LHLO");
  if (self->is_smtp)
    take_smtp_command (self, line, length, piece);
  else
    take_ftp_command (self, line, length, piece);
}

static WireLineTaken
take_answer (Talk *self, guint code, const char *line, gsize length, const WireStreamPiece *piece)
{
  g_autofree char *text = g_strndup (line, length);
  gboolean starts_tls =
      self->wants_tls && code == (self->is_smtp ? 220u : 234u) && !self->sasl.mechanism;

  self->wants_tls = FALSE;
  if (self->is_smtp)
    take_smtp_answer (self, code, text, piece);
  else
    take_ftp_answer (self, code, text, piece);
  if (!starts_tls)
    return WIRE_LINE_NEXT;
  self->tls = wire_talk_start_tls (self->talk, self->is_smtp ? "SMTP" : "FTP");
  return WIRE_LINE_STOP;
}

/* A WireLineVisit. */
static WireLineTaken
take_line (
    guint side, const char *line, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  gboolean ends = FALSE;
  guint code = side == self->client ? 0 : read_code (line, length, &ends);
  g_autofree char *copy = NULL;

  if (self->client == NOBODY && code != 0)
    self->client = !side;
  else if (self->client == NOBODY && is_command (line, length))
    self->client = side;
  if (self->client == NOBODY || (side != self->client && (code == 0 || !ends)))
    return WIRE_LINE_NEXT;
  if (side != self->client)
    return take_answer (self, code, line, length, piece);
  copy = g_strndup (line, length);
  take_command (self, copy, length, piece);
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

  if (self->sasl.mechanism && self->client != NOBODY)
    end_sasl (self, 0, NULL, NULL);
  if (self->user && self->client != NOBODY)
    sign_in_ftp (self, NULL, &self->user_piece);
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

const WireTalkKind wire_ftp_smtp_talk = {
  .name = "FTP or SMTP",
  .cost = 2 * WIRE_LINE_MAX,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .end = end,
  .free = talk_free,
};
