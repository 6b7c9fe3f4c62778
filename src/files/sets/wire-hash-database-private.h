/* wire-hash-database-private.h: what the parts of the hash database share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-digest-sorter.h"
#include "files/sets/wire-hash-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _WireHashDatabase
{
  GRecMutex lock;
  sqlite3 *db;
  char *path;
  sqlite3_stmt *ask_revision; /* asked with every look-up, so kept */
  GHashTable *lookups;        /* set id → SetLookup, with its prepared statement; under lock */
  gint64 lookups_revision;
};

/** Another window may be in the middle of an import's commit. */
#define WIRE_HASH_DATABASE_BUSY_MS 10000

gboolean wire_hash_database_fail_on (WireHashDatabase *database, sqlite3 *db, GError **error);
gboolean wire_hash_database_fail (WireHashDatabase *database, GError **error);
sqlite3_stmt *wire_hash_database_prepare (WireHashDatabase *database,
                                          const char *sql,
                                          GError **error);
gboolean wire_hash_database_step (WireHashDatabase *database,
                                  sqlite3_stmt *statement,
                                  GError **error);
gboolean wire_hash_database_exec (WireHashDatabase *database, const char *sql, GError **error);
gboolean wire_hash_database_begin (WireHashDatabase *database, GError **error);
gboolean wire_hash_database_end (WireHashDatabase *database, gboolean keep, GError **error);
gint64 wire_hash_database_insert_set (WireHashDatabase *database,
                                      const char *name,
                                      WireHashSetKind kind,
                                      const char *source,
                                      GError **error);
gboolean wire_hash_database_note_added (
    WireHashDatabase *database, gint64 set, gint64 added, WireDigestMask mask, GError **error);
gboolean wire_hash_database_fill (WireHashDatabase *database,
                                  gint64 set,
                                  WireDigestSorter *sorter,
                                  WireHashImportCount *count,
                                  WireDigestMask *mask,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
