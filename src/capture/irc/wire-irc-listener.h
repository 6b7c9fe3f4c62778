/* wire-irc-listener.h: files that go from user to user of IRC, in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** IRC (RFC 1459, 2812): looked through for what is offered by DCC. */
extern const WireListener wire_irc_listener;

/** The connections of DCC SEND. */
extern const WireListener wire_dcc_listener;

G_END_DECLS
