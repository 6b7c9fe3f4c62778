/* wire-flow-table.h: directional flows and their figures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wire-address.h"

G_BEGIN_DECLS

#define WIRE_FLOW_NONE G_MAXUINT32

/**
 * WireFlow:
 * @tuple: from, to, protocol
 * @packets: seen in this direction
 * @reverse: the flow of the opposite direction, or %WIRE_FLOW_NONE
 * @bytes: on the wire, link headers included
 * @first: time of the first packet, nanoseconds since 1970
 * @last: time of the latest packet
 * @tcp_flags: every TCP flag seen, or-ed
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
  guint8 reserved[7];
} WireFlow;

/* 96 bytes a flow is the promise; what is left pays for the hash table. */
G_STATIC_ASSERT (sizeof (WireFlow) == 80);

/**
 * WireFlowTable:
 *
 * Flows by five-tuple. The hash is keyed with a random seed, so that a capture cannot be made to
 * fill one bucket, and symmetric, so that both directions meet in one probe sequence. Used by
 * one thread at a time.
 */
typedef struct _WireFlowTable WireFlowTable;

WireFlowTable *wire_flow_table_new (void);
void wire_flow_table_free (WireFlowTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFlowTable, wire_flow_table_free)

guint32 wire_flow_table_add (
    WireFlowTable *table, const WireTuple *tuple, gint64 time, guint32 length, guint8 tcp_flags);
guint32 wire_flow_table_find (const WireFlowTable *table, const WireTuple *tuple);
guint32 wire_flow_table_get_length (const WireFlowTable *table);
const WireFlow *wire_flow_table_get (const WireFlowTable *table, guint32 flow);

G_END_DECLS
