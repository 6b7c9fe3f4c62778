/* wire-files-audit.h: asks for a folder, and for what it was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/files/wire-files-work.h"

G_BEGIN_DECLS

void wire_files_audit_ask (GtkWidget *page, WireFilesWork *work, WireDigestMask mask);

G_END_DECLS
