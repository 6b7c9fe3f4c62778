/* wire-hash-database.c: the file and its list of sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-database-private.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (wire_hash_database_error_quark, wire_hash_database_error)

static const char *const KIND_KEYS[] = { "bad", "good", "notable" };

/** Returns: `bad`, `good` or `notable`, as --json writes it */
const char *
wire_hash_set_kind_to_key (WireHashSetKind kind)
{
  return KIND_KEYS[MIN ((guint) kind, WIRE_HASH_SET_NOTABLE)];
}

gboolean
wire_hash_set_kind_from_key (const char *key, WireHashSetKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (KIND_KEYS); i++)
    if (g_str_equal (key, KIND_KEYS[i]))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

void
wire_hash_set_free (WireHashSet *self)
{
  g_free (self->name);
  g_free (self->source);
  g_free (self);
}

void
wire_hash_match_free (WireHashMatch *self)
{
  g_free (self->set);
  g_free (self->name);
  g_free (self);
}

/* Sets @error to what the connection @db says; returns FALSE. */
gboolean
wire_hash_database_fail_on (WireHashDatabase *self, sqlite3 *db, GError **error)
{
  g_autofree char *name = wire_printable_name (self->path);

  g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_STORAGE,
               _ ("The hash sets in “%s” could not be used: %s."), name, sqlite3_errmsg (db));
  return FALSE;
}

gboolean
wire_hash_database_fail (WireHashDatabase *self, GError **error)
{
  return wire_hash_database_fail_on (self, self->db, error);
}

sqlite3_stmt *
wire_hash_database_prepare (WireHashDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    wire_hash_database_fail (self, error);
  return statement;
}

/* For statements that give no rows. */
gboolean
wire_hash_database_step (WireHashDatabase *self, sqlite3_stmt *statement, GError **error)
{
  return sqlite3_step (statement) == SQLITE_DONE || wire_hash_database_fail (self, error);
}

gboolean
wire_hash_database_exec (WireHashDatabase *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK
         || wire_hash_database_fail (self, error);
}

/* Takes the lock until wire_hash_database_end(). IMMEDIATE: waits for other writers here, where
 * nothing was done yet. */
gboolean
wire_hash_database_begin (WireHashDatabase *self, GError **error)
{
  g_rec_mutex_lock (&self->lock);
  if (wire_hash_database_exec (self, "BEGIN IMMEDIATE", error))
    return TRUE;
  g_rec_mutex_unlock (&self->lock);
  return FALSE;
}

/* Keeps all of the transaction, or nothing; returns whether it was kept. */
gboolean
wire_hash_database_end (WireHashDatabase *self, gboolean keep, GError **error)
{
  keep = keep && wire_hash_database_exec (self, "UPDATE revision SET number = number + 1", error)
         && wire_hash_database_exec (self, "COMMIT", error);
  if (!keep)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  g_rec_mutex_unlock (&self->lock);
  return keep;
}

static WireHashSet *
read_set (sqlite3_stmt *statement)
{
  WireHashSet *set = g_new0 (WireHashSet, 1);

  set->id = sqlite3_column_int64 (statement, 0);
  set->name = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  set->kind = (WireHashSetKind) CLAMP (sqlite3_column_int (statement, 2), 0, WIRE_HASH_SET_NOTABLE);
  set->source = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  set->created = sqlite3_column_int64 (statement, 4);
  set->count = sqlite3_column_int64 (statement, 5);
  set->mask = (WireDigestMask) sqlite3_column_int64 (statement, 6);
  return set;
}

#define SET_COLUMNS                                                                                \
  "SELECT id, name, kind, source, created, count, mask FROM sets WHERE NOT removed"

/** Returns: (transfer full) (element-type WireHashSet) (nullable): the sets by name */
GPtrArray *
wire_hash_database_list (WireHashDatabase *self, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_set_free);
  g_autoptr (sqlite3_stmt) statement =
      wire_hash_database_prepare (self, SET_COLUMNS " ORDER BY name COLLATE NOCASE", error);
  int result;

  if (!statement)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (sets, read_set (statement));
  if (result != SQLITE_DONE)
    {
      wire_hash_database_fail (self, error);
      return NULL;
    }
  return g_steal_pointer (&sets);
}

/** Returns: (transfer full) (nullable): the set named @name */
WireHashSet *
wire_hash_database_find_set (WireHashDatabase *self, const char *name, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (sqlite3_stmt) statement =
      wire_hash_database_prepare (self, SET_COLUMNS " AND name = ?", error);
  int result;

  if (!statement)
    return NULL;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    return read_set (statement);
  if (result != SQLITE_DONE)
    {
      wire_hash_database_fail (self, error);
      return NULL;
    }
  g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_NO_SET,
               _ ("No hash set is named “%s”."), name);
  return NULL;
}

static gboolean
step_named (WireHashDatabase *database, sqlite3_stmt *statement, const char *name, GError **error)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_DONE)
    return TRUE;
  if ((result & 0xff) != SQLITE_CONSTRAINT)
    return wire_hash_database_fail (database, error);
  g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_NAME_USED,
               _ ("A hash set named “%s” already exists."), name);
  return FALSE;
}

