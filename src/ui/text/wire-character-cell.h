/* wire-character-cell.h: a character above its bytes, as text and as columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-notation.h"
#include "text/wire-text.h"

G_BEGIN_DECLS

char *wire_character_cell_get_glyph (const WireText *text, const WireTextSpan *span);
char *wire_character_cell_get_bytes (const WireText *text,
                                     const WireTextSpan *span,
                                     WireNotation notation);
guint wire_character_cell_get_columns (const WireText *text,
                                       const WireTextSpan *span,
                                       WireNotation notation);
char *wire_character_cell_describe (const WireText *text, guint number);
GArray *wire_character_cell_break_rows (const WireText *text, WireNotation notation, guint columns);

G_END_DECLS
