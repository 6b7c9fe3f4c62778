/* wire-zeek-fragments.h: datagrams that came in several packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-packet.h"

G_BEGIN_DECLS

/** Datagrams that may wait for their other parts; the oldest leaves for a new one. */
#define WIRE_ZEEK_MAX_DATAGRAMS 256u

/**
 * WireZeekFragments:
 *
 * Zeek counts a datagram once, when all its parts are there. Bounded: 64 KiB for each that waits.
 * For one thread.
 */
typedef struct _WireZeekFragments WireZeekFragments;

WireZeekFragments *wire_zeek_fragments_new (void);

/** Frees @fragments and what it owns. */
void wire_zeek_fragments_free (WireZeekFragments *fragments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekFragments, wire_zeek_fragments_free)

gboolean wire_zeek_fragments_add (WireZeekFragments *fragments, WireZeekPacket *packet);

G_END_DECLS
