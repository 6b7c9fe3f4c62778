/* wire-smtp-private.h: what both sides of a conversation share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-line.h"
#include "capture/mail/wire-mail-login.h"
#include "capture/mail/wire-mail-turns.h"
#include "capture/mail/wire-mail-words.h"
#include "capture/mail/wire-mail.h"
#include "capture/smtp/wire-smtp-awaited.h"
#include "capture/smtp/wire-smtp-conversation.h"
#include "capture/smtp/wire-smtp-envelope.h"

G_BEGIN_DECLS

/** What the client says next. */
typedef enum
{
  WIRE_SMTP_COMMANDS,
  WIRE_SMTP_ASKED,    /* DATA was said, and the server has not answered */
  WIRE_SMTP_TEXT,     /* of a mail, after DATA */
  WIRE_SMTP_CHUNK,    /* of a mail, after BDAT */
  WIRE_SMTP_ANSWERS,  /* to AUTH */
  WIRE_SMTP_STARTING, /* TLS, if the server agrees */
} WireSmtpState;

/*
 * WireSmtpConversation:
 * @turns: puts what both say in order
 * @client: its side, or %G_MAXUINT where that is not known yet
 * @greeted: the server has spoken
 * @lmtp: it answers for each recipient (RFC 2033)
 * @user: (nullable): kept by the log of transfers
 * @mail: (nullable): that is being sent
 * @answered: the server has answered while the mail went on: its end may have been missed
 * @unsure: chunks of it may have come before
 * @chunk: bytes of it that are still to come
 * @tls: (nullable): the conversation went on there
 * @ended: a bit for each side that has; those four times as high for sides that ended in order
 * @words: what was said, for people
 */
struct _WireSmtpConversation
{
  WireChannel *channel;
  WireMailTurns *turns;
  guint client;
  WireSmtpState state;
  WireMailLine lines[2];
  WireSmtpAwaited *awaited;
  gboolean greeted;
  gboolean lmtp;
  WireSmtpEnvelope envelope;
  WireMailLogin login;
  const char *user;
  WireMail *mail;
  WireMailDots dots;
  gboolean answered;
  gboolean unsure;
  guint64 chunk;
  gboolean last_chunk;
  WireChannel *tls;
  guint ended;
  WireMailWords *words;
};

/* wire-smtp-conversation.c */
void wire_smtp_begin_mail (WireSmtpConversation *self, const WireStreamPiece *piece);
void wire_smtp_end_mail (WireSmtpConversation *self);
void wire_smtp_break_off (WireSmtpConversation *self, const char *problem);
gboolean wire_smtp_hear_tls (WireSmtpConversation *self,
                             guint side,
                             const WireStreamPiece *piece,
                             guint32 used);
void wire_smtp_open_tls (WireSmtpConversation *self);

/* wire-smtp-client.c */
void wire_smtp_hear_client (WireSmtpConversation *self, const WireStreamPiece *piece);
void wire_smtp_lose_client (WireSmtpConversation *self, const WireStreamPiece *gap);

/* wire-smtp-server.c */
void wire_smtp_hear_server (WireSmtpConversation *self, const WireStreamPiece *piece);

G_END_DECLS
