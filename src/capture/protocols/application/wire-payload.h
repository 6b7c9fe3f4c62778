/* wire-payload.h: which application protocol a transport payload carries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

WireProtocol wire_application_recognise (
    guint8 ip_protocol, guint16 src_port, guint16 dst_port, const guint8 *payload, gsize length);

G_END_DECLS
