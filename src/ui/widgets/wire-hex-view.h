/* wire-hex-view.h: bytes in hexadecimal and ASCII
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WireHexRead:
 * @offset: of the first byte wanted
 * @length: how many, at most
 * @user_data: what wire_hex_view_set_source() was given
 *
 * Returns: (transfer full) (nullable): those bytes, or fewer; %NULL where they cannot be read
 */
typedef GBytes *(*WireHexRead) (guint64 offset, gsize length, gpointer user_data);

/**
 * WireHexMark:
 * @offset: of its first byte
 * @length: in bytes
 *
 * Bytes that stay marked, whatever is selected.
 */
typedef struct
{
  guint64 offset;
  guint64 length;
} WireHexMark;

#define WIRE_TYPE_HEX_VIEW (wire_hex_view_get_type ())
/** WireHexView: bytes in hexadecimal and ASCII */
G_DECLARE_FINAL_TYPE (WireHexView, wire_hex_view, WIRE, HEX_VIEW, GtkWidget)

void wire_hex_view_set_source (
    WireHexView *view, guint64 size, WireHexRead read, gpointer user_data, GDestroyNotify destroy);
void wire_hex_view_set_bytes (WireHexView *view, GBytes *bytes);
void wire_hex_view_set_marks (WireHexView *view, const WireHexMark *marks, guint n);
void wire_hex_view_highlight (WireHexView *view, guint64 offset, guint64 length);
void wire_hex_view_scroll_to (WireHexView *view, guint64 offset);
guint64 wire_hex_view_get_cursor (WireHexView *view);
guint64 wire_hex_view_get_marked (WireHexView *view, guint64 *offset);

G_END_DECLS
