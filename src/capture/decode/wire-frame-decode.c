/* wire-frame-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-frame-decode.h"

#include "capture/decode/wire-protocol.h"
#include "capture/frame/wire-link-layer.h"

static void
decode (WireFrame *frame, WireProtocol next, WireCursor cursor)
{
  while (next != WIRE_PROTOCOL_NONE && frame->n_layers < WIRE_FRAME_MAX_LAYERS - 1)
    next = wire_protocol_decode (next, frame, &cursor);
  if (next != WIRE_PROTOCOL_NONE)
    wire_protocol_decode (WIRE_PROTOCOL_DATA, frame, &cursor);
  wire_frame_leave (frame);
}

/**
 * wire_frame_decode:
 * @self: filled
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
    WireFrame *self, guint32 link_type, const guint8 *data, guint32 captured, guint32 length)
{
  /* The layers are written before they are read: clearing those 384 bytes would cost as much as
   * decoding does. */
  memset (self, 0, G_STRUCT_OFFSET (WireFrame, layers));
  self->data = data;
  self->captured = captured;
  self->length = MAX (captured, length);
  decode (self, wire_link_layer_protocol (link_type), wire_cursor_new (data, captured));
}

/**
 * wire_frame_decode_next:
 * @self: a decoded frame; filled again, with the next packet that the same frame carries
 *
 * Its layers begin with the header of that packet. Any thread.
 *
 * Returns: %FALSE where the frame carries no more, and @self is as it was
 */
gboolean
wire_frame_decode_next (WireFrame *self)
{
  WireProtocol next = self->next_protocol;
  WireCursor cursor = wire_cursor_new (self->data, self->next_end);
  const guint8 *data = self->data;
  guint32 captured = self->captured;
  guint32 length = self->length;

  if (next == WIRE_PROTOCOL_NONE)
    return FALSE;
  wire_cursor_skip (&cursor, self->next_offset);
  memset (self, 0, G_STRUCT_OFFSET (WireFrame, layers));
  self->data = data;
  self->captured = captured;
  self->length = length;
  decode (self, next, cursor);
  return TRUE;
}
