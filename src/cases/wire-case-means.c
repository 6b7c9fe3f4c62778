/* wire-case-means.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-means.h"

#include "cases/wire-case-private.h"
#include "files/digests/wire-file-hash.h"

void
wire_case_means_free (WireCaseMeans *self)
{
  g_free (self->kind);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

void
wire_case_filter_free (WireCaseFilter *self)
{
  g_free (self->name);
  g_free (self->expression);
  g_free (self);
}

static sqlite3_stmt *
prepare (WireCase *self, const char *sql, const char *const *texts, GError **error)
{
  sqlite3_stmt *statement = wire_case_prepare (self, sql, error);

  for (int i = 0; statement && texts[i]; i++)
    sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_TRANSIENT);
  return statement;
}

static gboolean
has_means (WireCase *self, const char *const *texts, gboolean *has, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (
      self, "SELECT count(*) FROM means WHERE kind = ? AND name = ? AND sha256 = ?", texts, error);

  if (!statement)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return wire_case_fail (self, error);
  *has = sqlite3_column_int64 (statement, 0) > 0;
  return TRUE;
}

static gboolean
insert (WireCase *self, const char *const *texts, gint64 count, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare (self, "INSERT INTO means (kind, name, sha256, count, time) VALUES (?, ?, ?, ?, ?)",
               texts, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 4, count);
  sqlite3_bind_int64 (statement, 5, g_get_real_time () / G_USEC_PER_SEC);
  return wire_case_step (self, statement, error)
         && wire_case_log (self, "used", texts[1], texts[2], error);
}

static gboolean
insert_if_new (WireCase *self, const char *const *texts, gint64 count, GError **error)
{
  gboolean has = FALSE;

  return has_means (self, texts, &has, error) && (has || insert (self, texts, count, error));
}

/**
 * wire_case_use:
 * @self: a case
 * @kind: of #WireCaseMeans
 * @name: likewise
 * @count: likewise
 * @sha256: likewise
 * @error: set where %FALSE is returned
 *
 * Keeps that something was used. What the case has already is not kept twice.
 *
 * Returns: whether the case has it
 */
gboolean
wire_case_use (WireCase *self,
               const char *kind,
               const char *name,
               gint64 count,
               const char *sha256,
               GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const char *const texts[] = { kind, valid, sha256, NULL };

  return wire_case_begin (self, error)
         && wire_case_end (self, insert_if_new (self, texts, count, error), error);
}

/** Keeps that the rules or indicators in the file at @path were used. Hashes it: blocks. */
gboolean
wire_case_use_file (WireCase *self, const char *kind, const char *path, GError **error)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *sha256 = NULL;

  if (!wire_file_hash (full, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hash, error))
    return FALSE;
  sha256 = wire_digests_get_hex (&hash->digests, WIRE_DIGEST_SHA256);
  return wire_case_use (self, kind, full, 0, sha256, error);
}

static gpointer
read_means (const WireCase *self, sqlite3_stmt *row)
{
  WireCaseMeans *means = g_new0 (WireCaseMeans, 1);

  (void) self;
  means->id = sqlite3_column_int64 (row, 0);
  means->kind = wire_case_column (row, 1);
  means->name = wire_case_column (row, 2);
  means->count = sqlite3_column_int64 (row, 3);
  means->sha256 = wire_case_column (row, 4);
  means->time = sqlite3_column_int64 (row, 5);
  return means;
}

/** Returns: (transfer full) (nullable) (element-type WireCaseMeans): in the order of first use */
GPtrArray *
wire_case_list_means (WireCase *self, GError **error)
{
  return wire_case_read_rows (self,
                              "SELECT id, kind, name, count, sha256, time FROM means ORDER BY id",
                              read_means, (GDestroyNotify) wire_case_means_free, error);
}

static gboolean
run (WireCase *self, const char *sql, const char *const *texts, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (self, sql, texts, error);

  return statement && wire_case_step (self, statement, error);
}

/** Keeps a filter, in place of another one of its @name. Returns: whether it was kept */
gboolean
wire_case_save_filter (WireCase *self, const char *name, const char *expression, GError **error)
{
  const char *const texts[] = { name, expression, NULL };
  const char *const named[] = { name, NULL };

  return wire_case_begin (self, error)
         && wire_case_end (self,
                           run (self, "DELETE FROM filters WHERE name = ?", named, error)
                               && run (self, "INSERT INTO filters (name, expression) VALUES (?, ?)",
                                       texts, error),
                           error);
}

static gpointer
read_filter (const WireCase *self, sqlite3_stmt *row)
{
  WireCaseFilter *filter = g_new (WireCaseFilter, 1);

  (void) self;
  *filter = (WireCaseFilter){ wire_case_column (row, 0), wire_case_column (row, 1) };
  return filter;
}

/** Returns: (transfer full) (nullable) (element-type WireCaseFilter): in the order of saving */
GPtrArray *
wire_case_list_filters (WireCase *self, GError **error)
{
  return wire_case_read_rows (self, "SELECT name, expression FROM filters ORDER BY id", read_filter,
                              (GDestroyNotify) wire_case_filter_free, error);
}
