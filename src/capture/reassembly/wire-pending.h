/* wire-pending.h: the first pieces of a conversation, while it is not known whose it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-derived.h"
#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/**
 * WirePending:
 *
 * Pieces of both sides in one block of memory, 40 bytes each besides their own: a million
 * connections that have said little may wait at once.
 */
typedef struct _WirePending WirePending;

WirePending *wire_pending_add (WirePending *pending,
                               guint side,
                               const WireStreamPiece *piece,
                               gboolean from_start);

/** Frees @pending and what it owns. */
void wire_pending_free (WirePending *pending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePending, wire_pending_free)

guint64 wire_pending_store (const WirePending *pending, WireDerived *derived);
WirePending *wire_pending_load (WireDerived *derived, guint64 offset);
gsize wire_pending_get_cost (const WirePending *pending);
gboolean wire_pending_has_room (const WirePending *pending, const WireStreamPiece *piece);
void wire_pending_look (const WirePending *pending, guint8 *buffer, WireListenerLook *look);

/** Takes the next piece. */
typedef void (*WirePendingVisit) (guint side, const WireStreamPiece *piece, gpointer user_data);

void wire_pending_visit (const WirePending *pending, WirePendingVisit visit, gpointer user_data);

G_END_DECLS
