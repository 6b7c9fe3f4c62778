/* wire-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-frame.h"

/**
 * wire_frame_end_short:
 * @self: being decoded
 * @protocol: of the layer whose header is not all there
 * @cursor: at its first byte; moved to the end
 *
 * For decoders: notes what there is of the layer, and whether the capture cut it or an outer header
 * left too little room for it.
 *
 * Returns: %WIRE_PROTOCOL_NONE
 */
WireProtocol
wire_frame_end_short (WireFrame *self, WireProtocol protocol, WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);

  gboolean cut = cursor->size == self->captured && self->captured < self->length;

  self->flags |= cut ? WIRE_FRAME_CUT : WIRE_FRAME_MALFORMED;
  if (left > 0)
    wire_frame_add_layer (self, protocol, cursor, (guint32) left);
  wire_cursor_skip (cursor, left);
  return WIRE_PROTOCOL_NONE;
}

/** As wire_frame_end_short(), for a header that contradicts itself. */
WireProtocol
wire_frame_end_malformed (WireFrame *self, WireProtocol protocol, WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);

  self->flags |= WIRE_FRAME_MALFORMED;
  wire_frame_add_layer (self, protocol, cursor, (guint32) left);
  wire_cursor_skip (cursor, left);
  return WIRE_PROTOCOL_NONE;
}

/* Moves what is known of the current IP header to @inside. */
static void
keep (WireFrame *frame, WireFrameInside *inside)
{
  *inside = (WireFrameInside){
    .flags = frame->flags & WIRE_FRAME_IP_FLAGS,
    .tcp_flags = frame->tcp_flags,
    .tunnel = frame->tunnel,
    .ip_layer = frame->ip_layer,
    .fragment_id = frame->fragment_id,
    .tcp_sequence = frame->tcp_sequence,
    .tcp_acknowledgement = frame->tcp_acknowledgement,
    .payload_offset = frame->payload_offset,
    .payload_captured = frame->payload_captured,
    .payload_length = frame->payload_length,
    .tuple = frame->tuple,
  };
}

static void
restore (WireFrame *frame, const WireFrameInside *inside)
{
  frame->flags = (guint16) ((frame->flags & ~WIRE_FRAME_IP_FLAGS) | inside->flags);
  frame->tcp_flags = inside->tcp_flags;
  frame->tunnel = inside->tunnel;
  frame->ip_layer = inside->ip_layer;
  frame->fragment_id = inside->fragment_id;
  frame->tcp_sequence = inside->tcp_sequence;
  frame->tcp_acknowledgement = inside->tcp_acknowledgement;
  frame->payload_offset = inside->payload_offset;
  frame->payload_captured = inside->payload_captured;
  frame->payload_length = inside->payload_length;
  frame->tuple = inside->tuple;
}

/* Where no header of a tunnel was met, an IP header is right after another one. */
static WireTunnel
name_tunnel (const WireFrame *frame, WireFamily family)
{
  if (frame->entered != WIRE_TUNNEL_NONE)
    return frame->entered;
  if (frame->tuple.family == family)
    return WIRE_TUNNEL_IP_IN_IP;
  return family == WIRE_FAMILY_IPV6 ? WIRE_TUNNEL_6IN4 : WIRE_TUNNEL_4IN6;
}

/**
 * wire_frame_enter_ip:
 * @self: being decoded, at an IP header inside another one
 * @family: of that header
 *
 * For wire_frame_begin_ip(): until the end of decoding, @inside keeps the outermost header, and the
 * frame's own members are those of the innermost one so far.
 */
void
wire_frame_enter_ip (WireFrame *self, WireFamily family)
{
  const WireFrameInside nothing = { .tunnel = (guint8) name_tunnel (self, family) };

  if (!(self->flags & WIRE_FRAME_TUNNELLED))
    keep (self, &self->inside);
  self->flags |= WIRE_FRAME_TUNNELLED;
  restore (self, &nothing);
}

/** The frame is decoded: its own members are those of the outermost IP header again, and @inside
 * has the innermost one. */
void
wire_frame_leave (WireFrame *self)
{
  WireFrameInside innermost;

  if (G_LIKELY (!(self->flags & WIRE_FRAME_TUNNELLED)))
    return;
  keep (self, &innermost);
  restore (self, &self->inside);
  self->inside = innermost;
}

/**
 * wire_frame_get_protocol:
 * @self: a decoded frame
 *
 * Returns: what a packet list calls the frame: its innermost layer that is not plain data
 */
WireProtocol
wire_frame_get_protocol (const WireFrame *self)
{
  for (guint i = self->n_layers; i > 0; i--)
    if (self->layers[i - 1].protocol != WIRE_PROTOCOL_DATA
        && self->layers[i - 1].protocol != WIRE_PROTOCOL_FRAGMENT)
      return self->layers[i - 1].protocol;
  return WIRE_PROTOCOL_DATA;
}
