/* wire-table-items.h: what can be done with every table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_table_items_install (GtkWidget *owner, GtkColumnView *view, GMenu *menu);
void wire_table_items_add_to_heads (GtkColumnView *view);

G_END_DECLS
