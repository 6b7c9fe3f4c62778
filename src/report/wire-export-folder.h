/* wire-export-folder.h: a folder of exported files with their digests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

G_BEGIN_DECLS

/**
 * WireExportFolder:
 *
 * A new folder, and what is to be said of each file in it. Used by one thread.
 */
typedef struct _WireExportFolder WireExportFolder;

WireExportFolder *wire_export_folder_new (const char *path, GError **error);

/** Frees @folder, and takes what was written away unless it was kept. */
void wire_export_folder_free (WireExportFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireExportFolder, wire_export_folder_free)

char *wire_export_folder_make (WireExportFolder *folder, const char *name, GError **error);
gboolean wire_export_folder_add (WireExportFolder *folder,
                                 const char *name,
                                 const char *facts,
                                 GError **error);
gboolean wire_export_folder_add_bytes (WireExportFolder *folder,
                                       const char *name,
                                       GBytes *bytes,
                                       GError **error);
gboolean wire_export_folder_end (WireExportFolder *folder, GError **error);
void wire_export_folder_keep (WireExportFolder *folder);

/** Puts all files into a ZIP at @path, encrypted with AES-256 where there is a @password. Returns:
 * whether it is there, whole */
gboolean wire_export_folder_pack (
    WireExportFolder *folder, const char *path, const char *password, WireJob *job, GError **error);

G_END_DECLS
