/* wire-imap-conversation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-private.h"
#include "capture/mail/wire-mail-piece.h"
#include "capture/reassembly/wire-listening.h"

#define OWN_COST 4096u

/* The first byte of a handshake (RFC 8446, section 5.1). */
#define TLS_HANDSHAKE 22

static void hear (gpointer conversation, guint side, const WireStreamPiece *piece);

/** Returns: (transfer full): a conversation that has said nothing yet. The channel’s hint is who is
 * logged in, where it goes on from another. */
WireImapConversation *
wire_imap_conversation_new (WireChannel *channel)
{
  WireImapConversation *self = g_new0 (WireImapConversation, 1);

  self->channel = channel;
  self->client = G_MAXUINT;
  self->turns = wire_mail_turns_new (channel, hear, self);
  self->user = wire_channel_get_hint (channel);
  self->awaited = wire_imap_awaited_new ();
  self->words = wire_mail_words_new (channel, "IMAP");
  self->mailbox = wire_imap_mailbox_new ();
  self->fetched = wire_imap_fetched_new (channel, self->mailbox);
  wire_channel_charge (channel, 0, OWN_COST);
  return self;
}

void
wire_imap_conversation_free (WireImapConversation *self)
{
  wire_imap_break_off (self, "The conversation ended before it did.");
  wire_imap_fetched_free (self->fetched);
  g_clear_pointer (&self->inside, wire_channel_close);
  for (guint i = 0; i < 2; i++)
    {
      wire_imap_reader_clear (&self->readers[i]);
      if (self->inflaters[i])
        wire_channel_charge (self->channel, WIRE_IMAP_INFLATER_COST, 0);
      g_clear_pointer (&self->inflaters[i], wire_imap_inflater_free);
    }
  wire_imap_awaited_free (self->awaited);
  wire_mail_words_free (self->words);
  if (self->name)
    g_string_free (self->name, TRUE);
  wire_imap_mailbox_free (self->mailbox);
  wire_mail_login_clear (&self->login);
  wire_mail_turns_free (self->turns);
  wire_channel_charge (self->channel, OWN_COST, 0);
  g_free (self);
}

WireTransferLog *
wire_imap_get_log (const WireImapConversation *self)
{
  return wire_listening_get_transfers (wire_channel_get_listening (self->channel));
}

/* What the conversation goes on in */

void
wire_imap_open_tls (WireImapConversation *self)
{
  const WireChannelOptions options = { .listener = "TLS",
                                       .inner = "IMAP",
                                       .hint = (gpointer) self->user };

  if (!self->inside)
    self->inside = wire_channel_open (self->channel, &options);
}

/* Both sides are packed from here on. */
void
wire_imap_open_packed (WireImapConversation *self)
{
  const WireChannelOptions options = {
    .listener = "IMAP", .hint = (gpointer) self->user, .label = "DEFLATE", .followed = TRUE
  };

  if (self->inside)
    return;
  self->inside = wire_channel_open (self->channel, &options);
  for (guint i = 0; i < 2; i++)
    if (wire_channel_charge (self->channel, 0, WIRE_IMAP_INFLATER_COST))
      self->inflaters[i] = wire_imap_inflater_new ();
    else
      wire_channel_charge (self->channel, WIRE_IMAP_INFLATER_COST, 0);
}

/* Returns: whether the rest of @piece belongs to what the conversation went on in, and was passed
 * there. A record of TLS where a line should begin says that the server agreed to STARTTLS. */
gboolean
wire_imap_hear_inside (WireImapConversation *self,
                       guint side,
                       const WireStreamPiece *piece,
                       guint32 used)
{
  WireStreamPiece rest = *piece;

  if (piece->data)
    rest = wire_mail_piece_rest (piece, used);
  if (!self->inside && piece->data && *rest.data == TLS_HANDSHAKE
      && wire_imap_awaited_has (self->awaited, WIRE_IMAP_STARTTLS))
    wire_imap_open_tls (self);
  if (!self->inside)
    return FALSE;
  if (self->inflaters[side])
    wire_imap_inflater_add (self->inflaters[side], self->inside, side, &rest);
  else
    wire_channel_add (self->inside, side, &rest);
  return TRUE;
}

/* A WireMailTurnsHear. */
static void
hear (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  WireImapConversation *self = conversation;

  if (self->client == G_MAXUINT && piece->data)
    {
      self->client = piece->data[0] == '*' || piece->data[0] == '+' ? !side : side;
      wire_mail_words_set_client (self->words, self->client);
    }
  if (self->client == G_MAXUINT || (!piece->data && wire_imap_hear_inside (self, side, piece, 0)))
    return;
  if (!piece->data)
    wire_mail_words_lose (self->words, side, piece);
  if (!piece->data && side == self->client)
    wire_imap_lose_client (self, piece);
  else if (!piece->data)
    wire_imap_lose_server (self, piece);
  else if (side == self->client)
    wire_imap_hear_client (self, piece);
  else
    wire_imap_hear_server (self, piece);
}

/** The next bytes of @side, or a gap. */
void
wire_imap_conversation_add (WireImapConversation *self, guint side, const WireStreamPiece *piece)
{
  wire_mail_turns_add (self->turns, side, piece);
}

/** Nothing more comes from @side. What was held back of it may be heard at the end of the other. */
void
wire_imap_conversation_end (WireImapConversation *self, guint side, gboolean orderly)
{
  wire_mail_turns_end (self->turns, side);
  self->orderly[side] = orderly;
  self->ended |= (guint8) (1 << side);
  if (self->ended != 3)
    return;
  for (guint i = 0; i < 2 && self->inside; i++)
    wire_channel_end (self->inside, i, self->orderly[i]);
  wire_imap_break_off (self, "The connection ended before it did.");
}
