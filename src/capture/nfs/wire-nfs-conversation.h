/* wire-nfs-conversation.h: what a client and a server of NFS say to each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireNfsConversation:
 *
 * Finds calls and their answers, and tells the log what they did.
 *
 * Used by the loading thread.
 */
typedef struct _WireNfsConversation WireNfsConversation;

WireNfsConversation *wire_nfs_conversation_new (WireChannel *channel);

/** Frees @conversation and what it owns, and lists its files. */
void wire_nfs_conversation_free (WireNfsConversation *conversation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNfsConversation, wire_nfs_conversation_free)

void wire_nfs_conversation_add (WireNfsConversation *conversation,
                                guint side,
                                const WireStreamPiece *piece);
void wire_nfs_conversation_end (WireNfsConversation *conversation, guint side, gboolean orderly);

G_END_DECLS
