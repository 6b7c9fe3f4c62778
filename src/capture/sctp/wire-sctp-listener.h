/* wire-sctp-listener.h: streams of SCTP, in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** SCTP (RFC 9260): hears what follows its common header, and hands on each of its streams. */
extern const WireListener wire_sctp_listener;

G_END_DECLS
