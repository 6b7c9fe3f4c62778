/* wire-files-page.h: the Files page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/evidence/wire-evidence-list.h"
#include "ui/hashsets/wire-hash-set-store.h"
#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_PAGE (wire_files_page_get_type ())
/** WireFilesPage: the Files page */
G_DECLARE_FINAL_TYPE (WireFilesPage, wire_files_page, WIRE, FILES_PAGE, AdwBin)

/** Examines files and folders, whatever they are; folders are entered. */
void wire_files_page_add (WireFilesPage *page, const char *const *paths);
/** Does with each of @paths what its content asks for. */
void wire_files_page_drop (WireFilesPage *page, const char *const *paths);
/** Asks for files, or for a folder, and examines what is chosen. */
void wire_files_page_open (WireFilesPage *page, gboolean folder);
void wire_files_page_find (WireFilesPage *page);
/** Gives @n of @objects rows (all, where @n is 0), and selects those. */
void wire_files_page_check_objects (WireFilesPage *page,
                                    WireObjectList *objects,
                                    const guint32 *wanted,
                                    gsize n);
/** The window's capture is read again: takes its downloads off the page. */
void wire_files_page_forget_objects (WireFilesPage *page);
WireEvidenceList *wire_files_page_get_list (WireFilesPage *page);
void wire_files_page_list_work (WireFilesPage *page, GPtrArray *work);

G_END_DECLS
