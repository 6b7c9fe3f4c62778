/* wire-http-connection.h: requests and the responses to them on one connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-log.h"
#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireHttpConnection:
 *
 * Both directions of a connection, and what belongs together: see #WireHttpPairing.
 */
typedef struct _WireHttpConnection WireHttpConnection;

WireHttpConnection *wire_http_connection_new (WireHttpLog *log, guint32 stream);
WireHttpConnection *wire_http_connection_new_on_channel (WireChannel *channel);

/** Frees @connection and what it owns. */
void wire_http_connection_free (WireHttpConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHttpConnection, wire_http_connection_free)

void wire_http_connection_add (WireHttpConnection *connection,
                               guint side,
                               const WireStreamPiece *piece);
void wire_http_connection_end (WireHttpConnection *connection, guint side, gboolean orderly);
gboolean wire_http_connection_is_idle (const WireHttpConnection *connection);

void wire_http_add_datagram (WireHttpLog *log,
                             guint32 stream,
                             guint side,
                             const WireStreamPiece *datagram);

G_END_DECLS
