/* wire-http-listener.h: HTTP/1 in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-log.h"
#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** HTTP/1 on streams (RFC 9112). Its log is a #WireHttpLog. */
extern const WireListener wire_http_listener;

/** HTTP in datagrams, as SSDP has it (UPnP Device Architecture 2.0, section 1.1). It writes into
 * the log of #wire_http_listener. */
extern const WireListener wire_http_datagram_listener;

G_END_DECLS
