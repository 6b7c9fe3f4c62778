/* wire-view-tabs.h: tabs that scroll where the window is narrow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_VIEW_TABS (wire_view_tabs_get_type ())
/** WireViewTabs: tabs that scroll where the window is narrow */
G_DECLARE_FINAL_TYPE (WireViewTabs, wire_view_tabs, WIRE, VIEW_TABS, AdwBin)

G_END_DECLS
