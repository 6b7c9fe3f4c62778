/* wire-wrap-layout.h: children side by side, in as many lines as they need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_WRAP_LAYOUT (wire_wrap_layout_get_type ())
/** WireWrapLayout: children side by side, in as many lines as they need */
G_DECLARE_FINAL_TYPE (WireWrapLayout, wire_wrap_layout, WIRE, WRAP_LAYOUT, GtkLayoutManager)

/** Returns: (transfer full): a layout without spacing */
GtkLayoutManager *wire_wrap_layout_new (void);

G_END_DECLS
