/* wire-connection.h: one end of a TCP connection, at work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-pieces.h"
#include "sockets/wire-socket-event.h"

G_BEGIN_DECLS

/** Most bytes of one recv(), and of one send of a file. */
#define WIRE_RECEIVE_BUFFER_MAX 65536u

/** Bytes that wait for a slow peer; who would queue more must wait. */
#define WIRE_CONNECTION_MAX_PENDING (16u * 1024 * 1024)

/**
 * WireConnectionState:
 * @WIRE_CONNECTION_OPEN: both directions
 * @WIRE_CONNECTION_PEER_DONE: the peer sends no more, but may still receive
 * @WIRE_CONNECTION_CLOSED: over
 */
typedef enum
{
  WIRE_CONNECTION_OPEN,
  WIRE_CONNECTION_PEER_DONE,
  WIRE_CONNECTION_CLOSED,
} WireConnectionState;

/**
 * WireConnectionFigures:
 * @received: bytes
 * @sent: bytes handed to the kernel
 * @pieces: how many recv() brought @received
 * @sends: how many sends are done
 * @pending: bytes that wait to be sent
 */
typedef struct
{
  guint64 received;
  guint64 sent;
  guint64 pieces;
  guint64 sends;
  gsize pending;
} WireConnectionFigures;

#define WIRE_TYPE_CONNECTION (wire_connection_get_type ())

/** One TCP connection of a server or client, whose every receive and send is an event. */
G_DECLARE_FINAL_TYPE (WireConnection, wire_connection, WIRE, CONNECTION, GObject)

WireConnection *wire_connection_new (GSocketConnection *connection,
                                     GSocketAddress *peer,
                                     guint64 number);

void wire_connection_start (WireConnection *connection);

void wire_connection_set_receive_buffer (WireConnection *connection, guint bytes);
void wire_connection_set_patient (WireConnection *connection, gboolean patient);
void wire_connection_look_up_peer (WireConnection *connection);
char *wire_connection_describe_process (WireConnection *connection);
gboolean wire_connection_send (WireConnection *connection, GBytes *bytes, GError **error);
void wire_connection_finish (WireConnection *connection);
void wire_connection_close (WireConnection *connection);

/** Returns: the number of the connection, counted from 1 by its server */
guint64 wire_connection_get_number (WireConnection *connection);

/** Returns: how far the connection is from its end */
WireConnectionState wire_connection_get_state (WireConnection *connection);

const WireSocketEndpoint *wire_connection_get_local (WireConnection *connection);
const WireSocketEndpoint *wire_connection_get_peer (WireConnection *connection);
void wire_connection_get_figures (WireConnection *connection, WireConnectionFigures *figures);

G_END_DECLS
