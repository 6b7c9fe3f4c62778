/* wire-socket-event.h: one thing that happened on a socket
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireSocketEventKind:
 * @WIRE_SOCKET_LISTENING: the server waits for connections at the local endpoint
 * @WIRE_SOCKET_STOPPED: it does no longer
 * @WIRE_SOCKET_CONNECTED: a connection is established
 * @WIRE_SOCKET_RECEIVED: one recv() gave these bytes: one piece
 * @WIRE_SOCKET_SENT: these bytes were all handed to the kernel: one send
 * @WIRE_SOCKET_SHUTDOWN: the peer will send no more (FIN); it may still receive
 * @WIRE_SOCKET_RESET: the peer broke the connection off (RST)
 * @WIRE_SOCKET_CLOSED: the connection is over on this side
 * @WIRE_SOCKET_ERROR: something failed; the message says what
 */
typedef enum
{
  WIRE_SOCKET_LISTENING,
  WIRE_SOCKET_STOPPED,
  WIRE_SOCKET_CONNECTED,
  WIRE_SOCKET_RECEIVED,
  WIRE_SOCKET_SENT,
  WIRE_SOCKET_SHUTDOWN,
  WIRE_SOCKET_RESET,
  WIRE_SOCKET_CLOSED,
  WIRE_SOCKET_ERROR,
} WireSocketEventKind;

/**
 * WireSocketEndpoint:
 * @host: an address in text, such as `127.0.0.1` or `::1`; empty where there is none
 * @port: TCP port; 0 where there is none
 */
typedef struct
{
  char host[64];
  guint16 port;
} WireSocketEndpoint;

/**
 * WireSocketEvent:
 * @kind: what happened
 * @time: microseconds since 1970-01-01 UTC
 * @connection: number of the connection, from 1; 0 for the server itself
 * @local: this side's endpoint
 * @peer: the other side's
 * @data: (nullable): the bytes of a piece or a send
 * @message: (nullable): a sentence, of an error; of a shutdown or a reset, where the peer was
 * killed
 *
 * Immutable and counted by reference; any thread.
 */
typedef struct
{
  WireSocketEventKind kind;
  gint64 time;
  guint64 connection;
  WireSocketEndpoint local;
  WireSocketEndpoint peer;
  GBytes *data;
  char *message;
} WireSocketEvent;

#define WIRE_TYPE_SOCKET_EVENT (wire_socket_event_get_type ())
GType wire_socket_event_get_type (void);

WireSocketEvent *wire_socket_event_new (WireSocketEventKind kind,
                                        guint64 connection,
                                        const WireSocketEndpoint *local,
                                        const WireSocketEndpoint *peer,
                                        GBytes *data,
                                        const char *message);
WireSocketEvent *wire_socket_event_ref (WireSocketEvent *event);

/** Drops a reference. The last one frees @event. Any thread. */
void wire_socket_event_unref (WireSocketEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSocketEvent, wire_socket_event_unref)

const char *wire_socket_event_kind_to_nick (WireSocketEventKind kind);

void wire_socket_endpoint_set_address (WireSocketEndpoint *endpoint, GSocketAddress *address);
char *wire_socket_endpoint_to_string (const WireSocketEndpoint *endpoint);

G_END_DECLS
