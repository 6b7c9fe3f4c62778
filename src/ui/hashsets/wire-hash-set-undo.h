/* wire-hash-set-undo.h: taking back what was added to a hash set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/hashsets/wire-hash-set-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_hash_set_undo_offer (GtkWidget *widget,
                               WireHashSetStore *store,
                               const WireHashSetTask *task,
                               const char *sentence);

G_END_DECLS
