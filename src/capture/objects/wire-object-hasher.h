/* wire-object-hasher.h: digests of a body that comes in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/**
 * WireObjectHasher:
 *
 * Computes digests where it is called, or, where an object is so large that this would leave other
 * cores idle, with a thread an algorithm. For one thread.
 */
typedef struct _WireObjectHasher WireObjectHasher;

WireObjectHasher *wire_object_hasher_new (WireDigestMask mask, guint64 size);

/** Frees @hasher and what it owns. */
void wire_object_hasher_free (WireObjectHasher *hasher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireObjectHasher, wire_object_hasher_free)

/** Hashes @length more bytes. Blocks while the threads of the algorithms are after. */
void wire_object_hasher_add (WireObjectHasher *hasher, const guint8 *bytes, gsize length);

void wire_object_hasher_finish (WireObjectHasher *hasher, WireDigests *digests);

G_END_DECLS
