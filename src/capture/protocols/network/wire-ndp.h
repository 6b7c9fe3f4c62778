/* wire-ndp.h: Neighbor Discovery, the messages of ICMPv6 that replace ARP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/frame/wire-fields.h"

G_BEGIN_DECLS

enum
{
  WIRE_NDP_ROUTER_SOLICITATION = 133,
  WIRE_NDP_ROUTER_ADVERTISEMENT = 134,
  WIRE_NDP_NEIGHBOR_SOLICITATION = 135,
  WIRE_NDP_NEIGHBOR_ADVERTISEMENT = 136,
  WIRE_NDP_REDIRECT = 137,
};

void wire_ndp_describe (WireCursor *cursor, guint8 type, WireFields *fields);
void wire_ndp_summarise (WireCursor *cursor, guint8 type, GString *out);

G_END_DECLS
