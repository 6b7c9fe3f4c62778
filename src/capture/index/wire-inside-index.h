/* wire-inside-index.h: flows inside tunnels, by packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/index/wire-flow-table.h"
#include "capture/index/wire-packet-index.h"

G_BEGIN_DECLS

/**
 * WireInsideIndex:
 *
 * The packet index knows the flow of a packet's outermost IP header. This one knows, for packets
 * that have another IP header inside, the flow of the innermost: eight bytes for each of these, and
 * none for the others.
 *
 * Threads: one thread writes; others may read meanwhile under a lock that the writer holds while it
 * writes.
 */
typedef struct _WireInsideIndex WireInsideIndex;

/** Returns: (transfer full): an empty index */
WireInsideIndex *wire_inside_index_new (void);

/** Frees @index and what it owns. */
void wire_inside_index_free (WireInsideIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireInsideIndex, wire_inside_index_free)

void wire_inside_index_append (WireInsideIndex *index, guint32 packet, guint32 flow);
guint32 wire_inside_index_get_length (const WireInsideIndex *index);
void wire_inside_index_patch (const WireInsideIndex *index,
                              guint32 first,
                              guint32 n,
                              WirePacketRecord *records);

G_END_DECLS
