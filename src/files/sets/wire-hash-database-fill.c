/* wire-hash-database-fill.c: sorted digests into a set by a single statement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sorted digests are a virtual table, from which one INSERT takes them all: it is where the
 * last row went in, while a statement a row searches from the tree's root every time, which takes
 * three times as long.
 */

#include "files/sets/wire-hash-database-private.h"

typedef struct
{
  WireDigestSorter *sorter;
  WireKnownDigest digest; /* the row that the cursor is at */
  gboolean ended;
  guint64 n;
  WireDigestMask mask;
  GError *error;
} Feed;

typedef struct
{
  sqlite3_vtab base;
  Feed *feed;
} FeedTable;

static int
feed_connect (sqlite3 *db,
              void *data,
              int n_arguments,
              const char *const *arguments,
              sqlite3_vtab **table,
              char **message)
{
  FeedTable *made = g_new0 (FeedTable, 1);

  (void) n_arguments;
  (void) arguments;
  (void) message;
  made->feed = data;
  *table = &made->base;
  return sqlite3_declare_vtab (db, "CREATE TABLE feed (digest, algorithm, name)");
}

static int
feed_disconnect (sqlite3_vtab *table)
{
  g_free (table);
  return SQLITE_OK;
}

/* Rows are read once, from the first to the last; there is nothing to plan. */
static int
feed_best_index (sqlite3_vtab *table, sqlite3_index_info *info)
{
  (void) table;
  info->estimatedCost = 1;
  return SQLITE_OK;
}

static int
feed_open (sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
  (void) table;
  *cursor = g_new0 (sqlite3_vtab_cursor, 1);
  return SQLITE_OK;
}

static int
feed_close (sqlite3_vtab_cursor *cursor)
{
  g_free (cursor);
  return SQLITE_OK;
}

static Feed *
get_feed (sqlite3_vtab_cursor *cursor)
{
  return ((FeedTable *) cursor->pVtab)->feed;
}

static int
feed_next (sqlite3_vtab_cursor *cursor)
{
  Feed *feed = get_feed (cursor);
  int more = wire_digest_sorter_next (feed->sorter, &feed->digest, &feed->error);

  feed->ended = more != 1;
  if (more == 1)
    {
      feed->n++;
      feed->mask |= WIRE_DIGEST_BIT (feed->digest.algorithm);
    }
  return more < 0 ? SQLITE_IOERR : SQLITE_OK;
}

static int
feed_filter (sqlite3_vtab_cursor *cursor,
             int number,
             const char *text,
             int n_arguments,
             sqlite3_value **arguments)
{
  (void) number;
  (void) text;
  (void) n_arguments;
  (void) arguments;
  return feed_next (cursor);
}

static int
feed_eof (sqlite3_vtab_cursor *cursor)
{
  return get_feed (cursor)->ended;
}

static int
feed_column (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  const WireKnownDigest *digest = &get_feed (cursor)->digest;

  if (column == 0)
    sqlite3_result_blob (context, digest->digest,
                         (int) wire_digest_get_info (digest->algorithm)->size, SQLITE_STATIC);
  else if (column == 1)
    sqlite3_result_int (context, (int) digest->algorithm);
  else
    sqlite3_result_text (context, digest->name, -1, SQLITE_STATIC);
  return SQLITE_OK;
}

static int
feed_rowid (sqlite3_vtab_cursor *cursor, sqlite3_int64 *row)
{
  *row = (sqlite3_int64) get_feed (cursor)->n;
  return SQLITE_OK;
}

static const sqlite3_module FEED = {
  .xConnect = feed_connect,
  .xBestIndex = feed_best_index,
  .xDisconnect = feed_disconnect,
  .xOpen = feed_open,
  .xClose = feed_close,
  .xFilter = feed_filter,
  .xNext = feed_next,
  .xEof = feed_eof,
  .xColumn = feed_column,
  .xRowid = feed_rowid,
};

/**
 * wire_hash_database_fill:
 * @set: where to; within a transaction
 * @sorter: ended, read to its end
 * @count: (out): what came of it
 * @mask: (out): the algorithms that came
 * @error: #WIRE_HASH_DATABASE_ERROR, or the sorter's
 */
gboolean
wire_hash_database_fill (WireHashDatabase *self,
                         gint64 set,
                         WireDigestSorter *sorter,
                         WireHashImportCount *count,
                         WireDigestMask *mask,
                         GError **error)
{
  Feed feed = { .sorter = sorter };
  g_autofree char *insert =
      g_strdup_printf ("INSERT OR IGNORE INTO digests_%" G_GINT64_FORMAT
                       " (digest, algorithm, name) SELECT digest, algorithm, name FROM feed",
                       set);
  gboolean done = sqlite3_create_module (self->db, "feed", &FEED, &feed) == SQLITE_OK
                  && sqlite3_exec (self->db, insert, NULL, NULL, NULL) == SQLITE_OK;

  if (feed.error)
    g_propagate_error (error, feed.error);
  else if (!done)
    wire_hash_database_fail (self, error);
  count->added = done ? (guint64) sqlite3_changes64 (self->db) : 0;
  count->duplicates = feed.n - count->added;
  *mask = feed.mask;
  sqlite3_create_module (self->db, "feed", NULL, NULL);
  return done;
}
