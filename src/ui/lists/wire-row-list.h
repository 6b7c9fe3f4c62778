/* wire-row-list.h: a list of a million rows that are made when they are looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WIRE_TYPE_ROW (wire_row_get_type ())
/** WireRow: a list of a million rows that are made when they are looked at */
G_DECLARE_FINAL_TYPE (WireRow, wire_row, WIRE, ROW, GObject)

gpointer wire_row_get_source (WireRow *row);
guint wire_row_get_id (WireRow *row);

/** No row; also what GTK calls an invalid position. */
#define WIRE_ROW_NONE G_MAXUINT

#define WIRE_TYPE_ROW_LIST (wire_row_list_get_type ())
/** WireRowList: a list of a million rows that are made when they are looked at */
G_DECLARE_FINAL_TYPE (WireRowList, wire_row_list, WIRE, ROW_LIST, GObject)

/** Returns: (transfer full): a list without rows */
WireRowList *wire_row_list_new (void);
void wire_row_list_set_rows (WireRowList *list, GObject *source, guint n, GBytes *order);
WireRowList *wire_row_list_copy (WireRowList *list);
void wire_row_list_set_gradual (WireRowList *list, gboolean gradual);
void wire_row_list_announce_all (WireRowList *list);
void wire_row_list_grow (WireRowList *list, guint n);
GObject *wire_row_list_get_source (WireRowList *list);
guint wire_row_list_get_length (WireRowList *list);
guint wire_row_list_get_id (WireRowList *list, guint position);
guint wire_row_list_find (WireRowList *list, guint id);

G_END_DECLS
