/* wire-message-follow.h: the messages that were carried on a stream, in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-follow.h"

G_BEGIN_DECLS

/**
 * WireMessageVisitor:
 * @side: who sent it
 * @piece: what comes next of it: bytes, or a gap
 * @begins: a message begins with @piece
 * @user_data: what wire_message_follow() was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WireMessageVisitor) (guint side,
                                        const WireStreamPiece *piece,
                                        gboolean begins,
                                        gpointer user_data);

gboolean wire_message_follow (WireCapture *capture,
                              guint32 stream,
                              GCancellable *cancellable,
                              WireMessageVisitor visit,
                              gpointer user_data,
                              WireStreamFigures *figures,
                              GError **error);

G_END_DECLS
