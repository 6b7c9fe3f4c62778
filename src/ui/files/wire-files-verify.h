/* wire-files-verify.h: which row has a digest that was pasted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

void wire_files_verify_ask (GtkWidget *page, WireEvidenceList *list);

G_END_DECLS
