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

static gboolean
is_mail (WirePop3Verb verb)
{
  return verb == WIRE_POP3_RETR || verb == WIRE_POP3_TOP || verb == WIRE_POP3_UNKNOWN;
}

/* Mails */

static WireTransferLog *
get_log (const WirePop3Conversation *self)
{
  return wire_listening_get_transfers (wire_channel_get_listening (self->channel));
}

static void
begin_text (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  const WireMailOrigin origin = { "POP3", !self->client, WIRE_TRANSFER_DOWNLOAD, self->user };

  self->state = WIRE_POP3_TEXT;
  self->gapped = FALSE;
  self->dots = (WireMailDots){ 0 };
  if (self->unsure && self->current.verb == WIRE_POP3_RETR)
    self->current.verb = WIRE_POP3_UNKNOWN;
  if (is_mail (self->current.verb))
    self->mail = wire_mail_new (self->channel, &origin, piece);
}

/* Returns: (transfer full) (nullable): why the mail need not be whole, although the text has ended
 */
static char *
find_problem (const WirePop3Conversation *self)
{
  if (self->current.verb == WIRE_POP3_TOP)
    return g_strdup_printf ("Only its head and the first %u lines of its text were asked for.",
                            self->current.lines);
  if (self->current.verb == WIRE_POP3_UNKNOWN
      && wire_mail_get_transfer (self->mail)->body.size != self->octets)
    return g_strdup ("Whether all of it was asked for was not captured.");
  return NULL;
}

static void
end_text (WirePop3Conversation *self)
{
  g_autofree char *problem = self->mail ? find_problem (self) : NULL;

  self->state = WIRE_POP3_STATUS;
  if (self->mail)
    wire_mail_finish (g_steal_pointer (&self->mail), !problem,
                      problem ? wire_transfer_log_keep (get_log (self), problem, strlen (problem))
                              : NULL);
}

/** The mail that is coming, if there is one, does not end. */
void
wire_pop3_break_off (WirePop3Conversation *self, const char *problem)
{
  if (self->mail)
    wire_mail_finish (g_steal_pointer (&self->mail), FALSE, problem);
  self->state = WIRE_POP3_STATUS;
}

/* Lines with dots that are no mail. */
static gboolean
skip_text (WirePop3Conversation *self, const WireStreamPiece *piece, guint32 *used)
{
  WireMailDotsRun run;

  while (wire_mail_dots_next (&self->dots, piece->data, piece->length, used, &run))
    continue;
  return self->dots.state == WIRE_MAIL_DOTS_ENDED;
}

static void
take_text (WirePop3Conversation *self, const WireStreamPiece *piece, guint32 *used)
{
  if (self->mail ? wire_mail_add_dotted (self->mail, &self->dots, piece, used)
                 : skip_text (self, piece, used))
    end_text (self);
}

/* Answers */

static void
log_in (WirePop3Conversation *self)
{
  const char *user = self->login.user;

  if (user)
    self->user = wire_transfer_log_keep (get_log (self), user, strlen (user));
  wire_mail_login_clear (&self->login);
}

static void
take_ok (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  WirePop3Verb verb = self->current.verb;

  if (verb == WIRE_POP3_LINES || is_mail (verb))
    begin_text (self, piece);
  else if (verb == WIRE_POP3_PASS || verb == WIRE_POP3_APOP || verb == WIRE_POP3_AUTH)
    log_in (self);
  else if (verb == WIRE_POP3_STLS)
    wire_pop3_open_tls (self);
}

static void
take_status (WirePop3Conversation *self, const char *line, const WireStreamPiece *piece)
{
  gboolean ok = g_ascii_strncasecmp (line, "+OK", 3) == 0;

  if (!ok && line[0] == '+' && (line[1] == ' ' || !line[1]))
    {
      self->answers = TRUE; /* of AUTH */
      return;
    }
  if (!ok && line[0] != '-')
    return;
  self->answered = TRUE;
  self->guesses = ok && self->asked->len == 0;
  self->octets = ok ? g_ascii_strtoull (line + 3, NULL, 10) : 0;
  if (!pop (self, &self->current))
    return;
  if (ok)
    take_ok (self, piece);
  else if (self->current.verb == WIRE_POP3_STLS)
    self->starting = FALSE;
}

/* Behind a gap: a client that waits for each answer has got all but the last of those that it asked
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
  if (status || !pop (self, &self->current))
    return;
  if (is_mail (self->current.verb) || self->current.verb == WIRE_POP3_LINES)
    {
      begin_text (self, &self->lost);
      if (self->mail)
        wire_mail_add_gap (self->mail, &self->lost, self->lost.length);
      wire_mail_dots_lose (&self->dots);
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
  self->current.verb = at > used && at < piece->length && piece->data[at] == ':' ? WIRE_POP3_UNKNOWN
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

/* A client that waits for each answer and has asked for more has got the end of this one. */
void
wire_pop3_lose_server (WirePop3Conversation *self, const WireStreamPiece *gap)
{
  if (self->state == WIRE_POP3_TEXT && (self->asked->len == 0 || self->pipelines))
    {
      if (self->mail)
        wire_mail_add_gap (self->mail, gap, gap->length);
      wire_mail_dots_lose (&self->dots);
      self->gapped = TRUE;
      return;
    }
  if (self->mail)
    wire_mail_add_gap (self->mail, gap, gap->length);
  wire_pop3_break_off (self, "Its end was not captured.");
  wire_mail_line_lose (&self->lines[!self->client]);
  self->lost = *gap;
  self->state = WIRE_POP3_LOST;
}
