/* wire-http-view.h: the HTTP requests of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_HTTP_VIEW (wire_http_view_get_type ())
/** WireHttpView: the HTTP requests of a capture */
G_DECLARE_FINAL_TYPE (WireHttpView, wire_http_view, WIRE, HTTP_VIEW, AdwBin)

void wire_http_view_set_session (WireHttpView *view, WireCaptureSession *session);
void wire_http_view_show_exchange (WireHttpView *view, guint32 exchange);
void wire_http_view_find (WireHttpView *view);
/** Returns: how many requests the filters let through */
guint wire_http_view_get_count (WireHttpView *view);

G_END_DECLS
