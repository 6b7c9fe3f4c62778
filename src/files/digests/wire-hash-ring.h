/* wire-hash-ring.h: one read of a large file, every algorithm in a thread of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/** A piece: large enough that hand-overs (some 10 µs each) do not matter against hashing it (150 µs
 * even for the fastest), small enough that the whole ring stays in a second-level cache. */
#define WIRE_HASH_RING_PIECE (256 * 1024)

/**
 * WireHashRing:
 *
 * Pieces of a file go round: the reader fills the next free one, each algorithm's thread hashes it,
 * and it is free again once the slowest has. So a file is read once and takes as long as its
 * slowest digest. One reader.
 */
typedef struct _WireHashRing WireHashRing;

WireHashRing *wire_hash_ring_new (WireDigestMask mask);

/** Frees @ring and what it owns. */
void wire_hash_ring_free (WireHashRing *ring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHashRing, wire_hash_ring_free)

guint8 *wire_hash_ring_begin (WireHashRing *ring);
void wire_hash_ring_push (WireHashRing *ring, gsize length);
void wire_hash_ring_add (WireHashRing *ring, const guint8 *bytes, gsize length);
void wire_hash_ring_finish (WireHashRing *ring, WireDigests *digests);

G_END_DECLS
