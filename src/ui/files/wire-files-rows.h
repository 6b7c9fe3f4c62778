/* wire-files-rows.h: which rows of evidence are seen, in what order, and which are selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-order.h"
#include "ui/lists/wire-row-selection.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_ROWS (wire_files_rows_get_type ())
/** WireFilesRows: which rows of evidence are seen, in what order, and which are selected */
G_DECLARE_FINAL_TYPE (WireFilesRows, wire_files_rows, WIRE, FILES_ROWS, GObject)

WireFilesRows *wire_files_rows_new (WireEvidenceList *list);
GtkSelectionModel *wire_files_rows_get_model (WireFilesRows *self);

void wire_files_rows_update (WireFilesRows *self, gboolean more);
void wire_files_rows_set_sort (WireFilesRows *self, guint sort, gboolean descending);
void wire_files_rows_set_verdicts (WireFilesRows *self, guint verdicts);
void wire_files_rows_set_search (WireFilesRows *self, const char *search);
guint wire_files_rows_get_length (WireFilesRows *self);
GArray *wire_files_rows_get_shown (WireFilesRows *self);

void wire_files_rows_select (WireFilesRows *self, const guint32 *rows, gsize n);
guint wire_files_rows_choose (WireFilesRows *self, guint32 row);
GArray *wire_files_rows_get_selected (WireFilesRows *self);
const WireEvidenceRow *wire_files_rows_get_only (WireFilesRows *self);

G_END_DECLS
