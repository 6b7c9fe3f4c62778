/* wire-smtp-listener.h: mail as it is sent, from server to server too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/** SMTP and LMTP, on any port, also after STARTTLS. */
extern const WireListener wire_smtp_listener;

G_END_DECLS
