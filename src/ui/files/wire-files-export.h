/* wire-files-export.h: rows copied or saved as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/files/wire-files-rows.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_EXPORT (wire_files_export_get_type ())
/** WireFilesExport: rows copied or saved as a table */
G_DECLARE_FINAL_TYPE (WireFilesExport, wire_files_export, WIRE, FILES_EXPORT, GObject)

WireFilesExport *wire_files_export_new (GtkWidget *page,
                                        WireEvidenceList *list,
                                        WireFilesRows *rows);
void wire_files_export_set_mask (WireFilesExport *self, WireDigestMask mask);
void wire_files_export_copy (WireFilesExport *self, const char *key);
void wire_files_export_save (WireFilesExport *self, const char *key);

G_END_DECLS
