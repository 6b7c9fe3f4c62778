/* wire-hash-set-store.h: the hash sets that all windows share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-hash-database.h"
#include "base/wire-job.h"

G_BEGIN_DECLS

#define WIRE_TYPE_HASH_SET_STORE (wire_hash_set_store_get_type ())
/** WireHashSetStore: the hash sets that all windows share */
G_DECLARE_FINAL_TYPE (WireHashSetStore, wire_hash_set_store, WIRE, HASH_SET_STORE, GObject)

/**
 * WireHashSetWork:
 * @database: where the sets are
 * @job: for progress and cancellation
 * @data: what wire_hash_set_store_change() was given
 * @error: set where %FALSE is returned
 *
 * What changes a set, run in a worker.
 */
typedef gboolean (*WireHashSetWork) (WireHashDatabase *database,
                                     WireJob *job,
                                     gpointer data,
                                     GError **error);

WireHashSetStore *wire_hash_set_store_new (const char *path);
WireHashSetStore *wire_hash_set_store_get_default (void);

WireHashDatabase *wire_hash_set_store_open (WireHashSetStore *store, GError **error);
GPtrArray *wire_hash_set_store_get_sets (WireHashSetStore *store);
const WireHashSet *wire_hash_set_store_find (WireHashSetStore *store, gint64 id);
void wire_hash_set_store_refresh (WireHashSetStore *store);
WireJob *wire_hash_set_store_move (WireHashSetStore *store,
                                   const char *path,
                                   WireJobEnded ended,
                                   gpointer user_data);
WireJob *wire_hash_set_store_change (WireHashSetStore *store,
                                     const char *title,
                                     WireHashSetWork work,
                                     gpointer data,
                                     GDestroyNotify destroy,
                                     WireJobEnded ended,
                                     gpointer user_data);

G_END_DECLS
