/* wire-imap-private.h: what both sides of a conversation share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/imap/wire-imap-command.h"
#include "capture/imap/wire-imap-conversation.h"
#include "capture/imap/wire-imap-inflater.h"
#include "capture/imap/wire-imap-item.h"
#include "capture/imap/wire-imap-join.h"
#include "capture/imap/wire-imap-mailbox.h"
#include "capture/imap/wire-imap-reader.h"
#include "capture/mail/wire-mail-login.h"
#include "capture/mail/wire-mail-text.h"
#include "capture/mail/wire-mail-turns.h"
#include "capture/mail/wire-mail.h"

G_BEGIN_DECLS

/** Commands that the server has not answered yet: more are not remembered. */
#define WIRE_IMAP_MAX_ASKED 1024u

/** Mails that are fetched in ranges at once. */
#define WIRE_IMAP_MAX_JOINS 256u

/** Of a head that was fetched alone, so much is looked at. */
#define WIRE_IMAP_MAX_HEAD (64u * 1024)

/** A user’s name that is longer is none. */
#define WIRE_IMAP_MAX_USER 1024u

/**
 * WireImapAsked:
 * @tag: of the command
 * @verb: the command
 * @mails: (element-type WireTransfer): that were appended by it
 *
 * What the server has not answered yet.
 */
typedef struct
{
  char *tag;
  WireImapVerb verb;
  GPtrArray *mails;
} WireImapAsked;

/*
 * WireImapConversation:
 * @turns: puts what both say in order
 * @client: its side, or %G_MAXUINT where that is not known yet
 * @asked: (element-type WireImapAsked)
 * @answers: the client’s next line is an answer to AUTHENTICATE
 * @name: (nullable): the user’s name, where it comes as a literal
 * @user: (nullable): who is logged in; kept by the log of transfers
 * @item: what the server’s literal is
 * @sent: (nullable): the mail or part that the server’s literal is
 * @head: (nullable): the head that it is
 * @join: (nullable): the transfer that it is a range of; one of @joins
 * @joins: (element-type WireImapJoin): by number and section
 * @stores: the client’s literal is a mail
 * @stored: (nullable): the mail that the client’s literal is
 * @inside: (nullable): the conversation went on there, in TLS or packed
 */
struct _WireImapConversation
{
  WireChannel *channel;
  WireMailTurns *turns;
  guint client;
  WireImapReader readers[2];
  GPtrArray *asked;
  gboolean answers;
  WireMailLogin login;
  GString *name;
  const char *user;
  WireImapMailbox *mailbox;
  WireImapItem item;
  WireMail *sent;
  WireMailText *head;
  WireImapJoin *join;
  GHashTable *joins;
  gboolean stores;
  WireMail *stored;
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
gboolean wire_imap_is_asked (const WireImapConversation *self, WireImapVerb verb);
void wire_imap_asked_free (gpointer asked);

/* wire-imap-client.c */
void wire_imap_hear_client (WireImapConversation *self, const WireStreamPiece *piece);
void wire_imap_lose_client (WireImapConversation *self, const WireStreamPiece *gap);

/* wire-imap-server.c */
void wire_imap_hear_server (WireImapConversation *self, const WireStreamPiece *piece);
void wire_imap_lose_server (WireImapConversation *self, const WireStreamPiece *gap);
void wire_imap_end_joins (WireImapConversation *self);
void wire_imap_break_off (WireImapConversation *self, const char *problem);

G_END_DECLS
