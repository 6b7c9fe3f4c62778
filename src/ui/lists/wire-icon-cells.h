/* wire-icon-cells.h: cells that show one icon
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-cells.h"

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

#define WIRE_TYPE_ICON_CELLS (wire_icon_cells_get_type ())
/** WireIconCells: cells that show one icon */
G_DECLARE_FINAL_TYPE (WireIconCells, wire_icon_cells, WIRE, ICON_CELLS, WireCells)

G_END_DECLS
