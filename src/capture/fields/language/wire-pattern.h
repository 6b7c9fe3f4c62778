/* wire-pattern.h: regular expressions with bounded effort
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WirePattern:
 *
 * A Perl-compatible regular expression over bytes, without regard to case. What it may do for one
 * value is bounded, so that neither a pattern nor a packet can make a search endless: where the
 * bound is reached, the value does not match, and that is counted. Immutable but for that count;
 * any thread.
 */
typedef struct _WirePattern WirePattern;

WirePattern *wire_pattern_new (const char *expression, gsize length, GError **error);

/** Frees @pattern and what it owns. */
void wire_pattern_free (WirePattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePattern, wire_pattern_free)

gboolean wire_pattern_matches (WirePattern *pattern, const guint8 *bytes, gsize length);

/** Returns: how many values were given up */
guint wire_pattern_get_given_up (WirePattern *pattern);

G_END_DECLS
