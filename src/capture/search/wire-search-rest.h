/* wire-search-rest.h: what a search did not look at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireSearchRest:
 * @given_up: pieces that were not searched to their end, as the expression takes too long
 * @forgotten: pieces of streams after which it was forgotten how they end, as too many streams were
 *   open: a match across that place is not found
 * @undecoded: compressed bodies that were unpacked only in part
 *
 * What a search did not look at.
 */
typedef struct
{
  guint64 given_up;
  guint64 forgotten;
  guint64 undecoded;
} WireSearchRest;

gboolean wire_search_rest_is_empty (const WireSearchRest *rest);
GStrv wire_search_rest_tell (const WireSearchRest *rest);

G_END_DECLS
