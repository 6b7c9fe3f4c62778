/* wire-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-frame.h"

#include "wire-protocol.h"

/**
 * wire_frame_add_layer:
 * @frame: being decoded
 * @protocol: what the layer is
 * @cursor: over the whole frame, at the layer's first byte, and ending where the layer ends
 * @header: bytes of its header
 *
 * For decoders: notes a layer. The caller moves @cursor past the header itself.
 */
void
wire_frame_add_layer (WireFrame *frame,
                      WireProtocol protocol,
                      const WireCursor *cursor,
                      guint32 header)
{
  if (frame->n_layers == WIRE_FRAME_MAX_LAYERS)
    return;
  frame->layers[frame->n_layers++] = (WireLayer){
    .protocol = protocol,
    .offset = (guint32) cursor->position,
    .header = header,
    .length = (guint32) wire_cursor_remaining (cursor),
  };
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
