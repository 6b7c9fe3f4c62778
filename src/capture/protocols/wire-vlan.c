/* wire-vlan.c: VLAN tags, single or stacked (IEEE 802.1Q, clause 9; 802.1ad)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-ethertype.h"
#include "wire-protocols.h"

#define HEADER 4

WireProtocol
wire_vlan_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_VLAN, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_VLAN, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return wire_ethertype_or_length (wire_be16 (bytes + 2), cursor);
}
