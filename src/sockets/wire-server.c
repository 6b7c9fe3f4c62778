/* wire-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-server.h"

#include "sockets/wire-listening.h"
#include "sockets/wire-socket-error.h"
#include "sockets/wire-watch.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * WireServer:
 *
 * Listens at one or more addresses, answers every piece that a client sends, and keeps its
 * connections open until the client or the user ends them. Emits #WireServer::event for everything
 * that happens to it and to its connections.
 *
 * Belongs to the thread whose main context was the default one when it was made; no thread a
 * connection. What a client does not read is not held for it: until it does, nothing of it is read.
 */
struct _WireServer
{
  GObject parent_instance;

  GPtrArray *sockets; /* of GSocket, that listen */
  GPtrArray *sources; /* of GSource, one a socket; empty while accepting rests */
  guint resting;
  gboolean full; /* the last one who knocked could not be taken */
  guint16 port;
  gboolean loopback;

  guint receive_buffer;
  WireReplyKind reply_kind;
  GBytes *reply;
  GListStore *connections; /* of WireConnection, that are not closed */
  guint64 n_connections;
};

G_DEFINE_FINAL_TYPE (WireServer, wire_server, G_TYPE_OBJECT)

static guint event_signal;

/* Connections taken in one turn of the main loop, so that those that are there get theirs. */
#define ACCEPT_AT_ONCE 16

/* How long to wait for a descriptor when there is none left: a socket that waits to be accepted is
 * readable all the time. */
#define REST_MS 250

static void
forward_cb (WireConnection *connection, WireSocketEvent *event, WireServer *self)
{
  g_signal_emit (self, event_signal, 0, connection, event);
}

static void
report (WireServer *self,
        WireSocketEventKind kind,
        const WireSocketEndpoint *local,
        const char *message)
{
  g_autoptr (WireSocketEvent) event = wire_socket_event_new (kind, 0, local, NULL, NULL, message);

  g_signal_emit (self, event_signal, 0, NULL, event);
}

static void
answer (WireServer *self, WireConnection *connection, GBytes *piece)
{
  GBytes *bytes = self->reply_kind == WIRE_REPLY_ECHO ? piece : self->reply;

  /* Whatever comes of it, an event tells; nothing else can fail, as nothing is read meanwhile. */
  if (self->reply_kind != WIRE_REPLY_NONE && bytes)
    wire_connection_send (connection, bytes, NULL);
}

/* The client has said all: it gets what it still has to get, and then the connection is over. */
static void
close_when_drained (WireConnection *connection)
{
  WireConnectionFigures figures;

  wire_connection_get_figures (connection, &figures);
  if (figures.pending == 0)
    wire_connection_close (connection);
  else
    g_signal_connect (connection, "drained", G_CALLBACK (wire_connection_close), NULL);
}

static void
forget (WireServer *self, WireConnection *connection)
{
  guint position;

  g_signal_handlers_disconnect_by_data (connection, self);
  if (g_list_store_find (self->connections, connection, &position))
    g_list_store_remove (self->connections, position);
}

static void
connection_cb (WireConnection *connection, WireSocketEvent *event, WireServer *self)
{
  if (event->kind == WIRE_SOCKET_RECEIVED)
    answer (self, connection, event->data);
  else if (event->kind == WIRE_SOCKET_SHUTDOWN)
    close_when_drained (connection);
  else if (event->kind == WIRE_SOCKET_CLOSED)
    forget (self, connection);
}

static void
take (WireServer *self, GSocket *socket, GSocketAddress *peer)
{
  g_autoptr (GSocketConnection) stream = g_socket_connection_factory_create_connection (socket);
  g_autoptr (WireConnection) connection = wire_connection_new (stream, peer, ++self->n_connections);

  wire_connection_set_receive_buffer (connection, self->receive_buffer);
  wire_connection_set_patient (connection, TRUE);
  wire_connection_look_up_peer (connection);
  g_signal_connect (connection, "event", G_CALLBACK (forward_cb), self);
  g_signal_connect_after (connection, "event", G_CALLBACK (connection_cb), self);
  g_list_store_append (self->connections, connection);
  wire_connection_start (connection);
}

static void watch (WireServer *self);

static gboolean
rested_cb (gpointer data)
{
  WireServer *self = WIRE_SERVER (data);

  self->resting = 0;
  watch (self);
  return G_SOURCE_REMOVE;
}

static void
unwatch (WireServer *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    g_source_destroy (self->sources->pdata[i]);
  g_ptr_array_set_size (self->sources, 0);
}

