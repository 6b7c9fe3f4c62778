/* wire-smb2-dialogue.h: what client and server say to each other in SMB 2 and 3
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/smb/wire-smb-message.h"
#include "capture/smb/wire-smb-session.h"

G_BEGIN_DECLS

/**
 * WireSmb2Dialogue:
 *
 * Finds the request of each answer by the id of the message, in whichever order they were captured,
 * and does what they agreed on.
 *
 * Used by the loading thread.
 */
typedef struct _WireSmb2Dialogue WireSmb2Dialogue;

/** Returns: (transfer full): a dialogue of which nothing was said yet */
WireSmb2Dialogue *wire_smb2_dialogue_new (WireChannel *channel);

/** Ends @dialogue and frees it. */
void wire_smb2_dialogue_free (WireSmb2Dialogue *dialogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmb2Dialogue, wire_smb2_dialogue_free)

gboolean wire_smb2_dialogue_take (WireSmb2Dialogue *dialogue, const WireSmbMessage *message);
void wire_smb2_dialogue_lose (WireSmb2Dialogue *dialogue);
WireSmbSession *wire_smb2_dialogue_get_session (WireSmb2Dialogue *dialogue, guint64 id);
gboolean wire_smb2_dialogue_may_be (const WireSmb2Dialogue *dialogue, guint64 session);
gboolean wire_smb2_dialogue_get_server (const WireSmb2Dialogue *dialogue, guint *side);
void wire_smb2_dialogue_end (WireSmb2Dialogue *dialogue);

G_END_DECLS
