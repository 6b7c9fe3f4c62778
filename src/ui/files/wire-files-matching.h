/* wire-files-matching.h: rows held against the hash sets whenever those change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/evidence/wire-evidence-list.h"
#include "ui/hashsets/wire-hash-set-store.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_MATCHING (wire_files_matching_get_type ())
/** WireFilesMatching: rows held against the hash sets whenever those change */
G_DECLARE_FINAL_TYPE (WireFilesMatching, wire_files_matching, WIRE, FILES_MATCHING, GObject)

WireFilesMatching *wire_files_matching_new (WireEvidenceList *list, GtkWidget *place);
void wire_files_matching_set_store (WireFilesMatching *self, WireHashSetStore *store);
void wire_files_matching_set_examining (WireFilesMatching *self, gboolean examining);

G_END_DECLS
