/* wire-capture-segment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-segment.h"

/**
 * wire_capture_segment_init:
 * @segment: (out): what @frame says on its stream; its flow is not filled in
 * @frame: a decoded frame, whose bytes must outlive @segment
 * @offset: of the frame in the capture file
 * @time: of the packet
 * @packet: its number
 *
 * Every pass over a capture asks here, so that all find the same streams.
 *
 * Returns: whether it is of a stream
 */
gboolean
wire_capture_segment_init (
    WireSegment *segment, const WireFrame *frame, guint64 offset, gint64 time, guint32 packet)
{
  if (!(frame->flags & WIRE_FRAME_HAS_PORTS))
    return FALSE;
  *segment = (WireSegment){
    .data = frame->data + frame->payload_offset,
    .offset = offset + frame->payload_offset,
    .time = time,
    .packet = packet,
    .flow = 0,
    .sequence = frame->tcp_sequence,
    .acknowledgement = frame->tcp_acknowledgement,
    .captured = frame->payload_captured,
    .length = frame->payload_length,
    .tcp_flags = frame->tcp_flags,
    .protocol = frame->tuple.protocol,
  };
  return TRUE;
}
