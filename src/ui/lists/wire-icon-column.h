/* wire-icon-column.h: columns of icons over a WireRowList
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"

G_BEGIN_DECLS

/**
 * WireIcon:
 * @name: of the icon; %NULL where the cell is empty
 * @label: (nullable): what it says in a word, translated; static
 * @style: (nullable): its CSS class; static
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *style;
} WireIcon;

/**
 * WireIconOfRow:
 * @row: the row to show
 * @icon: (out): what is in its cell
 * @user_data: what wire_icon_column_new() was given
 */
typedef void (*WireIconOfRow) (WireRow *row, WireIcon *icon, gpointer user_data);

GtkColumnViewColumn *wire_icon_column_new (const char *title,
                                           WireIconOfRow icon_of,
                                           WireColumnText tooltip,
                                           gpointer user_data);

G_END_DECLS
