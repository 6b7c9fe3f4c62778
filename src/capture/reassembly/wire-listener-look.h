/* wire-listener-look.h: asking the listeners whose conversation it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

WireListenerAnswer wire_listener_look_ask (const WireListenerLook *look,
                                           const WireListener *const *rows,
                                           const WireListener **found);
WireListenerAnswer wire_listener_look_for_word (const guint8 *bytes,
                                                gsize length,
                                                const char *word);

G_END_DECLS
