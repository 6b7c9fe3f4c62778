/* wire-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-frame.h"

#include "capture/decode/wire-protocol.h"

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
 * wire_frame_decode:
 * @frame: filled
 * @link_type: a LINKTYPE_ number as captures store it (tcpdump.org, “Link-layer header types”)
 * @data: the frame's bytes
 * @captured: how many there are
 * @length: how many there were on the wire; raised to @captured where a capture lies
 *
 * Finds the layers of a frame and its five-tuple. Never fails: what cannot be decoded is a
 * %WIRE_PROTOCOL_DATA layer, and flags tell of headers that were cut or make no sense. Allocates
 * nothing. Any thread.
 */
void
wire_frame_decode (
    WireFrame *frame, guint32 link_type, const guint8 *data, guint32 captured, guint32 length)
{
  WireCursor cursor = wire_cursor_new (data, captured);
  WireProtocol next = wire_protocol_for_link_type (link_type);

  /* The layers are written before they are read: clearing those 384 bytes would cost as much as
   * decoding does. */
  memset (frame, 0, G_STRUCT_OFFSET (WireFrame, layers));
  frame->data = data;
  frame->captured = captured;
  frame->length = MAX (captured, length);

  while (next != WIRE_PROTOCOL_NONE && frame->n_layers < WIRE_FRAME_MAX_LAYERS - 1)
    next = wire_protocol_decode (next, frame, &cursor);
  if (next != WIRE_PROTOCOL_NONE)
    wire_protocol_decode (WIRE_PROTOCOL_DATA, frame, &cursor);
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
