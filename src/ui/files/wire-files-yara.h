/* wire-files-yara.h: rules of YARA over the files that are listed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/files/wire-files-rows.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWindow *wire_files_yara_open (GtkWindow *parent, WireEvidenceList *list, const GArray *rows);

G_END_DECLS
