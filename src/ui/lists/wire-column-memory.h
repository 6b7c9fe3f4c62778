/* wire-column-memory.h: columns as they were left the last time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_column_memory_attach (GtkColumnView *view, const char *name);

G_END_DECLS
