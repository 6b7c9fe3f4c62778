/* wire-bar.h: a share, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_BAR (wire_bar_get_type ())
/** WireBar: a share, drawn */
G_DECLARE_FINAL_TYPE (WireBar, wire_bar, WIRE, BAR, GtkWidget)

/** Returns: (transfer floating): a bar of no length */
GtkWidget *wire_bar_new (void);
void wire_bar_set_share (WireBar *bar, double share);
/** Returns: its length, from 0 to 1 */
double wire_bar_get_share (WireBar *bar);

G_END_DECLS
