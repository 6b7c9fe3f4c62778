/* wire-bar.h: a share, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_BAR (wire_bar_get_type ())
G_DECLARE_FINAL_TYPE (WireBar, wire_bar, WIRE, BAR, GtkWidget)

GtkWidget *wire_bar_new (void);
void wire_bar_set_share (WireBar *bar, double share);
double wire_bar_get_share (WireBar *bar);

G_END_DECLS
