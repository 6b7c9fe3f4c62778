/* wire-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-frame.h"

/**
 * wire_frame_end_short:
 * @frame: being decoded
 * @protocol: of the layer whose header is not all there
 * @cursor: at its first byte; moved to the end
 *
 * For decoders: notes what there is of the layer, and whether the capture cut it or an outer header
 * left too little room for it.
 *
 * Returns: %WIRE_PROTOCOL_NONE
 */
WireProtocol
wire_frame_end_short (WireFrame *frame, WireProtocol protocol, WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);

  gboolean cut = cursor->size == frame->captured && frame->captured < frame->length;

  frame->flags |= cut ? WIRE_FRAME_CUT : WIRE_FRAME_MALFORMED;
  if (left > 0)
    wire_frame_add_layer (frame, protocol, cursor, (guint32) left);
  wire_cursor_skip (cursor, left);
  return WIRE_PROTOCOL_NONE;
}

/** As wire_frame_end_short(), for a header that contradicts itself. */
WireProtocol
wire_frame_end_malformed (WireFrame *frame, WireProtocol protocol, WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);

  frame->flags |= WIRE_FRAME_MALFORMED;
  wire_frame_add_layer (frame, protocol, cursor, (guint32) left);
  wire_cursor_skip (cursor, left);
  return WIRE_PROTOCOL_NONE;
}

/**
 * wire_frame_get_protocol:
 * @frame: a decoded frame
 *
 * Returns: what a packet list calls the frame: its innermost layer that is not plain data
 */
WireProtocol
wire_frame_get_protocol (const WireFrame *frame)
{
  for (guint i = frame->n_layers; i > 0; i--)
    if (frame->layers[i - 1].protocol != WIRE_PROTOCOL_DATA
        && frame->layers[i - 1].protocol != WIRE_PROTOCOL_FRAGMENT)
      return frame->layers[i - 1].protocol;
  return WIRE_PROTOCOL_DATA;
}
