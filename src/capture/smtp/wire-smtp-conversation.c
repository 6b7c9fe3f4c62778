/* wire-smtp-conversation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-piece.h"
#include "capture/smtp/wire-smtp-private.h"

#define OWN_COST 1024u

/* The first byte of a handshake (RFC 8446, section 5.1). */
#define TLS_HANDSHAKE 22

static void hear (gpointer conversation, guint side, const WireStreamPiece *piece);

/** Returns: (transfer full): a conversation that has said nothing yet */
WireSmtpConversation *
wire_smtp_conversation_new (WireChannel *channel)
{
  WireSmtpConversation *self = g_new0 (WireSmtpConversation, 1);

  self->channel = channel;
  self->client = G_MAXUINT;
  self->turns = wire_mail_turns_new (channel, hear, self);
  self->awaited = wire_smtp_awaited_new ();
  self->words = wire_mail_words_new (channel, "SMTP");
  wire_channel_charge (channel, 0, OWN_COST);
  return self;
}

/* Mails */

void
wire_smtp_begin_mail (WireSmtpConversation *self, const WireStreamPiece *piece)
{
  const WireMailOrigin origin = { "SMTP", self->client, WIRE_TRANSFER_UPLOAD, self->user };
  g_autofree char *to = wire_smtp_envelope_join (&self->envelope);

  self->mail = wire_mail_new (self->channel, &origin, piece);
  self->dots = (WireMailDots){ 0 };
  self->answered = self->unsure = FALSE;
  if (self->envelope.from || to)
    wire_mail_set_envelope (self->mail, self->envelope.from, to);
}

/* LMTP answers for each recipient. */
static void
await_answer (WireSmtpConversation *self, WireTransfer *transfer)
{
  const WireSmtpAnswer answer = { .verb = WIRE_SMTP_END, .transfer = transfer };
  guint n = self->lmtp ? wire_smtp_envelope_count (&self->envelope) : 1;

  for (guint i = 0; i < MAX (n, 1); i++)
    wire_smtp_awaited_push (self->awaited, &answer);
}

/* The server is about to answer. */
void
wire_smtp_end_mail (WireSmtpConversation *self)
{
  WireTransfer *transfer =
      wire_mail_finish (g_steal_pointer (&self->mail), !self->unsure,
                        "Whether it had a beginning before this is not known.");

  await_answer (self, transfer);
  wire_smtp_envelope_clear (&self->envelope);
  self->state = WIRE_SMTP_COMMANDS;
}

void
wire_smtp_break_off (WireSmtpConversation *self, const char *problem)
{
  if (self->mail)
    wire_mail_finish (g_steal_pointer (&self->mail), FALSE, problem);
  self->state = WIRE_SMTP_COMMANDS;
}

void
wire_smtp_conversation_free (WireSmtpConversation *self)
{
  wire_smtp_break_off (self, "The conversation ended before the mail did.");
  wire_smtp_awaited_free (self->awaited);
  wire_mail_words_free (self->words);
  g_clear_pointer (&self->tls, wire_channel_close);
  wire_smtp_envelope_clear (&self->envelope);
  wire_mail_login_clear (&self->login);
  for (guint i = 0; i < 2; i++)
    wire_mail_line_clear (&self->lines[i]);
  wire_mail_turns_free (self->turns);
  wire_channel_charge (self->channel, OWN_COST, 0);
  g_free (self);
}

/* TLS */

void
wire_smtp_open_tls (WireSmtpConversation *self)
{
  const WireChannelOptions options = { .listener = "TLS", .inner = "SMTP" };

  if (!self->tls)
    self->tls = wire_channel_open (self->channel, &options);
}

/**
 * wire_smtp_hear_tls:
 * @self: a conversation
 * @side: who speaks
 * @piece: what it says
 * @used: how many bytes of @piece were read
 *
 * A record of TLS where a line should begin says that the server agreed to STARTTLS, if its answer
 * was not captured.
 *
 * Returns: whether the rest of @piece is TLS, and was passed on
 */
gboolean
wire_smtp_hear_tls (WireSmtpConversation *self,
                    guint side,
                    const WireStreamPiece *piece,
                    guint32 used)
{
  const WireStreamPiece rest = wire_mail_piece_rest (piece, used);

  if (self->state == WIRE_SMTP_STARTING && *rest.data == TLS_HANDSHAKE)
    wire_smtp_open_tls (self);
  if (self->tls)
    wire_channel_add (self->tls, side, &rest);
  return self->tls != NULL;
}

static void
lose (WireSmtpConversation *self, guint side, const WireStreamPiece *gap)
{
  if (!self->tls)
    wire_mail_words_lose (self->words, side, gap);
  if (self->tls)
    wire_channel_add (self->tls, side, gap);
  else if (side == self->client)
    wire_smtp_lose_client (self, gap);
  else
    {
      wire_mail_line_lose (&self->lines[side]);
      wire_smtp_awaited_lose (self->awaited);
    }
}

/* A WireMailTurnsHear. */
static void
hear (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  WireSmtpConversation *self = conversation;

  if (self->client == G_MAXUINT && piece->data)
    {
      self->client = g_ascii_isdigit (piece->data[0]) ? !side : side;
      wire_mail_words_set_client (self->words, self->client);
    }
  if (self->client == G_MAXUINT)
    return;
  if (!piece->data)
    lose (self, side, piece);
  else if (side == self->client)
    wire_smtp_hear_client (self, piece);
  else
    wire_smtp_hear_server (self, piece);
}

/** The next bytes of @side, or a gap. */
void
wire_smtp_conversation_add (WireSmtpConversation *self, guint side, const WireStreamPiece *piece)
{
  wire_mail_turns_add (self->turns, side, piece);
}

/* What was held back of a side may be heard at the end of the other one. */
static void
end_both (WireSmtpConversation *self)
{
  for (guint side = 0; side < 2 && self->tls; side++)
    wire_channel_end (self->tls, side, (self->ended & 4u << side) != 0);
  if (!self->tls)
    wire_smtp_break_off (self, "The connection ended before the mail did.");
}

/** Nothing more comes from @side. */
void
wire_smtp_conversation_end (WireSmtpConversation *self, guint side, gboolean orderly)
{
  wire_mail_turns_end (self->turns, side);
  self->ended |= (orderly ? 5u : 1u) << side;
  if ((self->ended & 3) == 3)
    end_both (self);
}
