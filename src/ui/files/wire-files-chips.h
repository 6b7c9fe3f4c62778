/* wire-files-chips.h: what was found, counted, as buttons that filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_CHIPS (wire_files_chips_get_type ())
/** WireFilesChips: what was found, counted, as buttons that filter */
G_DECLARE_FINAL_TYPE (WireFilesChips, wire_files_chips, WIRE, FILES_CHIPS, GtkWidget)

void wire_files_chips_show (WireFilesChips *self, WireEvidenceList *list);
guint wire_files_chips_get_verdicts (WireFilesChips *self);
void wire_files_chips_let_go (WireFilesChips *self);

G_END_DECLS
