/* wire-copy-window.h: splitting, merging and anonymising a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/saving/wire-copy-run.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_COPY_WINDOW (wire_copy_window_get_type ())
/** WireCopyWindow: splitting, merging and anonymising a capture */
G_DECLARE_FINAL_TYPE (WireCopyWindow, wire_copy_window, WIRE, COPY_WINDOW, AdwWindow)

WireCopyWindow *wire_copy_window_present (GtkWindow *parent, WireCopyKind kind, WireView *view);
void wire_copy_window_add (WireCopyWindow *self, GFile *file);
void wire_copy_window_write (WireCopyWindow *self, GFile *file);

G_END_DECLS
