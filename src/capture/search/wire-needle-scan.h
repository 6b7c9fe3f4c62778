/* wire-needle-scan.h: finds several needles in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/search/wire-needle.h"

G_BEGIN_DECLS

/**
 * WireNeedleScan:
 *
 * Needles that are looked for together (Wu and Manber, 1994): a pair of bytes tells how far the
 * next match is at least, so that most bytes are never looked at. Immutable; any thread.
 */
typedef struct _WireNeedleScan WireNeedleScan;

WireNeedleScan *wire_needle_scan_new (GPtrArray *needles);

/** Frees @scan and what it owns. */
void wire_needle_scan_free (WireNeedleScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNeedleScan, wire_needle_scan_free)

/** Returns: the length of the longest needle, in bytes */
guint wire_needle_scan_get_longest (const WireNeedleScan *scan);

const WireNeedle *wire_needle_scan_find (
    const WireNeedleScan *scan, const guint8 *bytes, gsize length, gsize from, gsize *at);

G_END_DECLS
