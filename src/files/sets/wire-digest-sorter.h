/* wire-digest-sorter.h: any number of known digests put in order, in bounded memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-hash-database.h"

G_BEGIN_DECLS

/**
 * WireDigestSorter:
 *
 * An external merge sort by (digest, algorithm): runs of what fits in memory are sorted and kept in
 * unlinked temporary files, then merged. Filling a B-tree in its own order is what makes an
 * import of ten million digests take seconds instead of minutes. Used by one thread.
 */
typedef struct _WireDigestSorter WireDigestSorter;

/** Longest file name that is kept with a digest, in bytes; Linux's own PATH_MAX. */
#define WIRE_KNOWN_NAME_MAX 4096

WireDigestSorter *wire_digest_sorter_new (gsize run_bytes);

/** Frees @sorter and what it owns. */
void wire_digest_sorter_free (WireDigestSorter *sorter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDigestSorter, wire_digest_sorter_free)

gboolean wire_digest_sorter_add (WireDigestSorter *sorter,
                                 const WireKnownDigest *digest,
                                 GError **error);
gboolean wire_digest_sorter_end (WireDigestSorter *sorter, GError **error);
int wire_digest_sorter_next (WireDigestSorter *sorter, WireKnownDigest *digest, GError **error);

G_END_DECLS
