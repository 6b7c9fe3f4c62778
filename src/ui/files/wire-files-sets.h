/* wire-files-sets.h: rows put into hash sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/evidence/wire-evidence-list.h"
#include "ui/hashsets/wire-hash-set-store.h"

G_BEGIN_DECLS

void wire_files_sets_add (GtkWidget *page,
                          WireHashSetStore *store,
                          WireEvidenceList *list,
                          GArray *rows);

G_END_DECLS
