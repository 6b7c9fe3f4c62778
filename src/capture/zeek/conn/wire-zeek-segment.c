/* wire-zeek-segment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-segment.h"

/** Reads the header of TCP. Returns: whether all of it is there */
gboolean
wire_zeek_segment_read (const WireZeekPacket *packet, WireZeekSegment *segment)
{
  const guint8 *bytes = packet->payload;
  guint32 header;

  if (packet->payload_captured < 20)
    return FALSE;
  header = (bytes[12] >> 4) * 4u;
  if (header < 20 || header > packet->payload_captured)
    return FALSE;
  segment->flags = bytes[13];
  segment->sequence = wire_be32 (bytes + 4);
  segment->acknowledgement = wire_be32 (bytes + 8);
  segment->window = wire_be16 (bytes + 14);
  segment->length = packet->payload_length - header;
  segment->captured = packet->payload_captured - header;
  segment->data = bytes + header;
  return TRUE;
}
