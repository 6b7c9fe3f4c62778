/* wire-hash-database-digests.c: putting digests into sets and looking digests up in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-database-private.h"

/* Memory of an import's sort. Ten million SHA-256 take a handful of runs. */
#define SORT_BYTES (96 * 1024 * 1024)

/* What one set needs to be asked quickly. */
typedef struct
{
  char *name;
  WireHashSetKind kind;
  WireDigestMask mask;
  sqlite3_stmt *statement;
} SetLookup;

static void
set_lookup_free (gpointer data)
{
  SetLookup *lookup = data;

  sqlite3_finalize (lookup->statement);
  g_free (lookup->name);
  g_free (lookup);
}

static sqlite3_stmt *
prepare_for_set (WireHashDatabase *database, const char *format, gint64 set, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (format, "@", 2);
  g_autofree char *sql =
      g_strdup_printf ("%sdigests_%" G_GINT64_FORMAT "%s", parts[0], set, parts[1]);

  return wire_hash_database_prepare (database, sql, error);
}

static void
bind_digest (sqlite3_stmt *statement, WireDigestAlgorithm algorithm, const guint8 *digest)
{
  sqlite3_bind_blob (statement, 1, digest, (int) wire_digest_get_info (algorithm)->size,
                     SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, (int) algorithm);
}

static gboolean
note_added (
    WireHashDatabase *database, gint64 set, gint64 added, WireDigestMask mask, GError **error)
{
  g_autoptr (sqlite3_stmt) update = wire_hash_database_prepare (
      database, "UPDATE sets SET count = count + ?, mask = mask | ? WHERE id = ?", error);

  if (!update)
    return FALSE;
  sqlite3_bind_int64 (update, 1, added);
  sqlite3_bind_int64 (update, 2, mask);
  sqlite3_bind_int64 (update, 3, set);
  return wire_hash_database_step (database, update, error);
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
wire_hash_database_add (WireHashDatabase *database,
                        gint64 set,
                        WireKnownDigestSource source,
                        gpointer data,
                        WireHashImportCount *count,
                        GError **error)
{
  g_autoptr (WireDigestSorter) sorter = wire_digest_sorter_new (SORT_BYTES);
  WireKnownDigest digest = { 0 };
  WireDigestMask mask = 0;
  int more;

  *count = (WireHashImportCount){ 0 };
  while ((more = source (&digest, data, error)) == 1)
    if (!wire_digest_sorter_add (sorter, &digest, error))
      return FALSE;
  if (more < 0 || !wire_digest_sorter_end (sorter, error)
      || !wire_hash_database_begin (database, error))
    return FALSE;

  gboolean done = wire_hash_database_fill (database, set, sorter, count, &mask, error)
                  && note_added (database, set, count->added, mask, error);
  return wire_hash_database_end (database, done, error);
}

/** Takes one digest out of @set; not having it is no error. */
gboolean
wire_hash_database_remove_digest (WireHashDatabase *database,
                                  gint64 set,
                                  WireDigestAlgorithm algorithm,
                                  const guint8 *digest,
                                  GError **error)
{
  if (!wire_hash_database_begin (database, error))
    return FALSE;

  g_autoptr (sqlite3_stmt) statement =
      prepare_for_set (database, "DELETE FROM @ WHERE digest = ? AND algorithm = ?", set, error);
  gboolean done = FALSE;

  if (statement)
    {
      bind_digest (statement, algorithm, digest);
      done = wire_hash_database_step (database, statement, error)
             && note_added (database, set, -sqlite3_changes (database->db), 0, error);
    }
  return wire_hash_database_end (database, done, error);
}

/**
 * wire_hash_database_foreach:
 * @func: called in the order of digests; returns whether to go on
 *
 * For export. @func must not call the database.
 */
gboolean
wire_hash_database_foreach (
    WireHashDatabase *database, gint64 set, WireKnownDigestFunc func, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare_for_set (
      database, "SELECT digest, algorithm, name FROM @ ORDER BY digest, algorithm", set, error);
  int result = SQLITE_DONE;

  if (!statement)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      WireKnownDigest digest = { (WireDigestAlgorithm) sqlite3_column_int (statement, 1),
                                 sqlite3_column_blob (statement, 0),
                                 (const char *) sqlite3_column_text (statement, 2) };

      if (digest.algorithm < WIRE_N_DIGESTS
          && (guint) sqlite3_column_bytes (statement, 0)
                 == wire_digest_get_info (digest.algorithm)->size
          && !func (&digest, data))
        return TRUE;
    }
  return result == SQLITE_DONE || wire_hash_database_fail (database, error);
}

