/* wire-http2-listener.h: HTTP/2 in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** HTTP/2 on streams (RFC 9113): by what a connection begins with, or handed on. It writes into the
 * log of #wire_http_listener. */
extern const WireListener wire_http2_listener;

G_END_DECLS
