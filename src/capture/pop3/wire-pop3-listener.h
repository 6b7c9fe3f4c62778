/* wire-pop3-listener.h: mail as it is fetched by POP3
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/** POP3, on any port, also after STLS. */
extern const WireListener wire_pop3_listener;

G_END_DECLS
