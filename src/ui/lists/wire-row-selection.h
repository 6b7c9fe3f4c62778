/* wire-row-selection.h: which rows of a list are selected, by their numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/lists/wire-row-list.h"

G_BEGIN_DECLS

#define WIRE_TYPE_ROW_SELECTION (wire_row_selection_get_type ())
/** WireRowSelection: which rows of a list are selected, by their numbers */
G_DECLARE_FINAL_TYPE (WireRowSelection, wire_row_selection, WIRE, ROW_SELECTION, GObject)

WireRowSelection *wire_row_selection_new (WireRowList *rows);
WireRowList *wire_row_selection_get_rows (WireRowSelection *self);
void wire_row_selection_clear (WireRowSelection *self);
void wire_row_selection_select_id (WireRowSelection *self, guint id);
void wire_row_selection_select_ids (WireRowSelection *self, const guint32 *ids, gsize n);
guint wire_row_selection_get_only (WireRowSelection *self);
guint wire_row_selection_count (WireRowSelection *self);
GArray *wire_row_selection_list_all (WireRowSelection *self);
GArray *wire_row_selection_list (WireRowSelection *self);

G_END_DECLS
