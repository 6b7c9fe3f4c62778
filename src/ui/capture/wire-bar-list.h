/* wire-bar-list.h: a short ranking: a name, a bar, a figure
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_BAR_LIST (wire_bar_list_get_type ())
/** WireBarList: a short ranking: a name, a bar, a figure */
G_DECLARE_FINAL_TYPE (WireBarList, wire_bar_list, WIRE, BAR_LIST, AdwBin)

/** Takes all bars out. */
void wire_bar_list_clear (WireBarList *list);
void wire_bar_list_add (
    WireBarList *list, guint id, const char *name, double share, const char *figure);
void wire_bar_list_add_below (
    WireBarList *list, guint id, const char *name, double share, const char *figure);

G_END_DECLS
