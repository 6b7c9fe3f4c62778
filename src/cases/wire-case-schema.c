/* wire-case-schema.c: the tables of a case, and whether a file has them and no others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-private.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* “WiCC”: tells cases from other programs' SQLite files. */
#define APPLICATION_ID 0x57694343
#define SCHEMA_VERSION 1

/* What a case has, name by name. Keep in the order of their names. */
static const struct
{
  const char *name;
  const char *sql;
} TABLES[] = {
  { "deeds", "CREATE TABLE deeds (id INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
             " action TEXT NOT NULL, subject TEXT NOT NULL, digest TEXT, version TEXT NOT NULL)" },
  { "evidence", "CREATE TABLE evidence (id INTEGER PRIMARY KEY, path TEXT NOT NULL,"
                " size INTEGER NOT NULL, sha256 TEXT NOT NULL, modified INTEGER NOT NULL,"
                " added INTEGER NOT NULL, clock INTEGER NOT NULL)" },
  { "filters", "CREATE TABLE filters (id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
               " expression TEXT NOT NULL)" },
  { "notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY, evidence TEXT, kind TEXT NOT NULL,"
             " place TEXT NOT NULL, mark TEXT NOT NULL, text TEXT NOT NULL,"
             " time INTEGER NOT NULL, removed INTEGER NOT NULL)" },
};

/* Makes the tables, in a transaction that the caller has begun. */
gboolean
wire_case_make_schema (WireCase *self, GError **error)
{
  g_autofree char *identity = g_strdup_printf (
      "PRAGMA application_id = %d; PRAGMA user_version = %d;", APPLICATION_ID, SCHEMA_VERSION);

  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    if (!wire_case_exec (self, TABLES[i].sql, error))
      return FALSE;
  return wire_case_exec (self, identity, error);
}

static gboolean
ask_number (WireCase *self, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = wire_case_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return wire_case_fail (self, error);
  *number = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/* @message: (transfer full): why the file cannot be opened as a case. Returns: FALSE */
static gboolean
refuse (char *message, GError **error)
{
  g_set_error_literal (error, WIRE_CASE_ERROR, WIRE_CASE_ERROR_OPEN, message);
  g_free (message);
  return FALSE;
}

/* Whether the next row of @statement is table @i as we make it. */
static gboolean
is_table (sqlite3_stmt *statement, gsize i)
{
  const char *type = (const char *) sqlite3_column_text (statement, 0);
  const char *name = (const char *) sqlite3_column_text (statement, 1);
  const char *sql = (const char *) sqlite3_column_text (statement, 2);

  return i < G_N_ELEMENTS (TABLES) && g_strcmp0 (type, "table") == 0
         && g_strcmp0 (name, TABLES[i].name) == 0 && g_strcmp0 (sql, TABLES[i].sql) == 0;
}

static gboolean
has_our_tables_only (WireCase *self, gboolean *ours, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      wire_case_prepare (self, "SELECT type, name, sql FROM sqlite_schema ORDER BY name", error);
  gsize n = 0;
  int result;

  if (!statement)
    return FALSE;
  for (*ours = TRUE; (result = sqlite3_step (statement)) == SQLITE_ROW; n++)
    *ours = *ours && is_table (statement, n);
  *ours = *ours && n == G_N_ELEMENTS (TABLES);
  return result == SQLITE_DONE || wire_case_fail (self, error);
}

/* Whether the file is a case that this version of Wirecase can keep. */
gboolean
wire_case_check_schema (WireCase *self, GError **error)
{
  g_autofree char *name = wire_printable_name (self->path);
  gint64 id;
  gint64 version;
  gboolean ours;

  if (!ask_number (self, "PRAGMA application_id", &id, error)
      || !ask_number (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (id != APPLICATION_ID)
    return refuse (g_strdup_printf (_ ("“%s” is not a Wirecase case."), name), error);
  if (version > SCHEMA_VERSION)
    return refuse (
        g_strdup_printf (_ ("“%s” was made by a newer version of Wirecase, which can open it."),
                         name),
        error);
  if (!has_our_tables_only (self, &ours, error))
    return FALSE;
  if (!ours)
    return refuse (g_strdup_printf (_ ("“%s” holds something else than a case does: another "
                                       "program has changed it."),
                                    name),
                   error);
  return TRUE;
}
