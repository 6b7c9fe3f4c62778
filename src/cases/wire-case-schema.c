/* wire-case-schema.c: the tables of a case, and whether a file has them and no others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-private.h"

#include "base/wire-file-open.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* “WiCC”: tells cases from other programs' SQLite files. */
#define APPLICATION_ID 0x57694343
#define SCHEMA_VERSION 3

#define CONTENTS                                                                                   \
  "CREATE TABLE contents (evidence INTEGER PRIMARY KEY, format TEXT NOT NULL,"                     \
  " packets INTEGER NOT NULL, bytes INTEGER NOT NULL, flows INTEGER NOT NULL,"                     \
  " first INTEGER NOT NULL, last INTEGER NOT NULL, complete INTEGER NOT NULL)"
#define DEEDS                                                                                      \
  "CREATE TABLE deeds (id INTEGER PRIMARY KEY, time INTEGER NOT NULL,"                             \
  " action TEXT NOT NULL, subject TEXT NOT NULL, digest TEXT, version TEXT NOT NULL)"
#define EVIDENCE                                                                                   \
  "CREATE TABLE evidence (id INTEGER PRIMARY KEY, path TEXT NOT NULL,"                             \
  " size INTEGER NOT NULL, sha256 TEXT NOT NULL, modified INTEGER NOT NULL,"                       \
  " added INTEGER NOT NULL, clock INTEGER NOT NULL)"
#define FILTERS                                                                                    \
  "CREATE TABLE filters (id INTEGER PRIMARY KEY, name TEXT NOT NULL,"                              \
  " expression TEXT NOT NULL)"
#define MEANS                                                                                      \
  "CREATE TABLE means (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,"            \
  " count INTEGER NOT NULL, sha256 TEXT NOT NULL, time INTEGER NOT NULL)"
#define NOTES_1                                                                                    \
  "CREATE TABLE notes (id INTEGER PRIMARY KEY, evidence TEXT, kind TEXT NOT NULL,"                 \
  " place TEXT NOT NULL, mark TEXT NOT NULL, text TEXT NOT NULL,"                                  \
  " time INTEGER NOT NULL, removed INTEGER NOT NULL)"
#define NOTES_2                                                                                    \
  "CREATE TABLE notes (id INTEGER PRIMARY KEY, evidence TEXT, kind TEXT NOT NULL,"                 \
  " place TEXT NOT NULL, packet INTEGER NOT NULL, digest TEXT NOT NULL, colour TEXT NOT NULL,"     \
  " mark TEXT NOT NULL, tags TEXT NOT NULL, text TEXT NOT NULL, time INTEGER NOT NULL,"            \
  " removed INTEGER NOT NULL)"

/* Of the version that has most. */
#define MAX_TABLES 6

/* What a case of each version has, name by name. Keep in the order of their names. */
typedef struct
{
  const char *name;
  const char *sql;
} Table;

static const Table TABLES[SCHEMA_VERSION][MAX_TABLES] = {
  { { "deeds", DEEDS }, { "evidence", EVIDENCE }, { "filters", FILTERS }, { "notes", NOTES_1 } },
  { { "deeds", DEEDS }, { "evidence", EVIDENCE }, { "filters", FILTERS }, { "notes", NOTES_2 } },
  { { "contents", CONTENTS },
    { "deeds", DEEDS },
    { "evidence", EVIDENCE },
    { "filters", FILTERS },
    { "means", MEANS },
    { "notes", NOTES_2 } },
};

/* From one version to the next. A table is made with the very words that a new case gets, which
 * ALTER TABLE would not do. */
static const char *const STEPS[SCHEMA_VERSION - 1] = {
  "CREATE TEMP TABLE old AS SELECT * FROM main.notes; DROP TABLE main.notes; " NOTES_2 ";"
  " INSERT INTO main.notes SELECT id, evidence, kind, place, 0, '', '', mark, '', text, time,"
  " removed FROM temp.old; DROP TABLE temp.old; PRAGMA user_version = 2;",
  CONTENTS "; " MEANS "; PRAGMA user_version = 3;",
};

