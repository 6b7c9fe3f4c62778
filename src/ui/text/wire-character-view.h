/* wire-character-view.h: every character above its bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-notation.h"
#include "ui/text/wire-text-source.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CHARACTER_VIEW (wire_character_view_get_type ())
/** WireCharacterView: every character above its bytes */
G_DECLARE_FINAL_TYPE (WireCharacterView, wire_character_view, WIRE, CHARACTER_VIEW, GtkWidget)

void wire_character_view_set_source (WireCharacterView *view, WireTextSource *source);
void wire_character_view_set_notation (WireCharacterView *view, WireNotation notation);
char *wire_character_view_describe (WireCharacterView *view);

G_END_DECLS
