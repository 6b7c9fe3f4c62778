/* wire-smtp-client.c: what the client says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smtp/wire-smtp-private.h"

#include <string.h>

static void
begin_chunk (WireSmtpConversation *self, const char *arguments, const WireStreamPiece *piece)
{
  if (!wire_smtp_command_parse_chunk (arguments, &self->chunk, &self->last_chunk))
    return;
  if (!self->mail)
    {
      wire_smtp_begin_mail (self, piece);
      self->unsure = !self->envelope.from; /* MAIL was not captured: was this the first chunk? */
    }
  self->state = WIRE_SMTP_CHUNK;
  if (!self->last_chunk)
    wire_smtp_awaited_push (self->awaited, &(WireSmtpAnswer){ .verb = WIRE_SMTP_BDAT });
}

static void
begin_login (WireSmtpConversation *self, const char *arguments)
{
  g_autofree char *mechanism = g_strndup (arguments, strcspn (arguments, " "));
  const char *initial = arguments + strlen (mechanism);

  wire_mail_login_begin (&self->login, mechanism, *initial ? initial + 1 : NULL);
}

static void
take_verb (WireSmtpConversation *self, WireSmtpVerb verb, const char *arguments)
{
  WireSmtpAnswer answer = { .verb = verb };

  if (verb == WIRE_SMTP_MAIL)
    wire_smtp_envelope_begin (&self->envelope, arguments);
  else if (verb == WIRE_SMTP_RCPT)
    answer.recipient = wire_smtp_envelope_add (&self->envelope, arguments);
  else if (verb == WIRE_SMTP_RSET)
    wire_smtp_envelope_clear (&self->envelope);
  else if (verb == WIRE_SMTP_AUTH)
    begin_login (self, arguments);
  else if (verb == WIRE_SMTP_LHLO || verb == WIRE_SMTP_HELLO)
    self->lmtp = verb == WIRE_SMTP_LHLO;
  else if (verb == WIRE_SMTP_DATA)
    self->state = WIRE_SMTP_ASKED;
  else if (verb == WIRE_SMTP_STARTTLS)
    self->state = WIRE_SMTP_STARTING;
  wire_smtp_awaited_push (self->awaited, &answer);
}

static void
take_command (WireSmtpConversation *self, const char *line, const WireStreamPiece *piece)
{
  const char *arguments;
  WireSmtpVerb verb = wire_smtp_command_parse (line, &arguments);

  if (verb == WIRE_SMTP_BDAT)
    {
      begin_chunk (self, arguments, piece);
      return;
    }
  if (self->mail) /* whose chunks have not ended */
    wire_smtp_break_off (self, "The client broke it off before its last chunk.");
  take_verb (self, verb, arguments);
}

static void
take_client_line (WireSmtpConversation *self, const WireStreamPiece *piece)
{
  const char *line = wire_mail_line_get (&self->lines[self->client]);

  const char *arguments;

  /* After a gap: a whole line seems to be there. */
  if (self->lines[self->client].cut
      && wire_smtp_command_parse (line, &arguments) == WIRE_SMTP_OTHER)
    return;
  wire_mail_words_say (self->words, self->client, piece, line);
  if (self->state == WIRE_SMTP_ANSWERS)
    {
      wire_mail_login_answer (&self->login, line);
      wire_smtp_awaited_push (self->awaited, &(WireSmtpAnswer){ .verb = WIRE_SMTP_AUTH });
      self->state = WIRE_SMTP_COMMANDS;
    }
  else
    take_command (self, line, piece);
}

/* The server’s answer to DATA comes later, or was not captured. A mail does not begin with a
 * command.
 */
static void
begin_text_unasked (WireSmtpConversation *self, const WireStreamPiece *piece, guint32 used)
{
  guint32 length = MIN (piece->length - used, 16);
  g_autofree char *begin = g_strndup ((const char *) piece->data + used, length);
  const char *arguments;

  begin[strcspn (begin, "\r\n")] = '\0';
  if (wire_smtp_command_parse (begin, &arguments) != WIRE_SMTP_OTHER)
    {
      self->state = WIRE_SMTP_COMMANDS;
      return;
    }
  self->state = WIRE_SMTP_TEXT;
  wire_smtp_begin_mail (self, piece);
}

