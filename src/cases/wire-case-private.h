/* wire-case-private.h: the database of a case, for the files of this room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _WireCase
{
  char *path;
  sqlite3 *db;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

gboolean wire_case_fail (WireCase *self, GError **error);
sqlite3_stmt *wire_case_prepare (WireCase *self, const char *sql, GError **error);
gboolean wire_case_step (WireCase *self, sqlite3_stmt *statement, GError **error);
gboolean wire_case_exec (WireCase *self, const char *sql, GError **error);
gboolean wire_case_begin (WireCase *self, GError **error);
gboolean wire_case_end (WireCase *self, gboolean keep, GError **error);
GPtrArray *wire_case_read_rows (WireCase *self,
                                const char *sql,
                                gpointer (*read) (const WireCase *self, sqlite3_stmt *row),
                                GDestroyNotify row_free,
                                GError **error);
char *wire_case_column (sqlite3_stmt *statement, int column);

/* wire-case-schema.c */
gboolean wire_case_make_schema (WireCase *self, GError **error);
gboolean wire_case_check_schema (WireCase *self, GError **error);

G_END_DECLS
