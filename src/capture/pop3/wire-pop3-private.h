/* wire-pop3-private.h: what both sides of a conversation share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-line.h"
#include "capture/mail/wire-mail-login.h"
#include "capture/mail/wire-mail-turns.h"
#include "capture/mail/wire-mail-words.h"
#include "capture/pop3/wire-pop3-conversation.h"
#include "capture/pop3/wire-pop3-text.h"

G_BEGIN_DECLS

/** A client that pipelines without ever being answered is followed no further. */
#define WIRE_POP3_MAX_AWAITED 4096u

/** What the server says next. */
typedef enum
{
  WIRE_POP3_STATUS,
  WIRE_POP3_TEXT,
  WIRE_POP3_LOST, /* its last bytes were not captured */
} WirePop3State;

/*
 * WirePop3Conversation:
 * @turns: puts what both say in order
 * @client: its side, or %G_MAXUINT where that is not known yet
 * @asked: (element-type WirePop3Asked): in order
 * @pipelines: the client asks before it is answered
 * @answers: the client’s next line is an answer to AUTH
 * @starting: STLS was said, and not answered
 * @unsure: commands were not captured: which answer is to which is not known
 * @answered: the server has said something since
 * @guesses: the server has agreed to something that was not captured: a text may follow
 * @user: (nullable): who is logged in; kept by the log of transfers
 * @text: that is coming, or is next
 * @words: what was said, for people
 * @lost: the gap, where @state is %WIRE_POP3_LOST
 */
struct _WirePop3Conversation
{
  WireChannel *channel;
  WireMailTurns *turns;
  guint client;
  WireMailLine lines[2];
  GArray *asked;
  gboolean pipelines;
  gboolean answers;
  gboolean starting;
  gboolean unsure;
  gboolean answered;
  gboolean guesses;
  WireMailLogin login;
  const char *user;
  WirePop3State state;
  WirePop3Text text;
  WireStreamPiece lost;
  WireMailWords *words;
  WireChannel *tls;
  gboolean orderly[2];
  guint ended;
};

/* wire-pop3-conversation.c */
gboolean wire_pop3_hear_tls (WirePop3Conversation *self,
                             guint side,
                             const WireStreamPiece *piece,
                             guint32 used);
void wire_pop3_open_tls (WirePop3Conversation *self);

/* wire-pop3-server.c */
void wire_pop3_hear_server (WirePop3Conversation *self, const WireStreamPiece *piece);
void wire_pop3_lose_server (WirePop3Conversation *self, const WireStreamPiece *gap);
void wire_pop3_break_off (WirePop3Conversation *self, const char *problem);

G_END_DECLS
