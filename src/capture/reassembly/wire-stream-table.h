/* wire-stream-table.h: the streams of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/index/wire-flow-table.h"
#include "capture/reassembly/wire-listening.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

#define WIRE_STREAM_NONE G_MAXUINT32

/**
 * WireStream:
 * @flows: of direction a, that of the first packet, and of b, or %WIRE_FLOW_NONE
 * @first_packet: counted from 0
 * @end_packet: the first packet of these flows that belongs to a later stream, or %G_MAXUINT32
 * @protocol: IP protocol number: 6 is TCP, 17 UDP, 132 SCTP
 *
 * One conversation: a TCP connection, or all datagrams between two ports of UDP or SCTP. A
 * connection whose ports were used before is a stream of its own.
 */
typedef struct
{
  guint32 flows[2];
  guint32 first_packet;
  guint32 end_packet;
  guint8 protocol;
} WireStream;

/**
 * WireStreamTable:
 *
 * Streams in the order of their first packets, and who listens to them: what they said is in the
 * logs of the listeners.
 *
 * Threads: one thread writes. Others may read meanwhile under a lock that the writer holds while it
 * writes.
 */
typedef struct _WireStreamTable WireStreamTable;

WireStreamTable *wire_stream_table_new (const WireListeningSetup *setup);
void wire_stream_table_set_bounds (WireStreamTable *table, gsize each, gsize total);
WireStreamBudget wire_stream_table_get_bounds (const WireStreamTable *table);

/** Frees @table and what it owns. */
void wire_stream_table_free (WireStreamTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireStreamTable, wire_stream_table_free)

void wire_stream_table_add (WireStreamTable *table,
                            const WireFlowTable *flows,
                            const WireSegment *segments,
                            guint n);
gboolean wire_stream_table_finish_some (WireStreamTable *table, guint32 *next, guint n);
void wire_stream_table_finish (WireStreamTable *table);

/** Returns: the number of streams. For the writer, or under its lock. */
guint32 wire_stream_table_get_length (const WireStreamTable *table);

gboolean wire_stream_table_get (const WireStreamTable *table, guint32 stream, WireStream *out);
guint32 wire_stream_table_find (const WireStreamTable *table, guint32 flow, guint32 packet);
guint32 wire_stream_table_find_first (const WireStreamTable *table, guint32 flow);
guint32 wire_stream_table_get_repeated (const WireStreamTable *table, guint32 stream, guint side);
WireListening *wire_stream_table_get_listening (const WireStreamTable *table);

G_END_DECLS
