/* wire-host-view.h: who was there, what they asked for, who signed in, and what repeats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_HOST_VIEW (wire_host_view_get_type ())
/** WireHostView: who was there, what they asked for, who signed in, and what repeats */
G_DECLARE_FINAL_TYPE (WireHostView, wire_host_view, WIRE, HOST_VIEW, AdwBin)

void wire_host_view_set_session (WireHostView *view, WireCaptureSession *session);
guint wire_host_view_get_count (WireHostView *view);

G_END_DECLS
