/* wire-tls-conversation.h: a TLS connection, heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireTlsConversation:
 *
 * Both sides of a connection: handshake, keys, records. What is decrypted goes into a channel
 * inside of the connection's, to the listener that ALPN names, or that whoever handed the
 * connection on awaits.
 *
 * Used by the loading thread.
 */
typedef struct _WireTlsConversation WireTlsConversation;

/** Returns: (transfer full): a conversation of which nothing was heard yet */
WireTlsConversation *wire_tls_conversation_new (WireChannel *channel, gboolean datagrams);

/** Frees @conversation and what it owns. */
void wire_tls_conversation_free (WireTlsConversation *conversation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTlsConversation, wire_tls_conversation_free)

void wire_tls_conversation_add (WireTlsConversation *conversation,
                                guint side,
                                const WireStreamPiece *piece);
void wire_tls_conversation_end (WireTlsConversation *conversation, guint side, gboolean orderly);

G_END_DECLS
