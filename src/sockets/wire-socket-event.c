/* wire-socket-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-socket-event.h"

static gpointer
copy (gpointer event)
{
  return wire_socket_event_ref (event);
}

static void
release (gpointer event)
{
  wire_socket_event_unref (event);
}

/* G_DEFINE_BOXED_TYPE() is no ISO C. */
GType
wire_socket_event_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("WireSocketEvent", copy, release));
  return type;
}

/**
 * wire_socket_event_new:
 * @local: (nullable): copied
 * @peer: (nullable): copied
 * @data: (nullable): bytes of a piece or a send; referenced
 * @message: (nullable): copied
 *
 * Returns: (transfer full): an event that happened now
 */
WireSocketEvent *
wire_socket_event_new (WireSocketEventKind kind,
                       guint64 connection,
                       const WireSocketEndpoint *local,
                       const WireSocketEndpoint *peer,
                       GBytes *data,
                       const char *message)
{
  WireSocketEvent *event = g_atomic_rc_box_new0 (WireSocketEvent);

  event->kind = kind;
  event->time = g_get_real_time ();
  event->connection = connection;
  if (local)
    event->local = *local;
  if (peer)
    event->peer = *peer;
  event->data = data ? g_bytes_ref (data) : NULL;
  event->message = g_strdup (message);
  return event;
}

/** Returns: (transfer full): @self */
WireSocketEvent *
wire_socket_event_ref (WireSocketEvent *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  WireSocketEvent *event = data;

  g_clear_pointer (&event->data, g_bytes_unref);
  g_free (event->message);
}

void
wire_socket_event_unref (WireSocketEvent *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/** Returns: the stable name of @kind for programs, such as `received` */
const char *
wire_socket_event_kind_to_nick (WireSocketEventKind kind)
{
  static const char *const NICKS[] = {
    [WIRE_SOCKET_LISTENING] = "listening", [WIRE_SOCKET_STOPPED] = "stopped",
    [WIRE_SOCKET_CONNECTED] = "connected", [WIRE_SOCKET_RECEIVED] = "received",
    [WIRE_SOCKET_SENT] = "sent",           [WIRE_SOCKET_SHUTDOWN] = "shutdown",
    [WIRE_SOCKET_RESET] = "reset",         [WIRE_SOCKET_CLOSED] = "closed",
    [WIRE_SOCKET_ERROR] = "error",
  };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (NICKS), NULL);
  return NICKS[kind];
}

/** Sets @self to what @address says; an @address that is neither IPv4 nor IPv6 empties it. */
void
wire_socket_endpoint_set_address (WireSocketEndpoint *self, GSocketAddress *address)
{
  g_autofree char *host = NULL;
  GInetSocketAddress *inet;

  *self = (WireSocketEndpoint){ 0 };
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return;
  inet = G_INET_SOCKET_ADDRESS (address);
  host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  g_strlcpy (self->host, host, sizeof self->host);
  self->port = g_inet_socket_address_get_port (inet);
}

/** Returns: (transfer full): `127.0.0.1:5005` or, as RFC 3986 has it, `[::1]:5005` */
char *
wire_socket_endpoint_to_string (const WireSocketEndpoint *self)
{
  return g_strdup_printf (strchr (self->host, ':') ? "[%s]:%u" : "%s:%u", self->host, self->port);
}
