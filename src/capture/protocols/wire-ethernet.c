/* wire-ethernet.c: Ethernet II and IEEE 802.3 frames (IEEE 802.3, clause 3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-ethertype.h"
#include "wire-protocols.h"

#define HEADER 14

WireProtocol
wire_ethernet_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ETHERNET, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ETHERNET, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return wire_ethertype_or_length (wire_be16 (bytes + 12), cursor);
}
