/* wire-tls-view.h: the TLS connections of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_TLS_VIEW (wire_tls_view_get_type ())
/** WireTlsView: the TLS connections of a capture */
G_DECLARE_FINAL_TYPE (WireTlsView, wire_tls_view, WIRE, TLS_VIEW, AdwBin)

void wire_tls_view_set_session (WireTlsView *view, WireCaptureSession *session);
void wire_tls_view_find (WireTlsView *view);
guint wire_tls_view_get_count (WireTlsView *view);

G_END_DECLS
