/* wire-client.h: a TCP client that shows what it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-connection.h"

G_BEGIN_DECLS

/**
 * WireClientState:
 * @WIRE_CLIENT_IDLE: not connected
 * @WIRE_CLIENT_CONNECTING: on the way
 * @WIRE_CLIENT_CONNECTED: connected, at least one way
 */
typedef enum
{
  WIRE_CLIENT_IDLE,
  WIRE_CLIENT_CONNECTING,
  WIRE_CLIENT_CONNECTED,
} WireClientState;

#define WIRE_TYPE_CLIENT (wire_client_get_type ())

/** A TCP client that shows every step. For the main context that was the default one where it
 * was made. */
G_DECLARE_FINAL_TYPE (WireClient, wire_client, WIRE, CLIENT, GObject)

WireClient *wire_client_new (void);

void wire_client_connect (WireClient *client, const char *host, guint16 port, guint timeout);
void wire_client_disconnect (WireClient *client);
void wire_client_finish (WireClient *client);

gboolean wire_client_send (WireClient *client, GBytes *bytes, GError **error);
void wire_client_send_file (WireClient *client,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean wire_client_send_file_finish (WireClient *client,
                                       GAsyncResult *result,
                                       guint64 *sent,
                                       GError **error);

/** Returns: what the client is doing */
WireClientState wire_client_get_state (WireClient *client);

WireConnection *wire_client_get_connection (WireClient *client);

G_END_DECLS
