/* wire-frame-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-frame-decode.h"

#include "capture/decode/wire-protocol.h"

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
