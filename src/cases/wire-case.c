/* wire-case.c: opening a case, and what was done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-private.h"

#include "base/wire-printable.h"
#include "wire-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Milliseconds to wait for another program that writes. */
#define PATIENCE 10000

/* Bytes of one text or blob: a case file that says more is not one of ours. */
#define MAX_VALUE (16 * 1024 * 1024)

G_DEFINE_QUARK (wire_case_error_quark, wire_case_error)

/* Sets @error to what SQLite says; returns FALSE. */
gboolean
wire_case_fail (WireCase *self, GError **error)
{
  g_autofree char *name = wire_printable_name (self->path);

  g_set_error (error, WIRE_CASE_ERROR, WIRE_CASE_ERROR_STORAGE,
               _ ("The case “%s” could not be used: %s."), name, sqlite3_errmsg (self->db));
  return FALSE;
}

sqlite3_stmt *
wire_case_prepare (WireCase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    wire_case_fail (self, error);
  return statement;
}

/* For statements that give no rows. */
gboolean
wire_case_step (WireCase *self, sqlite3_stmt *statement, GError **error)
{
  return sqlite3_step (statement) == SQLITE_DONE || wire_case_fail (self, error);
}

gboolean
wire_case_exec (WireCase *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK
         || wire_case_fail (self, error);
}

/* IMMEDIATE: waits for other writers here, where nothing was done yet. */
gboolean
wire_case_begin (WireCase *self, GError **error)
{
  return wire_case_exec (self, "BEGIN IMMEDIATE", error);
}

/* Keeps all of the transaction, or nothing; returns whether it was kept. */
gboolean
wire_case_end (WireCase *self, gboolean keep, GError **error)
{
  keep = keep && wire_case_exec (self, "COMMIT", error);
  if (!keep)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return keep;
}

/* Returns: (transfer full): a text, as UTF-8 whatever the file says; empty where it says nothing */
char *
wire_case_column (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return g_utf8_make_valid (text ? text : "", -1);
}

/* Returns: (transfer full) (nullable): what @read makes of each row that @sql gives */
GPtrArray *
wire_case_read_rows (WireCase *self,
                     const char *sql,
                     gpointer (*read) (const WireCase *self, sqlite3_stmt *row),
                     GDestroyNotify row_free,
                     GError **error)
{
  g_autoptr (sqlite3_stmt) statement = wire_case_prepare (self, sql, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  int result;

  if (!statement)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (rows, read (self, statement));
  if (result == SQLITE_DONE)
    return g_steal_pointer (&rows);
  wire_case_fail (self, error);
  return NULL;
}

/* What a file from outside may not do. */
static gboolean
restrict_connection (WireCase *self, GError **error)
{
  static const int OFF[] = { SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
                             SQLITE_DBCONFIG_TRUSTED_SCHEMA };

  for (gsize i = 0; i < G_N_ELEMENTS (OFF); i++)
    if (sqlite3_db_config (self->db, OFF[i], 0, NULL) != SQLITE_OK)
      return wire_case_fail (self, error);
  if (sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) != SQLITE_OK)
    return wire_case_fail (self, error);
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, MAX_VALUE);
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_busy_timeout (self->db, PATIENCE);
  return wire_case_exec (self,
                         "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;"
                         " PRAGMA temp_store = MEMORY;",
                         error);
}

static WireCase *
connect_to (const char *path, GError **error)
{
  g_autoptr (WireCase) self = g_new0 (WireCase, 1);

  self->path = g_strdup (path);
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    wire_case_fail (self, error);
  else if (restrict_connection (self, error))
    return g_steal_pointer (&self);
  return NULL;
}

/* Makes an empty file, and fails where there is one. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  g_autofree char *name = NULL;

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  name = wire_printable_name (path);
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno),
               _ ("The case “%s” could not be made: %s."), name, g_strerror (errno));
  return FALSE;
}

/**
 * wire_case_create:
 * @path: of a file that is not there yet
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): an empty case
 */
WireCase *
wire_case_create (const char *path, GError **error)
{
  g_autoptr (WireCase) self = NULL;

  if (!make_file (path, error))
    return NULL;
  self = connect_to (path, error);
  if (self && wire_case_begin (self, error)
      && wire_case_end (self, wire_case_make_schema (self, error), error))
    return g_steal_pointer (&self);
  g_unlink (path);
  return NULL;
}

/**
 * wire_case_open:
 * @path: of a case
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the case
 */
WireCase *
wire_case_open (const char *path, GError **error)
{
  g_autoptr (WireCase) self = connect_to (path, error);

  return self && wire_case_check_schema (self, error) ? g_steal_pointer (&self) : NULL;
}

void
wire_case_free (WireCase *self)
{
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self);
}

/** Returns: (transfer none): of the file */
const char *
wire_case_get_path (const WireCase *self)
{
  return self->path;
}

/** Returns: a number that is another one after another program or connection has changed the case;
 * 0 where it cannot be read */
gint64
wire_case_get_version (WireCase *self)
{
  g_autoptr (sqlite3_stmt) statement = wire_case_prepare (self, "PRAGMA data_version", NULL);

  return statement && sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0)
                                                             : 0;
}

void
wire_case_deed_free (WireCaseDeed *self)
{
  g_free (self->action);
  g_free (self->subject);
  g_free (self->digest);
  g_free (self->version);
  g_free (self);
}

/**
 * wire_case_log:
 * @self: a case
 * @action: what was done
 * @subject: to what
 * @digest: (nullable): SHA-256 of that
 * @error: set where %FALSE is returned
 *
 * Returns: whether it was kept
 */
gboolean
wire_case_log (
    WireCase *self, const char *action, const char *subject, const char *digest, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = wire_case_prepare (
      self, "INSERT INTO deeds (time, action, subject, digest, version) VALUES (?, ?, ?, ?, ?)",
      error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_text (statement, 2, action, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, subject, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, digest, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 5, WIRE_VERSION, -1, SQLITE_STATIC);
  return wire_case_step (self, statement, error);
}

static gpointer
read_deed (const WireCase *self, sqlite3_stmt *row)
{
  WireCaseDeed *deed = g_new0 (WireCaseDeed, 1);

  (void) self;
  deed->time = sqlite3_column_int64 (row, 0);
  deed->action = wire_case_column (row, 1);
  deed->subject = wire_case_column (row, 2);
  if (sqlite3_column_type (row, 3) != SQLITE_NULL)
    deed->digest = wire_case_column (row, 3);
  deed->version = wire_case_column (row, 4);
  return deed;
}

/** Returns: (transfer full) (nullable) (element-type WireCaseDeed): what was done, in order */
GPtrArray *
wire_case_list_deeds (WireCase *self, GError **error)
{
  return wire_case_read_rows (
      self, "SELECT time, action, subject, digest, version FROM deeds ORDER BY id", read_deed,
      (GDestroyNotify) wire_case_deed_free, error);
}
