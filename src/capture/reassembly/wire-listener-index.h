/* wire-listener-index.h: which listeners are asked about a conversation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/** Rows that a table of listeners may have. */
#define WIRE_LISTENER_INDEX_MAX_ROWS 64u

/**
 * WireListenerIndex:
 *
 * A table of listeners by the first byte of what they recognise, so that a conversation is shown
 * only to those that may take it. It does not change once it is made: any thread may ask.
 */
typedef struct _WireListenerIndex WireListenerIndex;

WireListenerIndex *wire_listener_index_new (const WireListener *const *rows);
void wire_listener_index_free (WireListenerIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireListenerIndex, wire_listener_index_free)

WireListenerAnswer wire_listener_index_ask (const WireListenerIndex *index,
                                            const WireListenerLook *look,
                                            const WireListener *after,
                                            const WireListener **found);

G_END_DECLS
