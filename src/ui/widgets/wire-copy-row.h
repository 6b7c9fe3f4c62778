/* wire-copy-row.h: a name and a value that a click copies
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *wire_copy_row_new (const char *name, const char *value);

G_END_DECLS
