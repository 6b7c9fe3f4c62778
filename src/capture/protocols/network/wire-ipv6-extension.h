/* wire-ipv6-extension.h: the chain of headers between IPv6 and what it carries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

WireProtocol wire_ipv6_next_header (guint8 next_header);
guint8 wire_ipv6_extension_kind (const WireFrame *frame, const WireLayer *before);

G_END_DECLS
