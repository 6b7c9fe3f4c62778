/* wire-packet-index.h: what is kept of every packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WirePacketRecord:
 * @offset: for wire_reader_read_at()
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE
 * @captured: bytes captured
 * @length: bytes on the wire
 * @flow: its flow, or %WIRE_FLOW_NONE where the frame has no IP header
 * @interface: index for wire_capture_get_interface()
 * @protocol: a #WireProtocol, as wire_frame_get_protocol() says
 * @flags: the low byte of #WireFrameFlags
 *
 * What is kept of a packet: 32 bytes. Everything else is read again from the file.
 */
typedef struct
{
  guint64 offset;
  gint64 time;
  guint32 captured;
  guint32 length;
  guint32 flow;
  guint16 interface;
  guint8 protocol;
  guint8 flags;
} WirePacketRecord;

G_STATIC_ASSERT (sizeof (WirePacketRecord) == 32);

/**
 * WirePacketIndex:
 *
 * Records by packet number, counted from 0. They are stored in chunks that never move: growing
 * copies nothing, so the peak is what is used. Those of more than half a million packets are in a
 * temporary file (see #WireChunks).
 *
 * Threads: one thread writes; others may read meanwhile under a lock that the writer holds while it
 * writes.
 */
typedef struct _WirePacketIndex WirePacketIndex;

/** Returns: (transfer full): an empty index. Records take 32 bytes each. */
WirePacketIndex *wire_packet_index_new (void);

/** Frees @index and what it owns. */
void wire_packet_index_free (WirePacketIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePacketIndex, wire_packet_index_free)

void wire_packet_index_append (WirePacketIndex *index, const WirePacketRecord *records, guint n);

/** Returns: the number of packets. For the writer, or under its lock. */
guint32 wire_packet_index_get_length (const WirePacketIndex *index);

WirePacketRecord *wire_packet_index_get (WirePacketIndex *index, guint32 packet);
guint32 wire_packet_index_copy (WirePacketIndex *index,
                                guint32 first,
                                guint32 n,
                                WirePacketRecord *records);

G_END_DECLS
