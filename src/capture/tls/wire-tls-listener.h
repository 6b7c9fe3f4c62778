/* wire-tls-listener.h: TLS in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** TLS 1.0 to 1.3 on streams. Its log is a #WireTlsLog. */
extern const WireListener wire_tls_listener;

/** DTLS 1.0 and 1.2. Its log is that of TLS. */
extern const WireListener wire_dtls_listener;

G_END_DECLS
