/* wire-tftp-listener.h: TFTP in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** Requests (RFC 1350, 2347 to 2349, 7440), at any port, and what is answered from there. */
extern const WireListener wire_tftp_listener;

/** What comes from another port of the server. */
extern const WireListener wire_tftp_data_listener;

G_END_DECLS
