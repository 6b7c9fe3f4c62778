/* wire-redis-connection.h: a connection to a Redis server, heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/** Values that are larger than this are transfers. */
#define WIRE_REDIS_LARGE 1024u

/**
 * WireRedisConnection:
 *
 * Commands of a client and the answers, in the order of which they belong together. What a value is
 * called is the key of its command. For the loading thread.
 */
typedef struct _WireRedisConnection WireRedisConnection;

WireRedisConnection *wire_redis_connection_new (WireChannel *channel);

/** Frees @connection and what it owns. */
void wire_redis_connection_free (WireRedisConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireRedisConnection, wire_redis_connection_free)

void wire_redis_connection_add (WireRedisConnection *connection,
                                guint side,
                                const WireStreamPiece *piece);

G_END_DECLS
