/* wire-listener-look.h: what listeners look for in the first bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

WireListenerAnswer wire_listener_look_for_word (const guint8 *bytes,
                                                gsize length,
                                                const char *word);

G_END_DECLS
