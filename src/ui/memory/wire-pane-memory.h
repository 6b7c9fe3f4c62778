/* wire-pane-memory.h: where the handle between two panes was left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_pane_memory_attach (GtkPaned *paned, const char *key);

G_END_DECLS
