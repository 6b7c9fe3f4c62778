/* wire-imap-listener.h: mails that are read and stored by IMAP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/** IMAP, on any port, also after STARTTLS and COMPRESS. */
extern const WireListener wire_imap_listener;

G_END_DECLS
