/* wire-ftp-listener.h: FTP in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** Control connections (RFC 959, 2228, 2428, 3659, 4217). */
extern const WireListener wire_ftp_listener;

/** Data connections that a control connection announced. */
extern const WireListener wire_ftp_data_listener;

/** What is inside of those in TLS. */
extern const WireListener wire_ftp_protected_listener;

G_END_DECLS
