/* wire-filter-menu.h: filters to choose from: saved, used and examples
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_FILTER_MENU (wire_filter_menu_get_type ())
/** WireFilterMenu: filters to choose from: saved, used and examples */
G_DECLARE_FINAL_TYPE (WireFilterMenu, wire_filter_menu, WIRE, FILTER_MENU, GtkPopover)

void wire_filter_menu_set_filter (WireFilterMenu *menu, const char *text);

G_END_DECLS
