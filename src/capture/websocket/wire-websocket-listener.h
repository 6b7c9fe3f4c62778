/* wire-websocket-listener.h: WebSocket in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** WebSocket (RFC 6455), after the handshake in HTTP/1 or HTTP/2 that hands on to it. */
extern const WireListener wire_websocket_listener;

G_END_DECLS
