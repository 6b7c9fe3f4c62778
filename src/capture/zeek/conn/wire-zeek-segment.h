/* wire-zeek-segment.h: a segment of TCP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-packet.h"

G_BEGIN_DECLS

/** Flags of TCP (RFC 9293, section 3.1). */
#define WIRE_ZEEK_FIN 0x01u
#define WIRE_ZEEK_SYN 0x02u
#define WIRE_ZEEK_RST 0x04u
#define WIRE_ZEEK_ACK 0x10u

/**
 * WireZeekSegment:
 * @flags: of TCP
 * @sequence: of its first byte
 * @acknowledgement: what its sender waits for
 * @window: unscaled
 * @length: of its payload, by the headers
 * @captured: how much of it there is
 * @data: the payload; not owned
 */
typedef struct
{
  guint8 flags;
  guint32 sequence;
  guint32 acknowledgement;
  guint32 window;
  guint32 length;
  guint32 captured;
  const guint8 *data;
} WireZeekSegment;

gboolean wire_zeek_segment_read (const WireZeekPacket *packet, WireZeekSegment *segment);

G_END_DECLS
