/* wire-raw-ip.c: IP without a link header; its version field says which
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

WireProtocol
wire_raw_ip_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);

  (void) frame;
  if (bytes && bytes[0] >> 4 == 4)
    return WIRE_PROTOCOL_IPV4;
  if (bytes && bytes[0] >> 4 == 6)
    return WIRE_PROTOCOL_IPV6;
  return WIRE_PROTOCOL_DATA;
}
