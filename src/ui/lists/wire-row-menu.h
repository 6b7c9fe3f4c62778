/* wire-row-menu.h: the menu of the rows of lists, tables and grids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_ROW_MENU (wire_row_menu_get_type ())
/** WireRowMenu: the menu of the rows of lists, tables and grids */
G_DECLARE_FINAL_TYPE (WireRowMenu, wire_row_menu, WIRE, ROW_MENU, GObject)

WireRowMenu *wire_row_menu_new (GtkWidget *owner, GMenuModel *model);
void wire_row_menu_add_table (WireRowMenu *menu, GtkColumnView *view);
void wire_row_menu_add_list (WireRowMenu *self, GtkWidget *list);
void wire_row_menu_popup (WireRowMenu *self);

G_END_DECLS