static void
take_text (WireSmtpConversation *self, const WireStreamPiece *piece, guint32 *used)
{
  if (!wire_mail_add_dotted (self->mail, &self->dots, piece, used))
    return;
  wire_mail_note_dot (self->mail);
  wire_smtp_end_mail (self);
}

static void
take_chunk (WireSmtpConversation *self, const WireStreamPiece *piece, guint32 *used)
{
  guint32 n = (guint32) MIN (self->chunk, piece->length - *used);

  if (n > 0)
    wire_mail_add (self->mail, piece, *used, n);
  self->chunk -= n;
  *used += n;
}

static void
end_chunk (WireSmtpConversation *self)
{
  if (self->chunk > 0)
    return;
  self->state = WIRE_SMTP_COMMANDS;
  if (self->last_chunk)
    wire_smtp_end_mail (self);
}

void
wire_smtp_hear_client (WireSmtpConversation *self, const WireStreamPiece *piece)
{
  guint32 used = 0;

  while (used < piece->length)
    {
      if (wire_smtp_hear_tls (self, self->client, piece, used))
        return;
      if (self->state == WIRE_SMTP_ASKED)
        begin_text_unasked (self, piece, used);
      if (self->state == WIRE_SMTP_TEXT)
        take_text (self, piece, &used);
      else if (self->state == WIRE_SMTP_CHUNK)
        take_chunk (self, piece, &used);
      else if (wire_mail_line_add (&self->lines[self->client], piece->data, piece->length, &used))
        take_client_line (self, piece);
      if (self->state == WIRE_SMTP_CHUNK)
        end_chunk (self);
    }
}

/* Gaps */

static void
lose_chunk (WireSmtpConversation *self, const WireStreamPiece *gap)
{
  guint64 n = MIN (self->chunk, gap->length);

  if (n > 0)
    wire_mail_add_gap (self->mail, gap, n);
  self->chunk -= n;
  if (n == gap->length)
    {
      end_chunk (self);
      return;
    }
  end_chunk (self); /* commands are missing, too */
  wire_smtp_break_off (self, "Part of it was not captured.");
  wire_mail_line_lose (&self->lines[self->client]);
  wire_smtp_awaited_lose (self->awaited);
  wire_smtp_envelope_clear (&self->envelope);
}

/* Without the server, nobody would tell that the gap hides the mail’s end. */
static void
lose_text (WireSmtpConversation *self, const WireStreamPiece *gap)
{
  if (!self->mail)
    wire_smtp_begin_mail (self, gap);
  self->state = WIRE_SMTP_TEXT;
  wire_mail_add_gap (self->mail, gap, gap->length);
  wire_mail_dots_lose (&self->dots);
  if (self->greeted && !self->answered)
    return;
  wire_smtp_break_off (self, "Its end was not captured.");
  wire_mail_line_lose (&self->lines[self->client]);
}

void
wire_smtp_lose_client (WireSmtpConversation *self, const WireStreamPiece *gap)
{
  /* The command itself, where the server’s answer was heard before it was known to be missing. */
  gboolean asked_only = self->state == WIRE_SMTP_ASKED && gap->length <= strlen ("DATA\r\n");

  if (self->state == WIRE_SMTP_CHUNK)
    lose_chunk (self, gap);
  else if (self->state == WIRE_SMTP_TEXT || (self->state == WIRE_SMTP_ASKED && !asked_only))
    lose_text (self, gap);
  else if (!asked_only)
    {
      wire_smtp_break_off (self, "Part of it was not captured.");
      wire_mail_line_lose (&self->lines[self->client]);
      wire_smtp_awaited_lose (self->awaited);
      wire_smtp_envelope_clear (&self->envelope);
    }
}
