/* wire-object-folders.h: files that are saved into folders by protocol and host
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-save.h"

G_BEGIN_DECLS

/**
 * WireObjectFolders:
 *
 * A folder, and folders in it that are made as they are needed: `HTTP/www.example.org`,
 * `SMB/192.0.2.7`. Used by one thread at a time.
 */
typedef struct _WireObjectFolders WireObjectFolders;

WireObjectFolders *wire_object_folders_new (WireSaveFolder *folder);

/** Frees @folders, but not the folder that they are in. */
void wire_object_folders_free (WireObjectFolders *folders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireObjectFolders, wire_object_folders_free)

gboolean wire_object_folders_save (WireObjectFolders *folders,
                                   const WireObjectList *list,
                                   guint32 object,
                                   const char *extension,
                                   GCancellable *cancellable,
                                   WireObjectSaved *saved,
                                   GError **error);

G_END_DECLS
