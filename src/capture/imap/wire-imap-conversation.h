/* wire-imap-conversation.h: a client that reads and stores mails on a server (RFC 9051, 3501)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/** Used by the loading thread alone. */
typedef struct _WireImapConversation WireImapConversation;

WireImapConversation *wire_imap_conversation_new (WireChannel *channel);

/** Frees @conversation; a mail that is not whole is marked so. */
void wire_imap_conversation_free (WireImapConversation *conversation);

void wire_imap_conversation_add (WireImapConversation *conversation,
                                 guint side,
                                 const WireStreamPiece *piece);
void wire_imap_conversation_end (WireImapConversation *conversation, guint side, gboolean orderly);

G_END_DECLS
