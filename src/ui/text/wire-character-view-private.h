/* wire-character-view-private.h: what laying out, drawing and input of characters share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/text/wire-character-view.h"

G_BEGIN_DECLS

struct _WireCharacterView
{
  GtkWidget parent_instance;

  WireTextSource *source;
  WireNotation notation;
  guint current; /* span */
  GArray *rows;  /* the span each begins with, as they were last broken */
  guint broken_for;
  int char_width;
  int line_height;
};

guint wire_character_view_get_length (WireCharacterView *self);
const WireTextSpan *wire_character_view_get_span (WireCharacterView *self, guint i);
GtkAdjustment *wire_character_view_get_scrolling (WireCharacterView *self);
void wire_character_view_move_to (WireCharacterView *self, guint i);

/* wire-character-view-draw.c */
int wire_character_view_get_row_height (WireCharacterView *self);
void wire_character_view_draw (WireCharacterView *self, GtkSnapshot *snapshot);

/* wire-character-view-input.c */
void wire_character_view_take_input (WireCharacterView *self);

G_END_DECLS
