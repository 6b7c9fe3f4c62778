/* wire-hash-database-digests.c: putting digests into sets and looking digests up in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-database-private.h"

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

/* @format with the table of @set for its `@`. */
static char *
make_set_sql (const char *format, gint64 set)
{
  g_auto (GStrv) parts = g_strsplit (format, "@", 2);

  return g_strdup_printf ("%sdigests_%" G_GINT64_FORMAT "%s", parts[0], set, parts[1]);
}

static sqlite3_stmt *
prepare_for_set (WireHashDatabase *database, const char *format, gint64 set, GError **error)
{
  g_autofree char *sql = make_set_sql (format, set);

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
take_out (WireHashDatabase *database,
          sqlite3_stmt *statement,
          const WireKnownDigest *digest,
          gint64 *n,
          GError **error)
{
  sqlite3_reset (statement);
  bind_digest (statement, digest->algorithm, digest->digest);
  if (!wire_hash_database_step (database, statement, error))
    return FALSE;
  *n += sqlite3_changes (database->db);
  return TRUE;
}

/**
 * wire_hash_database_remove_digests:
 * @set: from where
 * @source: gives the digests; those that @set does not have are passed over
 * @data: given to @source
 * @n: (out): how many were taken out
 * @error: #WIRE_HASH_DATABASE_ERROR, or as @source left it
 *
 * All or nothing. Blocks. Any thread.
 */
gboolean
wire_hash_database_remove_digests (WireHashDatabase *self,
                                   gint64 set,
                                   WireKnownDigestSource source,
                                   gpointer data,
                                   gint64 *n,
                                   GError **error)
{
  WireKnownDigest digest = { 0 };
  int more = -1;

  *n = 0;
  if (!wire_hash_database_begin (self, error))
    return FALSE;

  g_autoptr (sqlite3_stmt) statement =
      prepare_for_set (self, "DELETE FROM @ WHERE digest = ? AND algorithm = ?", set, error);

  while (statement && (more = source (&digest, data, error)) == 1)
    if (!take_out (self, statement, &digest, n, error))
      {
        more = -1;
        break;
      }
  return wire_hash_database_end (
      self, more == 0 && wire_hash_database_note_added (self, set, -*n, 0, error), error);
}

/* Gives one digest. */
static int
next_single (WireKnownDigest *digest, gpointer data, GError **error)
{
  const WireKnownDigest **single = data;

  (void) error;
  if (!*single)
    return 0;
  *digest = **single;
  *single = NULL;
  return 1;
}

/** Takes one digest out of @set; not having it is no error. */
gboolean
wire_hash_database_remove_digest (WireHashDatabase *self,
                                  gint64 set,
                                  WireDigestAlgorithm algorithm,
                                  const guint8 *digest,
                                  GError **error)
{
  const WireKnownDigest known = { .algorithm = algorithm, .digest = digest };
  const WireKnownDigest *single = &known;
  gint64 n;

  return wire_hash_database_remove_digests (self, set, next_single, &single, &n, error);
}

/**
 * wire_hash_database_has:
 * @set: where to look
 * @digest: what for
 * @has: (out): whether it is there
 * @error: #WIRE_HASH_DATABASE_ERROR
 *
 * Blocks. Any thread.
 */
gboolean
wire_hash_database_has (WireHashDatabase *self,
                        gint64 set,
                        const WireKnownDigest *digest,
                        gboolean *has,
                        GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (sqlite3_stmt) statement =
      prepare_for_set (self, "SELECT 1 FROM @ WHERE digest = ? AND algorithm = ?", set, error);
  int result;

  if (!statement)
    return FALSE;
  bind_digest (statement, digest->algorithm, digest->digest);
  result = sqlite3_step (statement);
  *has = result == SQLITE_ROW;
  return *has || result == SQLITE_DONE || wire_hash_database_fail_on (self, self->db, error);
}

/* Hands over the rows of @statement. Returns: whether they were read to the end that was wanted. */
static gboolean
hand_over (WireHashDatabase *database,
           sqlite3_stmt *statement,
           WireKnownDigestFunc func,
           gpointer data,
           GError **error)
{
  int result;

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
  return result == SQLITE_DONE
         || wire_hash_database_fail_on (database, sqlite3_db_handle (statement), error);
}

/**
 * wire_hash_database_foreach:
 * @func: called in the order of digests; returns whether to go on
 *
 * For export: reads the set as it is now through a connection of its own, so that a long one holds
 * up nobody and a change meanwhile does not mix in.
 */
gboolean
wire_hash_database_foreach (
    WireHashDatabase *self, gint64 set, WireKnownDigestFunc func, gpointer data, GError **error)
{
  g_autofree char *sql =
      make_set_sql ("SELECT digest, algorithm, name FROM @ ORDER BY digest, algorithm", set);
  g_autoptr (sqlite3_stmt) statement = NULL;
  sqlite3 *db = NULL;
  gboolean done = FALSE;

  if (sqlite3_open_v2 (self->path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && sqlite3_busy_timeout (db, WIRE_HASH_DATABASE_BUSY_MS) == SQLITE_OK
      && sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK)
    done = hand_over (self, statement, func, data, error);
  else
    wire_hash_database_fail_on (self, db, error);
  g_clear_pointer (&statement, sqlite3_finalize);
  sqlite3_close (db);
  return done;
}

static gboolean
add_lookup (WireHashDatabase *database, const WireHashSet *set, GError **error)
{
  SetLookup *lookup = g_new0 (SetLookup, 1);

  lookup->name = g_strdup (set->name);
  lookup->kind = set->kind;
  lookup->mask = set->mask;
  lookup->statement = prepare_for_set (
      database, "SELECT name FROM @ WHERE digest = ? AND algorithm = ?", set->id, error);
  g_hash_table_insert (database->lookups, g_memdup2 (&set->id, sizeof set->id), lookup);
  return lookup->statement != NULL;
}

/* Statements are kept from look-up to look-up, and prepared again when any program changed the
 * sets. All or none: look-ups that leave out a set would call its digests unknown. */
static gboolean
refresh_lookups (WireHashDatabase *database, GError **error)
{
  gint64 revision = wire_hash_database_get_revision (database, error);
  g_autoptr (GPtrArray) sets = NULL;
  gboolean done = TRUE;

  if (revision < 0)
    return FALSE;
  if (database->lookups && database->lookups_revision == revision)
    return TRUE;
  sets = wire_hash_database_list (database, error);
  if (!sets)
    return FALSE;

  g_clear_pointer (&database->lookups, g_hash_table_unref);
  database->lookups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, set_lookup_free);
  database->lookups_revision = revision;
  for (guint i = 0; done && i < sets->len; i++)
    done = add_lookup (database, g_ptr_array_index (sets, i), error);
  if (!done)
    g_clear_pointer (&database->lookups, g_hash_table_unref);
  return done;
}

static void
add_match (const SetLookup *lookup, WireDigestAlgorithm algorithm, GPtrArray *matches)
{
  WireHashMatch *match = g_new0 (WireHashMatch, 1);

  match->set = g_strdup (lookup->name);
  match->kind = lookup->kind;
  match->name = g_strdup ((const char *) sqlite3_column_text (lookup->statement, 0));
  match->algorithm = algorithm;
  g_ptr_array_add (matches, match);
}

/* Returns: whether the set could be asked. Any answer but “a row” and “no row” is a failure: a
 * damaged page must not read as “not in the set”. */
static gboolean
look_up_in_set (WireHashDatabase *database,
                SetLookup *lookup,
                WireDigestAlgorithm algorithm,
                const guint8 *digest,
                GPtrArray *matches,
                GError **error)
{
  int result;

  if (!(lookup->mask & WIRE_DIGEST_BIT (algorithm)))
    return TRUE;
  bind_digest (lookup->statement, algorithm, digest);
  result = sqlite3_step (lookup->statement);
  if (result == SQLITE_ROW)
    add_match (lookup, algorithm, matches);
  else if (result != SQLITE_DONE)
    wire_hash_database_fail (database, error);
  sqlite3_reset (lookup->statement);
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

/**
 * wire_hash_database_get_mask:
 * @mask: (out): every algorithm that some set holds: what files must be hashed with to be matched
 *
 * Returns: whether the sets could be asked; where not, nothing can be called unknown to them
 */
gboolean
wire_hash_database_get_mask (WireHashDatabase *self, WireDigestMask *mask, GError **error)
{
  g_autoptr (GPtrArray) sets = wire_hash_database_list (self, error);

  *mask = 0;
  for (guint i = 0; sets && i < sets->len; i++)
    *mask |= ((const WireHashSet *) g_ptr_array_index (sets, i))->mask;
  *mask &= (1u << WIRE_N_DIGESTS) - 1;
  return sets != NULL;
}

/* Goes on after a failure: what the other sets know is worth having. The first error is reported.
 */
static gboolean
ask_sets (WireHashDatabase *database,
          const WireDigests *digests,
          GPtrArray *matches,
          GError **error)
{
  GHashTableIter iter;
  SetLookup *lookup;
  gboolean done = TRUE;

  g_hash_table_iter_init (&iter, database->lookups);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &lookup))
    for (guint i = 0; i < WIRE_N_DIGESTS; i++)
      if (digests->mask & WIRE_DIGEST_BIT (i))
        done =
            look_up_in_set (database, lookup, i, digests->values[i], matches, done ? error : NULL)
            && done;
  return done;
}

/**
 * wire_hash_database_match:
 * @digests: of one content
 * @matches: (element-type WireHashMatch): takes a match for every set and algorithm
 * @error: #WIRE_HASH_DATABASE_ERROR
 *
 * Returns: whether all sets could be asked; where not, @matches has what those say that could
 */
gboolean
wire_hash_database_match (WireHashDatabase *self,
                          const WireDigests *digests,
                          GPtrArray *matches,
                          GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  return refresh_lookups (self, error) && ask_sets (self, digests, matches, error);
}

/** As wire_hash_database_match(), for a single digest. */
gboolean
wire_hash_database_lookup (WireHashDatabase *self,
                           WireDigestAlgorithm algorithm,
                           const guint8 *digest,
                           GPtrArray *matches,
                           GError **error)
{
  WireDigests digests = { .mask = WIRE_DIGEST_BIT (algorithm) };

  memcpy (digests.values[algorithm], digest, wire_digest_get_info (algorithm)->size);
  return wire_hash_database_match (self, &digests, matches, error);
}
