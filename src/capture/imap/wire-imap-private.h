/* wire-imap-private.h: what both sides of a conversation share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/imap/wire-imap-awaited.h"
#include "capture/imap/wire-imap-conversation.h"
#include "capture/imap/wire-imap-fetched.h"
#include "capture/imap/wire-imap-inflater.h"
#include "capture/imap/wire-imap-mailbox.h"
#include "capture/imap/wire-imap-reader.h"
#include "capture/mail/wire-mail-login.h"
#include "capture/mail/wire-mail-turns.h"
#include "capture/mail/wire-mail-words.h"
#include "capture/mail/wire-mail.h"

G_BEGIN_DECLS

/** A user’s name that is longer is none. */
#define WIRE_IMAP_MAX_USER 1024u

/*
 * WireImapConversation:
 * @turns: puts what both say in order
 * @client: its side, or %G_MAXUINT where that is not known yet
 * @awaited: commands that were not answered yet
 * @answers: the client’s next line is an answer to AUTHENTICATE
 * @name: (nullable): the user’s name, where it comes as a literal
 * @user: (nullable): who is logged in; kept by the log of transfers
 * @fetched: what the server’s literals are
 * @stores: the client’s literal is a mail
 * @stored: (nullable): the mail that the client’s literal is
 * @words: what was said, for people
 * @inside: (nullable): the conversation went on there, in TLS or packed
 */
struct _WireImapConversation
{
  WireChannel *channel;
  WireMailTurns *turns;
  guint client;
  WireImapReader readers[2];
  WireImapAwaited *awaited;
  gboolean answers;
  WireMailLogin login;
  GString *name;
  const char *user;
  WireImapMailbox *mailbox;
  WireImapFetched *fetched;
  gboolean stores;
  WireMail *stored;
  WireMailWords *words;
  WireChannel *inside;
  WireImapInflater *inflaters[2];
  guint8 ended;
  gboolean orderly[2];
};

/* wire-imap-conversation.c */
WireTransferLog *wire_imap_get_log (const WireImapConversation *self);
gboolean wire_imap_hear_inside (WireImapConversation *self,
                                guint side,
                                const WireStreamPiece *piece,
                                guint32 used);
void wire_imap_open_tls (WireImapConversation *self);
void wire_imap_open_packed (WireImapConversation *self);

/* wire-imap-client.c */
void wire_imap_hear_client (WireImapConversation *self, const WireStreamPiece *piece);
void wire_imap_lose_client (WireImapConversation *self, const WireStreamPiece *gap);

/* wire-imap-server.c */
void wire_imap_hear_server (WireImapConversation *self, const WireStreamPiece *piece);
void wire_imap_lose_server (WireImapConversation *self, const WireStreamPiece *gap);
void wire_imap_break_off (WireImapConversation *self, const char *problem);

G_END_DECLS
