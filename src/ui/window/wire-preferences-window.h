/* wire-preferences-window.h: what the user may decide once for all windows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_PREFERENCES_WINDOW (wire_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    WirePreferencesWindow, wire_preferences_window, WIRE, PREFERENCES_WINDOW, AdwWindow)

void wire_preferences_window_present (GtkWindow *parent);

G_END_DECLS
