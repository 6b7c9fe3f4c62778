/* wire-http-pane.h: one request and the response to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/** Exchange number for wire_http_pane_show() that shows nothing. */
#define WIRE_HTTP_PANE_NOTHING G_MAXUINT32

#define WIRE_TYPE_HTTP_PANE (wire_http_pane_get_type ())
/** WireHttpPane: one request and the response to it */
G_DECLARE_FINAL_TYPE (WireHttpPane, wire_http_pane, WIRE, HTTP_PANE, AdwBin)

void wire_http_pane_show (WireHttpPane *pane,
                          WireCapture *capture,
                          WireObjectList *objects,
                          guint32 exchange);
GBytes *wire_http_pane_get_body (WireHttpPane *pane);
GBytes *wire_http_pane_get_request_head (WireHttpPane *pane);

G_END_DECLS
