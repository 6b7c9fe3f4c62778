/* wire-hash-list-binary.c: EnCase hash sets, and the SQLite databases of NSRL and Autopsy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-list-private.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* EnCase 6 `.hash`: a header of 1152 bytes, then records of 18: MD5 and two bytes that are not part
 * of it (The Sleuth Kit, hash database formats). */
#define ENCASE_HEADER 1152
#define ENCASE_RECORD 18

static gboolean
fail_damaged (WireHashList *list, const char *why, GError **error)
{
  g_autofree char *name = wire_printable_name (list->path);

  g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_DAMAGED,
               _ ("“%s” could not be read as a hash database: %s."), name, why);
  return FALSE;
}

gboolean
wire_hash_list_open_encase (WireHashList *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, self->cancellable, error);
  g_autofree guint8 *header = g_malloc (ENCASE_HEADER);
  gsize n = 0;

  if (!stream
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), header, ENCASE_HEADER, &n,
                                   self->cancellable, error))
    return FALSE;
  if (n < ENCASE_HEADER)
    return fail_damaged (self, _ ("its header is cut short"), error);
  self->encase = g_buffered_input_stream_new_sized (G_INPUT_STREAM (stream), 1 << 16);
  return TRUE;
}

int
wire_hash_list_next_encase (WireHashList *self, GError **error)
{
  guint8 record[ENCASE_RECORD];
  gsize n = 0;

  if (!g_input_stream_read_all (self->encase, record, sizeof record, &n, self->cancellable, error))
    return -1;
  if (n < wire_digest_get_info (WIRE_DIGEST_MD5)->size)
    {
      self->n_bad += n > 0;
      return 0;
    }
  wire_hash_list_put (self, WIRE_DIGEST_MD5, record);
  return 1;
}

/* Columns as NSRL RDSv3 (FILE, METADATA) and Autopsy (hashes) name them. */
static const struct
{
  const char *name;
  WireDigestAlgorithm algorithm;
} DIGEST_COLUMNS[] = {
  { "md5", WIRE_DIGEST_MD5 },
  { "sha1", WIRE_DIGEST_SHA1 },
  { "sha256", WIRE_DIGEST_SHA256 },
  { "sha2_256", WIRE_DIGEST_SHA256 },
};

static gboolean
has_column (sqlite3 *db, const char *table, const char *column)
{
  sqlite3_stmt *statement = NULL;
  gboolean found;

  if (sqlite3_prepare_v2 (db, "SELECT 1 FROM pragma_table_info(?) WHERE lower(name) = ?", -1,
                          &statement, NULL)
      != SQLITE_OK)
    return FALSE;
  sqlite3_bind_text (statement, 1, table, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, column, -1, SQLITE_STATIC);
  found = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_finalize (statement);
  return found;
}

/* One query over @table with the digests that it has, then the name; %NULL where it has none. */
static char *
make_query (WireHashList *list, const char *table)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  int n = 0;

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    list->digest_columns[i] = -1;
  for (gsize i = 0; i < G_N_ELEMENTS (DIGEST_COLUMNS); i++)
    if (list->digest_columns[DIGEST_COLUMNS[i].algorithm] < 0
        && has_column (list->db, table, DIGEST_COLUMNS[i].name))
      {
        g_string_append_printf (sql, "%s, ", DIGEST_COLUMNS[i].name);
        list->digest_columns[DIGEST_COLUMNS[i].algorithm] = n++;
      }
  if (n == 0)
    return NULL;

  list->name_column = n;
  if (has_column (list->db, table, "file_name"))
    g_string_append (sql, "file_name");
  else if (has_column (list->db, "file_names", "hash_id") && has_column (list->db, table, "id"))
    g_string_append_printf (sql, "(SELECT name FROM file_names WHERE hash_id = %s.id LIMIT 1)",
                            table);
  else
    g_string_append (sql, "NULL");
  g_string_append_printf (sql, " FROM %s", table);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
is_table (sqlite3 *db, const char *name)
{
  sqlite3_stmt *statement = NULL;
  gboolean found;

  if (sqlite3_prepare_v2 (db, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", -1,
                          &statement, NULL)
      != SQLITE_OK)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  found = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_finalize (statement);
  return found;
}

static int
cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

gboolean
wire_hash_list_open_sqlite (WireHashList *self, GError **error)
{
  static const char *const TABLES[] = { "FILE", "METADATA", "hashes" };

  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    return fail_damaged (self, sqlite3_errmsg (self->db), error);

  /* The file is a stranger's: its views, triggers and functions are never run. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  if (self->cancellable)
    sqlite3_progress_handler (self->db, 10000, cancelled_cb, self->cancellable);

  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      g_autofree char *sql = is_table (self->db, TABLES[i]) ? make_query (self, TABLES[i]) : NULL;

      if (!sql)
        continue;
      if (sqlite3_prepare_v2 (self->db, sql, -1, &self->statement, NULL) == SQLITE_OK)
        return TRUE;
      return fail_damaged (self, sqlite3_errmsg (self->db), error);
    }
  return fail_damaged (self, _ ("it has no table of digests"), error);
}

/* Autopsy keeps digests as bytes, NSRL as hexadecimal text. */
static void
put_cell (WireHashList *list, WireDigestAlgorithm algorithm, int column)
{
  const void *bytes = sqlite3_column_blob (list->statement, column);
  gsize length = (gsize) sqlite3_column_bytes (list->statement, column);

  if (bytes && length == wire_digest_get_info (algorithm)->size
      && sqlite3_column_type (list->statement, column) == SQLITE_BLOB)
    wire_hash_list_put (list, algorithm, bytes);
  else if (bytes)
    wire_hash_list_put_hex (list, algorithm, bytes, length);
}

int
wire_hash_list_next_sqlite (WireHashList *self, GError **error)
{
  int result;

  while ((result = sqlite3_step (self->statement)) == SQLITE_ROW)
    {
      for (guint i = 0; i < WIRE_N_DIGESTS; i++)
        if (self->digest_columns[i] >= 0)
          put_cell (self, i, self->digest_columns[i]);
      if (self->n_row > 0)
        {
          const char *name =
              (const char *) sqlite3_column_text (self->statement, self->name_column);

          if (name)
            wire_hash_list_put_name (self, name, -1);
          return 1;
        }
      self->n_bad++;
    }
  if (result == SQLITE_DONE)
    return 0;
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    fail_damaged (self, sqlite3_errmsg (self->db), error);
  return -1;
}
