/* wire-fragment.c: the rest of an IP datagram whose first part is in another frame
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-protocols.h"

WireProtocol
wire_fragment_decode (WireFrame *frame, WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);

  if (left > 0)
    wire_frame_add_layer (frame, WIRE_PROTOCOL_FRAGMENT, cursor, (guint32) left);
  wire_cursor_skip (cursor, left);
  return WIRE_PROTOCOL_NONE;
}
