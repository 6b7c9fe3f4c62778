/* wire-pop3-conversation.h: a client that fetches mails from a server (RFC 1939, 2449, 2595, 5034)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/** Used by the loading thread alone. */
typedef struct _WirePop3Conversation WirePop3Conversation;

WirePop3Conversation *wire_pop3_conversation_new (WireChannel *channel);

/** Frees @conversation; a mail that is not whole is marked so. */
void wire_pop3_conversation_free (WirePop3Conversation *conversation);

void wire_pop3_conversation_add (WirePop3Conversation *conversation,
                                 guint side,
                                 const WireStreamPiece *piece);
void wire_pop3_conversation_end (WirePop3Conversation *conversation, guint side, gboolean orderly);

G_END_DECLS
