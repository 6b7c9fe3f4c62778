/* wire-dtls-listener.h: DTLS, TLS over datagrams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** DTLS 1.0 and 1.2. Its log is that of TLS: see #WireTlsLog. */
extern const WireListener wire_dtls_listener;

G_END_DECLS
