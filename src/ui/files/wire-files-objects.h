/* wire-files-objects.h: downloads of the window's capture, checked as files are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-objects.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_OBJECTS (wire_files_objects_get_type ())
/** WireFilesObjects: downloads of the window's capture, checked as files are */
G_DECLARE_FINAL_TYPE (WireFilesObjects, wire_files_objects, WIRE, FILES_OBJECTS, GObject)

WireFilesObjects *wire_files_objects_new (WireEvidenceList *list);
void wire_files_objects_set_store (WireFilesObjects *self, WireHashSetStore *store);
void wire_files_objects_check (WireFilesObjects *self,
                               WireObjectList *objects,
                               const guint32 *wanted,
                               gsize n,
                               WireDigestMask mask);
void wire_files_objects_rescan (WireFilesObjects *self, WireDigestMask mask);
void wire_files_objects_forget (WireFilesObjects *self);
WireObjectList *wire_files_objects_get_list (WireFilesObjects *self);
GArray *wire_files_objects_bring_back (WireFilesObjects *self);

G_END_DECLS