static gsize
count_tables (gint64 version)
{
  gsize n = 0;

  while (n < MAX_TABLES && TABLES[version - 1][n].name)
    n++;
  return n;
}

gboolean
wire_case_recognise (const char *path)
{
  /* https://www.sqlite.org/fileformat.html, 1.3 */
  const gsize id_at = 68;
  struct stat info;
  guint8 head[72];
  int fd = wire_file_open_regular (path, &info, NULL);
  gssize n = fd >= 0 ? read (fd, head, sizeof head) : -1;

  if (fd >= 0)
    close (fd);
  return n == sizeof head && memcmp (head, "SQLite format 3", 16) == 0
         && memcmp (head + id_at, "WiCC", 4) == 0;
}

/* Makes the tables, in a transaction that the caller has begun. */
gboolean
wire_case_make_schema (WireCase *self, GError **error)
{
  g_autofree char *identity = g_strdup_printf (
      "PRAGMA application_id = %d; PRAGMA user_version = %d;", APPLICATION_ID, SCHEMA_VERSION);

  for (gsize i = 0; i < count_tables (SCHEMA_VERSION); i++)
    if (!wire_case_exec (self, TABLES[SCHEMA_VERSION - 1][i].sql, error))
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

/* Whether the next row of @statement is @table as we make it. */
static gboolean
is_table (sqlite3_stmt *statement, const Table *table)
{
  const char *type = (const char *) sqlite3_column_text (statement, 0);
  const char *name = (const char *) sqlite3_column_text (statement, 1);
  const char *sql = (const char *) sqlite3_column_text (statement, 2);

  return g_strcmp0 (type, "table") == 0 && g_strcmp0 (name, table->name) == 0
         && g_strcmp0 (sql, table->sql) == 0;
}

static gboolean
has_our_tables_only (WireCase *self, gint64 version, gboolean *ours, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      wire_case_prepare (self, "SELECT type, name, sql FROM sqlite_schema ORDER BY name", error);
  gsize n_tables = count_tables (version);
  gsize n = 0;
  int result;

  if (!statement)
    return FALSE;
  for (*ours = TRUE; (result = sqlite3_step (statement)) == SQLITE_ROW; n++)
    *ours = *ours && n < n_tables && is_table (statement, &TABLES[version - 1][n]);
  *ours = *ours && n == n_tables;
  return result == SQLITE_DONE || wire_case_fail (self, error);
}

/* Where another program has done it meanwhile, there is nothing left to do. */
static gboolean
take_step (WireCase *self, gint64 version, GError **error)
{
  gint64 now;

  return ask_number (self, "PRAGMA user_version", &now, error)
         && (now != version || wire_case_exec (self, STEPS[version - 1], error));
}

/* All steps of it, or none: a kill leaves the case as it was. */
static gboolean
migrate (WireCase *self, gint64 version, GError **error)
{
  gboolean done = TRUE;

  if (version == SCHEMA_VERSION)
    return TRUE;
  if (!wire_case_begin (self, error))
    return FALSE;
  for (; done && version < SCHEMA_VERSION; version++)
    done = take_step (self, version, error);
  return wire_case_end (self, done, error);
}

/* Whether the file is a case that this version of Wirecase can keep. One of an older version is
 * made one of this. */
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
  if (id != APPLICATION_ID || version < 1)
    return refuse (g_strdup_printf (_ ("“%s” is not a Wirecase case."), name), error);
  if (version > SCHEMA_VERSION)
    return refuse (
        g_strdup_printf (_ ("“%s” was made by a newer version of Wirecase, which can open it."),
                         name),
        error);
  if (!has_our_tables_only (self, version, &ours, error))
    return FALSE;
  if (!ours)
    return refuse (g_strdup_printf (_ ("“%s” holds something else than a case does: another "
                                       "program has changed it."),
                                    name),
                   error);
  return migrate (self, version, error);
}
