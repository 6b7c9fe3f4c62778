/* wire-udp-tunnel.h: tunnels over UDP, recognised
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

WireProtocol wire_udp_tunnel_recognise (guint16 src_port,
                                        guint16 dst_port,
                                        const guint8 *payload,
                                        gsize length);

G_END_DECLS
