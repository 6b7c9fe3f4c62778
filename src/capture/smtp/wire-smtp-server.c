/* wire-smtp-server.c: what the server answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smtp/wire-smtp-private.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

static void
answer_login (WireSmtpConversation *self, guint code, const WireStreamPiece *piece)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));

  if (code == 334)
    {
      self->state = WIRE_SMTP_ANSWERS;
      return;
    }
  wire_mail_words_sign_in (self->words, piece, self->login.user, code == 235);
  self->user = code == 235 && self->login.user
                   ? wire_transfer_log_keep (log, self->login.user, strlen (self->login.user))
                   : self->user;
  wire_mail_login_clear (&self->login);
}

static void
answer_mail (WireSmtpConversation *self, WireTransfer *transfer, const char *line)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));
  g_autofree char *note = NULL;

  if (!transfer || line[0] == '2' || line[0] == '3')
    return;
  note = g_strdup_printf ("The server refused it: %.300s", line);
  transfer->note = wire_transfer_log_keep (log, note, strlen (note));
}

/* The server speaks while the mail goes on, as far as is known: it knows better. */
static void
answer_unasked (WireSmtpConversation *self, guint code, const char *line)
{
  guint loose;

  if (code == 354 && self->state == WIRE_SMTP_COMMANDS && !self->mail)
    self->state = WIRE_SMTP_ASKED; /* DATA was not captured */
  if (self->state != WIRE_SMTP_TEXT || code == 354)
    return;
  loose = wire_mail_dots_get_loose_end (&self->dots);
  if (loose > 0)
    {
      WireTransfer *transfer;

      wire_mail_drop_end (self->mail, loose);
      transfer = wire_mail_finish (g_steal_pointer (&self->mail), TRUE, NULL);
      answer_mail (self, transfer, line);
      self->state = WIRE_SMTP_COMMANDS;
    }
  else if (wire_mail_has_gaps (self->mail))
    {
      wire_smtp_break_off (self, "Its end was not captured.");
      wire_mail_line_lose (&self->lines[self->client]);
    }
  else
    self->answered = TRUE;
}

static void
answer (WireSmtpConversation *self, guint code, const char *line, const WireStreamPiece *piece)
{
  WireSmtpAnswer to;

  if (!wire_smtp_awaited_pop (self->awaited, &to))
    {
      answer_unasked (self, code, line);
      return;
    }
  if (to.verb == WIRE_SMTP_RCPT && code >= 400)
    wire_smtp_envelope_refuse (&self->envelope, to.recipient);
  else if (to.verb == WIRE_SMTP_DATA && code != 354 && self->state == WIRE_SMTP_ASKED)
    self->state = WIRE_SMTP_COMMANDS;
  else if (to.verb == WIRE_SMTP_AUTH)
    answer_login (self, code, piece);
  else if (to.verb == WIRE_SMTP_END)
    answer_mail (self, to.transfer, line);
  else if (to.verb == WIRE_SMTP_STARTTLS && code == 220)
    wire_smtp_open_tls (self);
  else if (to.verb == WIRE_SMTP_STARTTLS && self->state == WIRE_SMTP_STARTING)
    self->state = WIRE_SMTP_COMMANDS;
}

static void
take_reply (WireSmtpConversation *self, const char *line, const WireStreamPiece *piece)
{
  gboolean greeting = !self->greeted;
  gboolean goes_on;
  guint code;

  wire_mail_words_say (self->words, !self->client, piece, line);
  if (!wire_smtp_reply_parse (line, &code, &goes_on) || goes_on)
    return;
  self->greeted = TRUE;
  if (greeting && code == 220 && !wire_smtp_awaited_has (self->awaited, WIRE_SMTP_STARTTLS))
    return;
  answer (self, code, line, piece);
}

void
wire_smtp_hear_server (WireSmtpConversation *self, const WireStreamPiece *piece)
{
  guint side = !self->client;
  guint32 used = 0;

  while (used < piece->length)
    {
      if (wire_smtp_hear_tls (self, side, piece, used))
        return;
      if (wire_mail_line_add (&self->lines[side], piece->data, piece->length, &used)
          && !self->lines[side].cut)
        take_reply (self, wire_mail_line_get (&self->lines[side]), piece);
    }
}
