/* wire-icmp-checksum.h: the checksum that ICMP, ICMPv6 and IGMP keep at the same place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"
#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

void wire_icmp_describe_checksum (const WireFrame *frame,
                                  const WireLayer *layer,
                                  guint8 pseudo_protocol,
                                  WireFields *fields);

G_END_DECLS
