/* wire-smb1-dialogue.h: what client and server say to each other in SMB 1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/smb/wire-smb-message.h"

G_BEGIN_DECLS

/**
 * WireSmb1Dialogue:
 *
 * Finds the request of each answer by process and number, and does what they agreed on: as far as
 * the commands go that are still in use.
 *
 * Used by the loading thread.
 */
typedef struct _WireSmb1Dialogue WireSmb1Dialogue;

/** Returns: (transfer full): a dialogue of which nothing was said yet */
WireSmb1Dialogue *wire_smb1_dialogue_new (WireChannel *channel);

/** Ends @dialogue and frees it. */
void wire_smb1_dialogue_free (WireSmb1Dialogue *dialogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmb1Dialogue, wire_smb1_dialogue_free)

void wire_smb1_dialogue_take (WireSmb1Dialogue *dialogue, const WireSmbMessage *message);
void wire_smb1_dialogue_lose (WireSmb1Dialogue *dialogue);
void wire_smb1_dialogue_end (WireSmb1Dialogue *dialogue);

G_END_DECLS
