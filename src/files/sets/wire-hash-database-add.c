/* wire-hash-database-add.c: filling sets, all or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-database-private.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* Memory of an import's sort. Ten million SHA-256 take a handful of runs. */
#define SORT_BYTES (96 * 1024 * 1024)

/* Within a transaction. */
gboolean
wire_hash_database_note_added (
    WireHashDatabase *self, gint64 set, gint64 added, WireDigestMask mask, GError **error)
{
  g_autoptr (sqlite3_stmt) update = wire_hash_database_prepare (
      self, "UPDATE sets SET count = count + ?, mask = mask | ? WHERE id = ?", error);

  if (!update)
    return FALSE;
  sqlite3_bind_int64 (update, 1, added);
  sqlite3_bind_int64 (update, 2, mask);
  sqlite3_bind_int64 (update, 3, set);
  return wire_hash_database_step (self, update, error);
}

/* Sorts all that @source gives; nothing is locked for that. */
static WireDigestSorter *
sort_all (WireKnownDigestSource source, gpointer data, GError **error)
{
  g_autoptr (WireDigestSorter) sorter = wire_digest_sorter_new (SORT_BYTES);
  WireKnownDigest digest = { 0 };
  int more;

  while ((more = source (&digest, data, error)) == 1)
    if (!wire_digest_sorter_add (sorter, &digest, error))
      return NULL;
  return more == 0 && wire_digest_sorter_end (sorter, error) ? g_steal_pointer (&sorter) : NULL;
}

static gboolean
fill (WireHashDatabase *database,
      gint64 set,
      WireDigestSorter *sorter,
      WireHashImportCount *count,
      GError **error)
{
  WireDigestMask mask = 0;

  return wire_hash_database_fill (database, set, sorter, count, &mask, error)
         && wire_hash_database_note_added (database, set, count->added, mask, error);
}

/**
 * wire_hash_database_add:
 * @set: where to
 * @source: gives the digests, in any order and number
 * @data: given to @source
 * @count: (out): what came of it
 * @error: #WIRE_HASH_DATABASE_ERROR, or as @source left it
 *
 * All or nothing: where this fails, or the program is killed, the set is as it was. The first name
 * that a digest came with stays. Blocks; the database is locked only once the digests are sorted.
 */
gboolean
wire_hash_database_add (WireHashDatabase *self,
                        gint64 set,
                        WireKnownDigestSource source,
                        gpointer data,
                        WireHashImportCount *count,
                        GError **error)
{
  g_autoptr (WireDigestSorter) sorter = NULL;

  *count = (WireHashImportCount){ 0 };
  sorter = sort_all (source, data, error);
  if (!sorter || !wire_hash_database_begin (self, error))
    return FALSE;
  return wire_hash_database_end (self, fill (self, set, sorter, count, error), error);
}

static gboolean
fail_on_kind (const WireHashSet *set, GError **error)
{
  g_autofree char *name = wire_printable_name (set->name);

  g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_OTHER_KIND,
               _ ("The hash set “%s” is of kind %s. Choose another set, or change its kind."), name,
               wire_hash_set_kind_to_key (set->kind));
  return FALSE;
}

/* The set that is wished for, made where it is missing, within a transaction. */
static gboolean
need_set (WireHashDatabase *database, const WireHashSetWish *wish, gint64 *id, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (WireHashSet) set = wire_hash_database_find_set (database, wish->name, &missing);

  if (set && wish->insists && set->kind != wish->kind)
    return fail_on_kind (set, error);
  if (set)
    *id = set->id;
  else if (g_error_matches (missing, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_NO_SET))
    *id = wire_hash_database_insert_set (database, wish->name, wish->kind, wish->source, error);
  else
    g_propagate_error (error, g_steal_pointer (&missing));
  return set || *id >= 0;
}

/**
 * wire_hash_database_add_to:
 * @wish: the set, which is made where it is missing
 * @source: gives the digests
 * @data: given to @source
 * @set: (out): its id
 * @count: (out): what came of it
 * @error: as wire_hash_database_add(), or %WIRE_HASH_DATABASE_ERROR_OTHER_KIND
 *
 * As wire_hash_database_add(), and the set is made with its digests or not at all: what fails or is
 * killed leaves no empty set, whose kind the next import would inherit.
 */
gboolean
wire_hash_database_add_to (WireHashDatabase *self,
                           const WireHashSetWish *wish,
                           WireKnownDigestSource source,
                           gpointer data,
                           gint64 *set,
                           WireHashImportCount *count,
                           GError **error)
{
  g_autoptr (WireDigestSorter) sorter = NULL;
  gboolean done;

  *count = (WireHashImportCount){ 0 };
  *set = -1;
  sorter = sort_all (source, data, error);
  if (!sorter || !wire_hash_database_begin (self, error))
    return FALSE;
  done = need_set (self, wish, set, error) && fill (self, *set, sorter, count, error);
  return wire_hash_database_end (self, done, error);
}