/* Statements are kept from look-up to look-up, and made anew when any program changed the sets. */
static gboolean
refresh_lookups (WireHashDatabase *database, GError **error)
{
  gint64 revision = wire_hash_database_get_revision (database);
  g_autoptr (GPtrArray) sets = NULL;

  if (database->lookups && database->lookups_revision == revision)
    return TRUE;
  sets = wire_hash_database_list (database, error);
  if (!sets)
    return FALSE;

  g_clear_pointer (&database->lookups, g_hash_table_unref);
  database->lookups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, set_lookup_free);
  database->lookups_revision = revision;
  for (guint i = 0; i < sets->len; i++)
    {
      const WireHashSet *set = g_ptr_array_index (sets, i);
      SetLookup *lookup = g_new0 (SetLookup, 1);

      lookup->name = g_strdup (set->name);
      lookup->kind = set->kind;
      lookup->mask = set->mask;
      lookup->statement = prepare_for_set (
          database, "SELECT name FROM @ WHERE digest = ? AND algorithm = ?", set->id, error);
      g_hash_table_insert (database->lookups, g_memdup2 (&set->id, sizeof set->id), lookup);
      if (!lookup->statement)
        return FALSE;
    }
  return TRUE;
}

static void
look_up_in_set (SetLookup *lookup,
                WireDigestAlgorithm algorithm,
                const guint8 *digest,
                GPtrArray *matches)
{
  if (!(lookup->mask & WIRE_DIGEST_BIT (algorithm)))
    return;

  bind_digest (lookup->statement, algorithm, digest);
  if (sqlite3_step (lookup->statement) == SQLITE_ROW)
    {
      WireHashMatch *match = g_new0 (WireHashMatch, 1);

      match->set = g_strdup (lookup->name);
      match->kind = lookup->kind;
      match->name = g_strdup ((const char *) sqlite3_column_text (lookup->statement, 0));
      match->algorithm = algorithm;
      g_ptr_array_add (matches, match);
    }
  sqlite3_reset (lookup->statement);
}

/** Returns: every algorithm that some set holds: what files must be hashed with to be matched */
WireDigestMask
wire_hash_database_get_mask (WireHashDatabase *database)
{
  g_autoptr (GPtrArray) sets = wire_hash_database_list (database, NULL);
  WireDigestMask mask = 0;

  for (guint i = 0; sets && i < sets->len; i++)
    mask |= ((const WireHashSet *) g_ptr_array_index (sets, i))->mask;
  return mask & ((1u << WIRE_N_DIGESTS) - 1);
}

/**
 * wire_hash_database_match:
 * @digests: of one content
 * @matches: (element-type WireHashMatch): takes a match for every set and algorithm
 * @error: #WIRE_HASH_DATABASE_ERROR
 *
 * Returns: whether the sets could be asked
 */
gboolean
wire_hash_database_match (WireHashDatabase *database,
                          const WireDigests *digests,
                          GPtrArray *matches,
                          GError **error)
{
  GHashTableIter iter;
  SetLookup *lookup;
  gboolean ready;

  g_rec_mutex_lock (&database->lock);
  ready = refresh_lookups (database, error);
  if (ready)
    {
      g_hash_table_iter_init (&iter, database->lookups);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &lookup))
        for (guint i = 0; i < WIRE_N_DIGESTS; i++)
          if (digests->mask & WIRE_DIGEST_BIT (i))
            look_up_in_set (lookup, i, digests->values[i], matches);
    }
  g_rec_mutex_unlock (&database->lock);
  return ready;
}

/** As wire_hash_database_match(), for a single digest. */
gboolean
wire_hash_database_lookup (WireHashDatabase *database,
                           WireDigestAlgorithm algorithm,
                           const guint8 *digest,
                           GPtrArray *matches,
                           GError **error)
{
  WireDigests digests = { .mask = WIRE_DIGEST_BIT (algorithm) };

  memcpy (digests.values[algorithm], digest, wire_digest_get_info (algorithm)->size);
  return wire_hash_database_match (database, &digests, matches, error);
}
