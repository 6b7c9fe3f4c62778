/* wire-found-list.h: what a search found, as it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/search/wire-search-feed.h"

G_BEGIN_DECLS

/** Hits that are listed; those beyond are counted. */
#define WIRE_FOUND_MAX 10000u

/** Bytes of a match that are kept. */
#define WIRE_FOUND_BYTES 256u

/**
 * WireFound:
 * @hit: where it is; its bytes belong to the list
 * @kept: how many bytes of the match are kept
 *
 * One hit. Nothing follows the match where not all of it is kept.
 */
typedef struct
{
  WireSearchHit hit;
  gsize kept;
} WireFound;

/**
 * WireFoundList:
 *
 * Hits in the order in which they were found. The worker that searches adds them; the main thread
 * takes over what has come, and lists that. Counted by reference.
 */
typedef struct _WireFoundList WireFoundList;

WireFoundList *wire_found_list_new (guint max);
WireFoundList *wire_found_list_ref (WireFoundList *list);

/** Drops a reference. The last one frees @list. Any thread. */
void wire_found_list_unref (WireFoundList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFoundList, wire_found_list_unref)

void wire_found_list_add (WireFoundList *list, const WireSearchHit *hit);
gboolean wire_found_list_collect (WireFoundList *list);

/** Returns: how many hits the main thread has taken over */
guint wire_found_list_get_length (const WireFoundList *list);
/** Returns: (transfer none): one of these */
const WireFound *wire_found_list_get (const WireFoundList *list, guint index);
guint64 wire_found_list_get_total (WireFoundList *list);

G_END_DECLS
