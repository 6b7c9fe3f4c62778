/* wire-text-cells.h: cells that say one line of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-cells.h"
#include "ui/lists/wire-row-list.h"

G_BEGIN_DECLS

/**
 * WireColumnFlags:
 * @WIRE_COLUMN_PLAIN: text that is shortened at its end
 * @WIRE_COLUMN_NUMBER: tabular figures, aligned to the end
 * @WIRE_COLUMN_MONOSPACE: addresses, digests, bytes
 * @WIRE_COLUMN_MIDDLE: what does not fit is left out in the middle, not at the end
 * @WIRE_COLUMN_EXPAND: takes the width that no other column wants
 * @WIRE_COLUMN_FIGURE: a number of which the largest is looked for: sizes, counts, spans of time.
 *   The first click on its header sorts downwards.
 *
 * The last two are of columns, and do not matter to cells.
 */
typedef enum
{
  WIRE_COLUMN_PLAIN = 0,
  WIRE_COLUMN_NUMBER = 1 << 0,
  WIRE_COLUMN_MONOSPACE = 1 << 1,
  WIRE_COLUMN_MIDDLE = 1 << 2,
  WIRE_COLUMN_EXPAND = 1 << 3,
  WIRE_COLUMN_FIGURE = WIRE_COLUMN_NUMBER | 1 << 4,
} WireColumnFlags;

#define WIRE_TYPE_COLUMN_FLAGS (wire_column_flags_get_type ())
GType wire_column_flags_get_type (void);

/**
 * WireColumnText:
 * @row: the row to show
 * @user_data: what was given with the function; in a .ui file, the object of the template
 *
 * Returns: (transfer full) (nullable): what is in the cell, valid UTF-8
 */
typedef char *(*WireColumnText) (WireRow *row, gpointer user_data);

#define WIRE_TYPE_TEXT_CELLS (wire_text_cells_get_type ())
/** WireTextCells: cells that say one line of text */
G_DECLARE_FINAL_TYPE (WireTextCells, wire_text_cells, WIRE, TEXT_CELLS, WireCells)

WireTextCells *wire_text_cells_find (GtkWidget *cell);
gboolean wire_text_cells_want (WireTextCells *cells, int chars, gboolean first);
void wire_text_cells_apply (WireTextCells *cells, GtkWidget *cell);

WireTextCells *wire_text_cells_new (int width_chars,
                                    WireColumnFlags look,
                                    WireColumnText text,
                                    gpointer user_data);

G_END_DECLS
