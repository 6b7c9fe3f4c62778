/* wire-zeek-tcp.h: what a TCP segment does to a connection, in Zeek's eyes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connection.h"
#include "capture/zeek/conn/wire-zeek-segment.h"

G_BEGIN_DECLS

gboolean wire_zeek_tcp_is_reuse (const WireZeekConnection *connection,
                                 const WireZeekSegment *segment);
void wire_zeek_tcp_add (WireZeekConnection *connection,
                        guint *side,
                        const WireZeekSegment *segment,
                        gint64 time);

G_END_DECLS
