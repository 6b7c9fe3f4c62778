/* wire-table-export.h: a table as comma-separated values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_table_export_copy (GtkColumnView *view);
void wire_table_export_save (GtkColumnView *view, GFile *file);

G_END_DECLS
