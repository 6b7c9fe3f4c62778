/* wire-pop3-server.c: what the server answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/pop3/wire-pop3-private.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

static gboolean
pop (WirePop3Conversation *self, WirePop3Asked *asked)
{
  if (self->asked->len == 0)
    return FALSE;
  *asked = g_array_index (self->asked, WirePop3Asked, 0);
  g_array_remove_index (self->asked, 0);
  return TRUE;
}

static WireTransferLog *
get_log (const WirePop3Conversation *self)
{
  return wire_listening_get_transfers (wire_channel_get_listening (self->channel));
}

static void
begin_text (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  self->state = WIRE_POP3_TEXT;
  if (self->unsure && self->text.command.verb == WIRE_POP3_RETR)
    self->text.command.verb = WIRE_POP3_UNKNOWN;
  wire_pop3_text_begin (&self->text, self->channel, !self->client, self->user, piece);
}

/** The mail that is coming, if there is one, does not end. */
void
wire_pop3_break_off (WirePop3Conversation *self, const char *problem)
{
  wire_pop3_text_break_off (&self->text, problem);
  self->state = WIRE_POP3_STATUS;
}

static void
take_text (WirePop3Conversation *self, const WireStreamPiece *piece, guint32 *used)
{
  if (!wire_pop3_text_add (&self->text, piece, used))
    return;
  wire_pop3_text_finish (&self->text, get_log (self));
  self->state = WIRE_POP3_STATUS;
}

/* Answers */

static void
log_in (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  const char *user = self->login.user;

  wire_mail_words_sign_in (self->words, piece, user, TRUE);
  if (user)
    self->user = wire_transfer_log_keep (get_log (self), user, strlen (user));
  wire_mail_login_clear (&self->login);
}

static gboolean
is_sign_in (WirePop3Verb verb)
{
  return verb == WIRE_POP3_PASS || verb == WIRE_POP3_APOP || verb == WIRE_POP3_AUTH;
}

static void
take_ok (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  WirePop3Verb verb = self->text.command.verb;

  if (verb == WIRE_POP3_LINES || wire_pop3_verb_is_mail (verb))
    begin_text (self, piece);
  else if (is_sign_in (verb))
    log_in (self, piece);
  else if (verb == WIRE_POP3_STLS)
    wire_pop3_open_tls (self);
}

static void
take_status (WirePop3Conversation *self, const char *line, const WireStreamPiece *piece)
{
  gboolean ok = g_ascii_strncasecmp (line, "+OK", 3) == 0;

  wire_mail_words_say (self->words, !self->client, piece, line);
  if (!ok && line[0] == '+' && (line[1] == ' ' || !line[1]))
    {
      self->answers = TRUE; /* of AUTH */
      return;
    }
  if (!ok && line[0] != '-')
    return;
  self->answered = TRUE;
  self->guesses = ok && self->asked->len == 0;
  self->text.octets = ok ? g_ascii_strtoull (line + 3, NULL, 10) : 0;
  if (!pop (self, &self->text.command))
    return;
  if (ok)
    take_ok (self, piece);
  else if (is_sign_in (self->text.command.verb))
    wire_mail_words_sign_in (self->words, piece, self->login.user, FALSE);
  else if (self->text.command.verb == WIRE_POP3_STLS)
    self->starting = FALSE;
}

/* After a gap: a client that waits for each answer has got all but the last of those that it asked
 * for. */
static void
find_again (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  gboolean status = piece->length >= 3
                    && (memcmp (piece->data, "+OK", 3) == 0 || memcmp (piece->data, "-ER", 3) == 0);
  WirePop3Asked asked;

  self->state = WIRE_POP3_STATUS;
  while (!self->pipelines && self->asked->len > 1)
    pop (self, &asked);
  wire_mail_line_clear (&self->lines[!self->client]);
  if (status || !pop (self, &self->text.command))
    return;
  if (wire_pop3_verb_is_mail (self->text.command.verb)
      || self->text.command.verb == WIRE_POP3_LINES)
    {
      begin_text (self, &self->lost);
      wire_pop3_text_add_gap (&self->text, &self->lost);
    }
  else
    wire_mail_line_lose (&self->lines[!self->client]); /* the rest of its one line */
}

/* A server says no more than one line unless it was asked for a text. A mail begins with a field.
 */
static void
guess_text (WirePop3Conversation *self, const WireStreamPiece *piece, guint32 used)
{
  guint32 at = used;

  self->guesses = FALSE;
  while (at < piece->length && (g_ascii_isalnum (piece->data[at]) || piece->data[at] == '-'))
    at++;
  self->text.command.verb = at > used && at < piece->length && piece->data[at] == ':'
                                ? WIRE_POP3_UNKNOWN
                                : WIRE_POP3_LINES;
  begin_text (self, piece);
}

void
wire_pop3_hear_server (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  guint side = !self->client;
  guint32 used = 0;

  if (self->state == WIRE_POP3_LOST)
    find_again (self, piece);
  while (used < piece->length)
    {
      if (wire_pop3_hear_tls (self, side, piece, used))
        return;
      if (self->guesses && self->asked->len == 0 && self->state == WIRE_POP3_STATUS
          && piece->data[used] != '+' && piece->data[used] != '-')
        guess_text (self, piece, used);
      if (self->state == WIRE_POP3_TEXT)
        take_text (self, piece, &used);
      else if (wire_mail_line_add (&self->lines[side], piece->data, piece->length, &used)
               && !self->lines[side].cut)
        take_status (self, wire_mail_line_get (&self->lines[side]), piece);
    }
}

/* A client that waits for each answer and has asked for more has got the end of this one. Of one
 * that does not wait, nobody knows which of its commands the next answer is to. */
void
wire_pop3_lose_server (WirePop3Conversation *self, const WireStreamPiece *gap)
{
  self->unsure |= self->pipelines && self->asked->len > 0;
  if (self->state == WIRE_POP3_TEXT && (self->asked->len == 0 || self->pipelines))
    {
      wire_pop3_text_add_gap (&self->text, gap);
      return;
    }
  wire_pop3_text_add_gap (&self->text, gap);
  wire_pop3_break_off (self, "Its end was not captured.");
  wire_mail_line_lose (&self->lines[!self->client]);
  self->lost = *gap;
  self->state = WIRE_POP3_LOST;
}
