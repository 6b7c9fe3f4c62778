/* wire-files-progress.h: how far an examination of files is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/files/wire-files-work.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_PROGRESS (wire_files_progress_get_type ())
/** WireFilesProgress: how far an examination of files is */
G_DECLARE_FINAL_TYPE (WireFilesProgress, wire_files_progress, WIRE, FILES_PROGRESS, AdwBin)

void wire_files_progress_set_work (WireFilesProgress *self, WireFilesWork *work);

G_END_DECLS
