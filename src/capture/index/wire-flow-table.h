/* wire-flow-table.h: directional flows and their figures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"
#include "base/wire-time.h"

G_BEGIN_DECLS

#define WIRE_FLOW_NONE G_MAXUINT32

/**
 * WireFlow:
 * @tuple: from, to, protocol
 * @packets: seen in this direction by their outermost IP header; 0 where all of them were inside
 *   tunnels
 * @reverse: the flow of the opposite direction, or %WIRE_FLOW_NONE
 * @bytes: on the wire, link headers included
 * @first: earliest time of its packets, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @last: latest time, likewise
 * @tcp_flags: every TCP flag seen, or-ed
 * @tunnel: a #WireTunnel that packets of it came through; of several, the first
 * @checked: 1 where a packet had a right checksum
 * @hash: of @tuple and its reverse; the table's own
 *
 * One direction of an exchange. Flows are numbered in order of first appearance.
 */
typedef struct
{
  WireTuple tuple; /* 40 bytes */
  guint32 packets;
  guint32 reverse;
  guint64 bytes;
  gint64 first;
  gint64 last;
  guint8 tcp_flags;
  guint8 tunnel;
  guint8 checked;
  guint8 reserved;
  guint32 hash;
} WireFlow;

/* 96 bytes a flow is the promise; what is left pays for the hash table. */
G_STATIC_ASSERT (sizeof (WireFlow) == 80);

/**
 * WireFlowSample:
 * @tuple: the packet's five-tuple; family %WIRE_FAMILY_NONE for a packet that has no flow
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE
 * @length: bytes on the wire
 * @flow: (out): the flow that it was counted in, or %WIRE_FLOW_NONE
 * @hash: the table's own
 * @tcp_flags: of this packet
 * @tunnel: a #WireTunnel that it came through
 * @checked: 1 where its checksum is right
 *
 * What the table wants to know of a packet: one cache line.
 */
typedef struct
{
  WireTuple tuple;
  gint64 time;
  guint32 length;
  guint32 flow;
  guint32 hash;
  guint8 tcp_flags;
  guint8 tunnel;
  guint8 checked;
} WireFlowSample;

G_STATIC_ASSERT (sizeof (WireFlowSample) == 64);

/**
 * WireFlowTable:
 *
 * Flows by five-tuple. The hash is keyed with a random seed, so that a capture cannot be made to
 * fill one bucket, and symmetric, so that both directions meet in one probe sequence.
 *
 * A flow costs its 80 bytes and, while the hash table is being doubled, at most 16 of slots. Flows
 * never move, so that no copy of them all is ever made. Those beyond 1.2 million are in a temporary
 * file (see #WireChunks).
 *
 * Threads: one thread writes. Others may read meanwhile under a lock that the writer holds while it
 * calls wire_flow_table_add() or wire_flow_table_add_batch().
 */
typedef struct _WireFlowTable WireFlowTable;

WireFlowTable *wire_flow_table_new (void);
WireFlowTable *wire_flow_table_new_with_seed (const guint64 seed[4]);

/** Frees @table and what it owns. */
void wire_flow_table_free (WireFlowTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFlowTable, wire_flow_table_free)

void wire_flow_table_make_room (WireFlowTable *table, guint n, GMutex *lock);
guint32 wire_flow_table_add (
    WireFlowTable *table, const WireTuple *tuple, gint64 time, guint32 length, guint8 tcp_flags);
void wire_flow_table_hash_batch (const WireFlowTable *table, WireFlowSample *samples, guint n);
void wire_flow_table_add_batch (WireFlowTable *table, WireFlowSample *samples, guint n);
guint32 wire_flow_table_note (WireFlowTable *table, const WireFlowSample *sample);
guint32 wire_flow_table_find (const WireFlowTable *table, const WireTuple *tuple);
guint32 wire_flow_table_get_length (const WireFlowTable *table);
guint32 wire_flow_table_get_n_counted (const WireFlowTable *table);
const WireFlow *wire_flow_table_get (const WireFlowTable *table, guint32 flow);

G_END_DECLS
