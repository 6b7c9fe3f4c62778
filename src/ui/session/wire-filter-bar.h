/* wire-filter-bar.h: the filters in force, and how to add one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILTER_BAR (wire_filter_bar_get_type ())
/** WireFilterBar: the filters in force, and how to add one */
G_DECLARE_FINAL_TYPE (WireFilterBar, wire_filter_bar, WIRE, FILTER_BAR, AdwBin)

void wire_filter_bar_set_session (WireFilterBar *bar, WireCaptureSession *session);
void wire_filter_bar_edit (WireFilterBar *bar);

G_END_DECLS