/* Where no descriptor or no memory is left, those who knock wait in the kernel's queue. All else is
 * of a connection that was gone before it was taken, and nobody's business (accept(2)). */
static void
not_accepted (WireServer *self, int reason)
{
  g_autofree char *words = NULL;

  if (reason != EMFILE && reason != ENFILE && reason != ENOBUFS && reason != ENOMEM)
    return;
  unwatch (self);
  self->resting = g_timeout_add (REST_MS, rested_cb, self);
  if (self->full)
    return; /* and said so */
  self->full = TRUE;
  words = g_strdup_printf (
      _ ("No more connections can be accepted for the moment, with %u open: %s."),
      g_list_model_get_n_items (G_LIST_MODEL (self->connections)), g_strerror (reason));
  report (self, WIRE_SOCKET_ERROR, NULL, words);
}

/* As g_socket_accept(), which does not say who it was: a client may be gone so soon that its socket
 * cannot be asked any more. Returns: 0, or why there is none */
static int
accept_one (GSocket *listening, GSocket **accepted, GSocketAddress **peer)
{
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  int fd = accept4 (g_socket_get_fd (listening), (struct sockaddr *) &address, &length,
                    SOCK_CLOEXEC | SOCK_NONBLOCK);

  if (fd < 0)
    return errno;
  *accepted = g_socket_new_from_fd (fd, NULL);
  if (!*accepted)
    {
      close (fd);
      return ECONNABORTED;
    }
  *peer = g_socket_address_new_from_native (&address, length);
  return 0;
}

static gboolean
knock_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  g_autoptr (WireServer) self = g_object_ref (data); /* a handler of an event may let go */

  (void) condition;
  for (guint i = 0; i < ACCEPT_AT_ONCE && self->sources->len > 0; i++)
    {
      g_autoptr (GSocket) accepted = NULL;
      g_autoptr (GSocketAddress) peer = NULL;
      int reason = accept_one (socket, &accepted, &peer);

      if (reason != 0)
        {
          not_accepted (self, reason);
          break;
        }
      self->full = FALSE;
      take (self, accepted, peer);
    }
  return self->sources->len > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
watch (WireServer *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    {
      GSource *source = g_socket_create_source (self->sockets->pdata[i], G_IO_IN, NULL);

      g_source_set_callback (source, G_SOURCE_FUNC (knock_cb), self, NULL);
      g_source_set_priority (source, WIRE_WATCH_PRIORITY);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_ptr_array_add (self->sources, source);
    }
}

static void
wire_server_dispose (GObject *object)
{
  WireServer *self = WIRE_SERVER (object);

  wire_server_stop (self);
  G_OBJECT_CLASS (wire_server_parent_class)->dispose (object);
}

static void
wire_server_finalize (GObject *object)
{
  WireServer *self = WIRE_SERVER (object);

  g_ptr_array_unref (self->sockets);
  g_ptr_array_unref (self->sources);
  g_clear_pointer (&self->reply, g_bytes_unref);
  g_object_unref (self->connections);
  G_OBJECT_CLASS (wire_server_parent_class)->finalize (object);
}

static void
wire_server_class_init (WireServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wire_server_dispose;
  object_class->finalize = wire_server_finalize;

  /**
   * WireServer::event:
   * @server: the server
   * @connection: (nullable): on which it happened; %NULL where it happened to the server itself
   * @event: (type WireSocketEvent): what happened
   */
  event_signal =
      g_signal_new ("event", WIRE_TYPE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    2, WIRE_TYPE_CONNECTION, WIRE_TYPE_SOCKET_EVENT | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
wire_server_init (WireServer *self)
{
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) g_source_unref);
  self->receive_buffer = 1024;
  self->reply_kind = WIRE_REPLY_NONE;
  self->connections = g_list_store_new (WIRE_TYPE_CONNECTION);
}

/** Returns: (transfer full): a server that does not listen yet, with a receive buffer of 1024 bytes
 * and no reply */
WireServer *
wire_server_new (void)
{
  return g_object_new (WIRE_TYPE_SERVER, NULL);
}

/**
 * wire_server_start:
 * @host: what the user called @addresses; for the error's sentence
 * @addresses: (element-type GInetAddress): from wire_listening_list_addresses()
 * @port: TCP port; 0 for any that is free at all @addresses
 *
 * Begins to listen; a #WIRE_SOCKET_LISTENING event follows for each address.
 *
 * Returns: %FALSE with a #GIOErrorEnum, whose message is a sentence for the user, where that does
 *   not work; %G_IO_ERROR_ADDRESS_IN_USE where the port is taken
 */
