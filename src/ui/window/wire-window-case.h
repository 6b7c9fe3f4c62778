/* wire-window-case.h: a capture's window, and the case that its capture is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-filter-source.h"
#include "ui/window/wire-window-private.h"

G_BEGIN_DECLS

/** Keeping what the window shows, and notes on it. */
void wire_window_install_case_actions (GtkWidgetClass *widget_class);
void wire_window_forget_case (WireWindow *self);

/** A GInterfaceInitFunc: filters of the window's case. */
void wire_window_case_filter_source_init (WireFilterSourceInterface *iface);

G_END_DECLS
