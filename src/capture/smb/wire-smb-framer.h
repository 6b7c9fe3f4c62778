/* wire-smb-framer.h: cuts one side of a connection into messages of SMB
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/smb/wire-smb-message.h"

G_BEGIN_DECLS

/**
 * WireSmbFramer:
 *
 * Messages come in frames: a byte of kind and 24 bits of length (MS-SMB2, section 2.1; RFC 1002,
 * section 4.3, has 17 bits). Where the frame itself was not captured, the next message is found by
 * what it begins with.
 *
 * Used by one thread.
 */
typedef struct _WireSmbFramer WireSmbFramer;

/** Whether @header, 68 bytes of a frame and of what it carries, is to be believed where the frames
 * before it are lost. */
typedef gboolean (*WireSmbBelieve) (const guint8 *header, guint side, gpointer user_data);

/** Bytes that #WireSmbBelieve is shown: a frame's head and a header of SMB 2. */
#define WIRE_SMB_SHOWN 68u

/** Bytes of @side are missing that may have been whole messages. */
typedef void (*WireSmbLose) (guint side, gpointer user_data);

/**
 * WireSmbFramerHooks:
 * @take: takes a message
 * @lose: see #WireSmbLose
 * @believe: see #WireSmbBelieve
 * @user_data: for all of them
 */
typedef struct
{
  WireSmbTake take;
  WireSmbLose lose;
  WireSmbBelieve believe;
  gpointer user_data;
} WireSmbFramerHooks;

/** Returns: (transfer full): a framer of @side of @channel */
WireSmbFramer *wire_smb_framer_new (WireChannel *channel,
                                    guint side,
                                    const WireSmbFramerHooks *hooks);

/** Frees @framer and what it owns. */
void wire_smb_framer_free (WireSmbFramer *framer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbFramer, wire_smb_framer_free)

void wire_smb_framer_add (WireSmbFramer *framer, const WireStreamPiece *piece);
void wire_smb_framer_end (WireSmbFramer *framer);
gboolean wire_smb_framer_has_dropped (const WireSmbFramer *framer);

G_END_DECLS