gboolean
wire_server_start (
    WireServer *self, const char *host, GList *addresses, guint16 port, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) sockets = NULL;

  g_return_val_if_fail (WIRE_IS_SERVER (self), FALSE);
  g_return_val_if_fail (self->sockets->len == 0, FALSE);

  sockets = wire_listening_open (addresses, port, &local);
  if (!sockets)
    {
      g_autofree char *words = wire_socket_error_explain_listen (local, host, port);

      g_set_error_literal (error, local->domain, local->code, words);
      return FALSE;
    }
  g_ptr_array_unref (self->sockets);
  self->sockets = g_steal_pointer (&sockets);
  self->port = wire_listening_get_port (self->sockets->pdata[0]);
  self->loopback = TRUE;
  for (guint i = 0; i < self->sockets->len; i++)
    {
      g_autoptr (GSocketAddress) where = g_socket_get_local_address (self->sockets->pdata[i], NULL);
      WireSocketEndpoint endpoint;

      wire_socket_endpoint_set_address (&endpoint, where);
      self->loopback = self->loopback
                       && g_inet_address_get_is_loopback (
                           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (where)));
      report (self, WIRE_SOCKET_LISTENING, &endpoint, NULL);
    }
  watch (self);
  return TRUE;
}

/** Takes no more connections; those that are there go on. Nothing where it does not listen. */
void
wire_server_stop_listening (WireServer *self)
{
  g_return_if_fail (WIRE_IS_SERVER (self));

  if (self->sockets->len == 0)
    return;
  unwatch (self);
  g_clear_handle_id (&self->resting, g_source_remove);
  for (guint i = 0; i < self->sockets->len; i++)
    g_socket_close (self->sockets->pdata[i], NULL);
  g_ptr_array_set_size (self->sockets, 0);
  report (self, WIRE_SOCKET_STOPPED, NULL, NULL);
}

/** Listens no more, and ends all connections. */
void
wire_server_stop (WireServer *self)
{
  g_return_if_fail (WIRE_IS_SERVER (self));

  wire_server_stop_listening (self);
  for (guint n; (n = g_list_model_get_n_items (G_LIST_MODEL (self->connections))) > 0;)
    {
      g_autoptr (WireConnection) last =
          g_list_model_get_item (G_LIST_MODEL (self->connections), n - 1);

      wire_connection_close (last); /* which takes it out of the list */
    }
}

/** As wire_connection_set_receive_buffer(), for all connections, those to come included. */
void
wire_server_set_receive_buffer (WireServer *self, guint bytes)
{
  guint n;

  g_return_if_fail (WIRE_IS_SERVER (self));

  self->receive_buffer = CLAMP (bytes, 1, WIRE_RECEIVE_BUFFER_MAX);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->connections));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WireConnection) connection =
          g_list_model_get_item (G_LIST_MODEL (self->connections), i);

      wire_connection_set_receive_buffer (connection, self->receive_buffer);
    }
}

/** Answers every piece from now on as @kind says; @bytes: (nullable): for %WIRE_REPLY_BYTES */
void
wire_server_set_reply (WireServer *self, WireReplyKind kind, GBytes *bytes)
{
  g_return_if_fail (WIRE_IS_SERVER (self));

  self->reply_kind = kind;
  g_clear_pointer (&self->reply, g_bytes_unref);
  self->reply = bytes ? g_bytes_ref (bytes) : NULL;
}

gboolean
wire_server_is_listening (WireServer *self)
{
  g_return_val_if_fail (WIRE_IS_SERVER (self), FALSE);
  return self->sockets->len > 0;
}

/** Returns: the port that it listens on, or did last */
guint16
wire_server_get_port (WireServer *self)
{
  g_return_val_if_fail (WIRE_IS_SERVER (self), 0);
  return self->port;
}

/** Returns: whether only this machine can connect, where it listens */
gboolean
wire_server_is_loopback (WireServer *self)
{
  g_return_val_if_fail (WIRE_IS_SERVER (self), FALSE);
  return self->loopback;
}

/** Returns: (transfer none): the #WireConnections that are open, in the order in which they came */
GListModel *
wire_server_get_connections (WireServer *self)
{
  g_return_val_if_fail (WIRE_IS_SERVER (self), NULL);
  return G_LIST_MODEL (self->connections);
}
