/* wire-tls-pane.h: a TLS connection and its certificates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "capture/wire-capture.h"

G_BEGIN_DECLS

#define WIRE_TYPE_TLS_PANE (wire_tls_pane_get_type ())
/** WireTlsPane: a TLS connection and its certificates */
G_DECLARE_FINAL_TYPE (WireTlsPane, wire_tls_pane, WIRE, TLS_PANE, AdwBin)

/** The number of a connection that there is not. */
#define WIRE_TLS_PANE_NOTHING G_MAXUINT32

void wire_tls_pane_show (WireTlsPane *pane, WireCapture *capture, guint32 session);

G_END_DECLS
