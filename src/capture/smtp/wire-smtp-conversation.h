/* wire-smtp-conversation.h: a client that sends mails to a server (RFC 5321)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/** Used by the loading thread alone. */
typedef struct _WireSmtpConversation WireSmtpConversation;

WireSmtpConversation *wire_smtp_conversation_new (WireChannel *channel);

/** Frees @conversation; a mail that is not whole is marked so. */
void wire_smtp_conversation_free (WireSmtpConversation *conversation);

void wire_smtp_conversation_add (WireSmtpConversation *conversation,
                                 guint side,
                                 const WireStreamPiece *piece);
void wire_smtp_conversation_end (WireSmtpConversation *conversation, guint side, gboolean orderly);

G_END_DECLS
