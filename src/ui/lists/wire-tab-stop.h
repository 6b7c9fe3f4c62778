/* wire-tab-stop.h: a list that Tab enters once and leaves at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_TAB_STOP (wire_tab_stop_get_type ())
/** WireTabStop: a list that Tab enters once and leaves at once */
G_DECLARE_FINAL_TYPE (WireTabStop, wire_tab_stop, WIRE, TAB_STOP, AdwBin)

GtkWidget *wire_tab_stop_new (GtkWidget *child);
gboolean wire_tab_stop_enter (GtkWidget *within);

G_END_DECLS
