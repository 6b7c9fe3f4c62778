/* wire-hash-database-open.c: making, opening and leaving the file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-database-private.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* “WiCa”: tells our files from other programs' SQLite files. */
#define APPLICATION_ID 0x57694361
#define SCHEMA_VERSION 1

static const char SCHEMA[] =
    "CREATE TABLE sets (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
    " kind INTEGER NOT NULL, source TEXT, created INTEGER NOT NULL,"
    " count INTEGER NOT NULL DEFAULT 0, mask INTEGER NOT NULL DEFAULT 0,"
    " removed INTEGER NOT NULL DEFAULT 0);"
    "CREATE UNIQUE INDEX set_names ON sets (name) WHERE NOT removed;"
    "CREATE TABLE revision (number INTEGER NOT NULL);"
    "INSERT INTO revision VALUES (0);"
    "PRAGMA application_id = 1466516321;"
    "PRAGMA user_version = 1;";

/* Returns: whether @sql gave a number; a damaged file gives none, and says so. */
static gboolean
ask_number (WireHashDatabase *database, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = wire_hash_database_prepare (database, sql, error);

  if (!statement)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return wire_hash_database_fail (database, error);
  *number = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

static gboolean
ask_if_ours (WireHashDatabase *database, gboolean *ours, GError **error)
{
  gint64 id;
  gint64 version;

  if (!ask_number (database, "PRAGMA application_id", &id, error)
      || !ask_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  *ours = id == APPLICATION_ID && version == SCHEMA_VERSION;
  return TRUE;
}

static gboolean
fail_as_foreign (WireHashDatabase *database, GError **error)
{
  g_autofree char *name = wire_printable_name (database->path);

  g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_OPEN,
               _ ("“%s” does not contain hash sets of this version of Wirecase: move it away, or "
                  "keep hash sets elsewhere."),
               name);
  return FALSE;
}

/* A new file gets the schema; an old one must be ours, which takes no transaction to see: another
 * program may be in the middle of an import. */
static gboolean
ensure_schema (WireHashDatabase *database, GError **error)
{
  gint64 n_tables = 0;
  gboolean ours = FALSE;
  gboolean asked;

  if (!ask_if_ours (database, &ours, error))
    return FALSE;
  if (ours)
    return TRUE;
  if (!wire_hash_database_begin (database, error))
    return FALSE;
  asked = ask_number (database, "SELECT count(*) FROM sqlite_master", &n_tables, error);
  if (asked && n_tables == 0)
    return wire_hash_database_end (database, wire_hash_database_exec (database, SCHEMA, error),
                                   error);

  asked = asked && ask_if_ours (database, &ours, error); /* by now: two may have made it at once */
  sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
  g_rec_mutex_unlock (&database->lock);
  return asked && (ours || fail_as_foreign (database, error));
}

/** Returns: (transfer full): where the user's sets are kept */
char *
wire_hash_database_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "wirecase", "hash-sets.db", NULL);
}

/**
 * wire_hash_database_open:
 * @path: the file; it and its folder are made where they are missing
 * @error: #WIRE_HASH_DATABASE_ERROR
 *
 * Opens at once, whatever the size.
 *
 * Returns: (transfer full) (nullable): the database
 */
WireHashDatabase *
wire_hash_database_open (const char *path, GError **error)
{
  g_autoptr (WireHashDatabase) database = g_new0 (WireHashDatabase, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = wire_printable_name (path);

  g_rec_mutex_init (&database->lock);
  database->path = g_strdup (path);
  g_mkdir_with_parents (folder, 0700);
  if (sqlite3_open_v2 (path, &database->db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, NULL)
          != SQLITE_OK
      || sqlite3_busy_timeout (database->db, WIRE_HASH_DATABASE_BUSY_MS) != SQLITE_OK
      || sqlite3_exec (database->db,
                       "PRAGMA cell_size_check = ON; PRAGMA journal_mode = WAL;"
                       " PRAGMA synchronous = NORMAL",
                       NULL, NULL, NULL)
             != SQLITE_OK)
    {
      g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_OPEN,
                   _ ("The hash sets in “%s” could not be opened: %s."), name,
                   sqlite3_errmsg (database->db));
      return NULL;
    }
  if (!ensure_schema (database, error))
    return NULL;
  database->ask_revision =
      wire_hash_database_prepare (database, "SELECT number FROM revision", error);
  if (!database->ask_revision)
    return NULL;
  return g_steal_pointer (&database);
}

void
wire_hash_database_close (WireHashDatabase *self)
{
  g_clear_pointer (&self->lookups, g_hash_table_unref);
  sqlite3_finalize (self->ask_revision);
  sqlite3_close (self->db);
  g_rec_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}