/* Makes a set within a transaction. Returns: its id, or -1 */
gint64
wire_hash_database_insert_set (WireHashDatabase *self,
                               const char *name,
                               WireHashSetKind kind,
                               const char *source,
                               GError **error)
{
  g_autoptr (sqlite3_stmt) statement = wire_hash_database_prepare (
      self, "INSERT INTO sets (name, kind, source, created) VALUES (?, ?, ?, ?)", error);
  g_autofree char *table = NULL;
  gint64 id;

  if (!statement)
    return -1;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, (int) kind);
  sqlite3_bind_text (statement, 3, source, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
  if (!step_named (self, statement, name, error))
    return -1;
  id = sqlite3_last_insert_rowid (self->db);
  table = g_strdup_printf ("CREATE TABLE digests_%" G_GINT64_FORMAT
                           " (digest BLOB NOT NULL, algorithm INTEGER NOT NULL, name TEXT,"
                           " PRIMARY KEY (digest, algorithm)) WITHOUT ROWID",
                           id);
  return wire_hash_database_exec (self, table, error) ? id : -1;
}

/**
 * wire_hash_database_create_set:
 * @name: not in use yet
 * @kind: what being in it says
 * @source: (nullable): where its digests come from
 *
 * Returns: the new set's id, or -1
 */
gint64
wire_hash_database_create_set (WireHashDatabase *self,
                               const char *name,
                               WireHashSetKind kind,
                               const char *source,
                               GError **error)
{
  gint64 id;

  if (!wire_hash_database_begin (self, error))
    return -1;
  id = wire_hash_database_insert_set (self, name, kind, source, error);
  return wire_hash_database_end (self, id >= 0, error) ? id : -1;
}

/* Runs an UPDATE of one set whose first parameter is a text or a number and whose last is its id.
 */
static gboolean
update_set (WireHashDatabase *database,
            const char *sql,
            const char *text,
            gint64 number,
            gint64 set,
            GError **error)
{
  if (!wire_hash_database_begin (database, error))
    return FALSE;

  g_autoptr (sqlite3_stmt) statement = wire_hash_database_prepare (database, sql, error);
  gboolean done = FALSE;

  if (statement)
    {
      if (text)
        sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
      else
        sqlite3_bind_int64 (statement, 1, number);
      sqlite3_bind_int64 (statement, 2, set);
      done = step_named (database, statement, text ? text : "", error);
    }
  return wire_hash_database_end (database, done, error);
}

gboolean
wire_hash_database_rename_set (WireHashDatabase *self, gint64 set, const char *name, GError **error)
{
  return update_set (self, "UPDATE sets SET name = ? WHERE id = ?", name, 0, set, error);
}

gboolean
wire_hash_database_set_kind (WireHashDatabase *self,
                             gint64 set,
                             WireHashSetKind kind,
                             GError **error)
{
  return update_set (self, "UPDATE sets SET kind = ? WHERE id = ?", NULL, (gint64) kind, set,
                     error);
}

/** Hides a set; its name is free again. */
gboolean
wire_hash_database_remove_set (WireHashDatabase *self, gint64 set, GError **error)
{
  return update_set (self, "UPDATE sets SET removed = ? WHERE id = ?", NULL, 1, set, error);
}

/** Undoes wire_hash_database_remove_set(); fails where another set took the name meanwhile. */
gboolean
wire_hash_database_restore_set (WireHashDatabase *self, gint64 set, GError **error)
{
  return update_set (self, "UPDATE sets SET removed = ? WHERE id = ?", NULL, 0, set, error);
}

/* Returns: (transfer full) (nullable): ids of the removed sets */
static GArray *
list_removed (WireHashDatabase *database, GError **error)
{
  g_autoptr (GArray) removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement =
      wire_hash_database_prepare (database, "SELECT id FROM sets WHERE removed", error);
  int result;

  if (!statement)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      g_array_append_val (removed, id);
    }
  if (result == SQLITE_DONE)
    return g_steal_pointer (&removed);
  wire_hash_database_fail (database, error);
  return NULL;
}

/** Frees what removed sets still hold; nothing brings them back. */
gboolean
wire_hash_database_purge (WireHashDatabase *self, GError **error)
{
  if (!wire_hash_database_begin (self, error))
    return FALSE;

  g_autoptr (GArray) removed = list_removed (self, error);
  gboolean done = removed != NULL;

  g_clear_pointer (&self->lookups, g_hash_table_unref); /* they hold their tables open */
  for (guint i = 0; done && i < removed->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TABLE digests_%" G_GINT64_FORMAT,
                                              g_array_index (removed, gint64, i));
      done = wire_hash_database_exec (self, sql, error);
    }
  done = done && wire_hash_database_exec (self, "DELETE FROM sets WHERE removed", error);
  return wire_hash_database_end (self, done, error);
}

/**
 * wire_hash_database_get_revision:
 *
 * Returns: a number that grows with every change by any program; rows match again when it does. -1
 *   with @error set where the file cannot be read
 */
gint64
wire_hash_database_get_revision (WireHashDatabase *self, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gint64 revision = -1;

  if (sqlite3_step (self->ask_revision) == SQLITE_ROW)
    revision =
        sqlite3_column_int64 (self->ask_revision, 0) & G_MAXINT64; /* damage may set its sign */
  else
    wire_hash_database_fail (self, error);
  sqlite3_reset (self->ask_revision);
  return revision;
}
