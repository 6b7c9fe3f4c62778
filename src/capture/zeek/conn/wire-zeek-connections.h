/* wire-zeek-connections.h: the connections of a capture, in Zeek's eyes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connection.h"

G_BEGIN_DECLS

/**
 * WireZeekPayload:
 * @connection: that it belongs to
 * @side: who sent it
 * @data: payload of a UDP datagram or a TCP segment; not owned
 * @length: that was captured
 * @time: when
 * @missing: how many bytes are missing before @data; of TCP
 * @after_gap: bytes before @data are missing; of TCP, whose data come in order and once
 * @packet: number of the frame
 */
typedef struct
{
  WireZeekConnection *connection;
  guint side;
  const guint8 *data;
  gsize length;
  gboolean after_gap;
  gint64 time;
  guint32 packet;
  guint64 missing;
} WireZeekPayload;

/** Hears what connections carry, in the order of the packets. */
typedef void (*WireZeekPayloadFunc) (const WireZeekPayload *payload, gpointer user_data);

/**
 * WireZeekConnections:
 *
 * All connections, in the order of their first packets. Every IP header of a frame counts, those
 * inside of tunnels with the tunnel's connection as their parent. For one thread.
 */
typedef struct _WireZeekConnections WireZeekConnections;

WireZeekConnections *wire_zeek_connections_new (gboolean ignore_checksums);

/** Frees @connections and what it owns. */
void wire_zeek_connections_free (WireZeekConnections *connections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekConnections, wire_zeek_connections_free)

void wire_zeek_connections_hear (WireZeekConnections *connections,
                                 WireZeekPayloadFunc func,
                                 gpointer user_data);

/** Adds the next frame of the capture, @number from 0, captured at @time (nanoseconds since 1970),
 * with all that tunnels in it carry. */
void wire_zeek_connections_add (WireZeekConnections *connections,
                                const WireFrame *frame,
                                guint32 number,
                                gint64 time);

/** Returns: the number of connections so far */
guint wire_zeek_connections_get_length (const WireZeekConnections *connections);

WireZeekConnection *wire_zeek_connections_get (const WireZeekConnections *connections, guint i);
WireZeekConnection *wire_zeek_connections_find (const WireZeekConnections *connections,
                                                const WireTuple *tuple,
                                                guint32 packet);

G_END_DECLS
