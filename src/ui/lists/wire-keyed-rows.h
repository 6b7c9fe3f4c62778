/* wire-keyed-rows.h: rows of a table, put in order by what they are sorted by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireRowKey:
 * @number: compared first
 * @address: then: 16 bytes, as they are
 * @text: (nullable): then, byte by byte; fold or collate it first
 * @empty: the cell shows nothing: the row comes after those that show something, whichever way is
 *   sorted
 *
 * What a row is sorted by. Most keys fill in one member.
 */
typedef struct
{
  guint64 number;
  guint8 address[16];
  char *text;
  gboolean empty;
} WireRowKey;

/** WireKeyedRows: rows of a table, with their keys */
typedef struct _WireKeyedRows WireKeyedRows;

WireKeyedRows *wire_keyed_rows_new (void);
void wire_keyed_rows_free (WireKeyedRows *rows);
void wire_keyed_rows_add (WireKeyedRows *rows, guint32 row, const WireRowKey *key);
guint wire_keyed_rows_get_length (WireKeyedRows *rows);
void wire_keyed_rows_sort (WireKeyedRows *rows, gboolean descending);
GBytes *wire_keyed_rows_list (WireKeyedRows *rows);

guint64 wire_row_key_from_double (double value);
char *wire_row_key_fold (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireKeyedRows, wire_keyed_rows_free)

G_END_DECLS
