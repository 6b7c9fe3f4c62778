/* wire-hex-view-private.h: what the aspects of the hex view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/wire-hex-view.h"
#include "ui/widgets/wire-scroll.h"

G_BEGIN_DECLS

struct _WireHexView
{
  GtkWidget parent_instance;

  guint64 size;
  WireHexRead read;
  gpointer user_data;
  GDestroyNotify destroy;

  guint64 cursor;
  guint64 anchor; /* where a selection by the user began */
  guint64 mark;
  guint64 mark_length;

  GArray *marks; /* of WireHexMark; NULL for none */

  GtkWidget *menu;

  GBytes *cache;
  guint64 cache_offset;

  WireScroll scroll;

  guint columns; /* bytes in a line: 16, or 8 where that is too wide */
  guint offset_digits;
};

#define WIRE_HEX_MARGIN 12 /* pixels around the text */
#define WIRE_HEX_GAP 2     /* characters between offset, hexadecimal and ASCII */

guint wire_hex_view_hex_column (WireHexView *view, guint byte);
guint wire_hex_view_ascii_column (WireHexView *view, guint byte);
guint64 wire_hex_view_count_lines (WireHexView *view);
const guint8 *wire_hex_view_get_line (WireHexView *view, guint64 offset, gsize *length);

void wire_hex_view_move_cursor (WireHexView *view, guint64 offset);
void wire_hex_view_extend_to (WireHexView *view, guint64 offset);

void wire_hex_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
void wire_hex_view_install_input (GtkWidgetClass *widget_class);
void wire_hex_view_init_input (WireHexView *view);
void wire_hex_view_install_menu (GtkWidgetClass *widget_class);
void wire_hex_view_init_menu (WireHexView *view);

G_END_DECLS
