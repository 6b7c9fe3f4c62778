/* wire-fragment.c: the rest of an IP datagram whose first part is in another frame
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

WireProtocol
wire_fragment_decode (WireFrame *frame, WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);

  if (left > 0)
    wire_frame_add_layer (frame, WIRE_PROTOCOL_FRAGMENT, cursor, (guint32) left);
  wire_cursor_skip (cursor, left);
  return WIRE_PROTOCOL_NONE;
}

void
wire_fragment_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_fields_set_layer_value (fields, "%u bytes", layer->length);
  wire_describe_bytes (fields, &cursor, layer->length, "Bytes");
}
