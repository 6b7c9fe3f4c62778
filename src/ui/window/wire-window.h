/* wire-window.h: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_WINDOW (wire_window_get_type ())
/** WireWindow: the window */
G_DECLARE_FINAL_TYPE (WireWindow, wire_window, WIRE, WINDOW, AdwApplicationWindow)

WireWindow *wire_window_new (GtkApplication *application);
void wire_window_open (WireWindow *window, GFile *file);
GtkWidget *wire_window_get_page (WireWindow *window);
void wire_window_list_work (WireWindow *window, GPtrArray *work);
WireWindow *wire_window_open_in_any (GtkApplication *application, GFile *file);
WireWindow *wire_window_open_in_any_at (GtkApplication *application, GFile *file, guint32 packet);

G_END_DECLS
