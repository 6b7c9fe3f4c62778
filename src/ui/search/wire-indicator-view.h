/* wire-indicator-view.h: which indicators of a list a capture has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-capture-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_INDICATOR_VIEW (wire_indicator_view_get_type ())
/** WireIndicatorView: which indicators of a list a capture has */
G_DECLARE_FINAL_TYPE (WireIndicatorView, wire_indicator_view, WIRE, INDICATOR_VIEW, AdwBin)

void wire_indicator_view_set_session (WireIndicatorView *view, WireCaptureSession *session);
void wire_indicator_view_open (WireIndicatorView *view, GFile *file);
void wire_indicator_view_take_text (WireIndicatorView *view, const char *text);

G_END_DECLS
