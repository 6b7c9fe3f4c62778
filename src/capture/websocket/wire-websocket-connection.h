/* wire-websocket-connection.h: a WebSocket connection, heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireWebsocketConnection:
 *
 * The frames of both sides after a handshake (RFC 6455). Each message that has content is a
 * transfer.
 *
 * Used by the loading thread.
 */
typedef struct _WireWebsocketConnection WireWebsocketConnection;

WireWebsocketConnection *wire_websocket_connection_new (WireChannel *channel);

/** Frees @connection and what it owns. */
void wire_websocket_connection_free (WireWebsocketConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireWebsocketConnection, wire_websocket_connection_free)

void wire_websocket_connection_add (WireWebsocketConnection *connection,
                                    guint side,
                                    const WireStreamPiece *piece);
void wire_websocket_connection_end (WireWebsocketConnection *connection, guint side);

G_END_DECLS
