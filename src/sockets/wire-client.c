/* wire-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-client.h"

#include "sockets/wire-connection-stream.h"
#include "sockets/wire-socket-error.h"

#include <glib/gi18n.h>

/**
 * WireClient:
 *
 * Connects, sends what it is given, and receives, one connection at a time. Emits
 * #WireClient::event for each step, and notifies #WireClient:state.
 *
 * Belongs to the thread whose main context was the default one when it was made. Looking up a name
 * is done elsewhere by GIO; nothing here blocks.
 */
struct _WireClient
{
  GObject parent_instance;

  WireClientState state;
  GCancellable *connecting;
  char *host;
  guint16 port;
  WireConnection *connection;
  guint64 n_connections;
};

G_DEFINE_FINAL_TYPE (WireClient, wire_client, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint event_signal;

static void
set_state (WireClient *self, WireClientState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
event_cb (WireConnection *connection, WireSocketEvent *event, WireClient *self)
{
  g_autoptr (WireClient) alive = g_object_ref (self);
  gboolean over = event->kind == WIRE_SOCKET_CLOSED;

  if (over)
    g_signal_handlers_disconnect_by_data (connection, self);
  g_signal_emit (self, event_signal, 0, event);
  if (over && connection == self->connection)
    {
      g_clear_object (&self->connection);
      set_state (self, WIRE_CLIENT_IDLE);
    }
}

static void
report_failure (WireClient *self, const GError *error)
{
  g_autofree char *words = wire_socket_error_explain_connect (error, self->host, self->port);
  WireSocketEndpoint peer = { .port = self->port };
  g_autoptr (WireSocketEvent) event = NULL;
  const char *whole;

  g_strlcpy (peer.host, self->host, sizeof peer.host);
  if (!g_utf8_validate (peer.host, -1, &whole)) /* a name that was cut within a character */
    peer.host[whole - peer.host] = '\0';
  event = wire_socket_event_new (WIRE_SOCKET_ERROR, 0, NULL, &peer, NULL, words);
  g_signal_emit (self, event_signal, 0, event);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WireClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) stream =
      g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);

  g_clear_object (&self->connecting);
  if (!stream)
    {
      set_state (self, WIRE_CLIENT_IDLE);
      report_failure (self, error);
      return;
    }
  g_socket_set_timeout (g_socket_connection_get_socket (stream), 0); /* it was for connecting */
  self->connection = wire_connection_new (stream, NULL, ++self->n_connections);
  wire_connection_set_receive_buffer (self->connection, WIRE_RECEIVE_BUFFER_MAX);
  g_signal_connect (self->connection, "event", G_CALLBACK (event_cb), self);
  set_state (self, WIRE_CLIENT_CONNECTED);
  wire_connection_start (self->connection);
}

static void
wire_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, WIRE_CLIENT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_client_dispose (GObject *object)
{
  WireClient *self = WIRE_CLIENT (object);

  if (self->connection)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      wire_connection_close (self->connection);
    }
  g_clear_object (&self->connection);
  g_clear_pointer (&self->host, g_free);
  G_OBJECT_CLASS (wire_client_parent_class)->dispose (object);
}

static void
wire_client_class_init (WireClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_client_get_property;
  object_class->dispose = wire_client_dispose;

  /** WireClient:state: a #WireClientState */
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, WIRE_CLIENT_CONNECTED, WIRE_CLIENT_IDLE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * WireClient::event:
   * @client: the client
   * @event: (type WireSocketEvent): what happened; an error without a connection's number is why
   *   none came about
   */
  event_signal = g_signal_new ("event", WIRE_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, WIRE_TYPE_SOCKET_EVENT | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
wire_client_init (WireClient *self)
{
  self->state = WIRE_CLIENT_IDLE;
}

/** Returns: (transfer full) */
WireClient *
wire_client_new (void)
{
  return g_object_new (WIRE_TYPE_CLIENT, NULL);
}

/* Returns: (transfer full): @host as GIO reads it, brackets and all; one that brings its own port,
 * which would be connected to in place of @port, is looked up as it is, and not found */
static GSocketConnectable *
get_address (const char *host, guint16 port)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (host, port, NULL);

  if (parsed && g_network_address_get_port (G_NETWORK_ADDRESS (parsed)) == port)
    return g_steal_pointer (&parsed);
  return g_network_address_new (host, port);
}

/**
 * wire_client_connect:
 * @self: an idle client
 * @host: an address or a name
 * @port: TCP port
 * @timeout: seconds that connecting to one address may take; 0 for as long as the system waits
 *
 * Begins to connect; an event says how it went. wire_client_disconnect() ends the attempt.
 */
void
wire_client_connect (WireClient *self, const char *host, guint16 port, guint timeout)
{
  g_autoptr (GSocketClient) connector = NULL;
  g_autoptr (GSocketConnectable) address = get_address (host, port);

  g_return_if_fail (WIRE_IS_CLIENT (self));
  g_return_if_fail (self->state == WIRE_CLIENT_IDLE);

  g_free (self->host);
  self->host = g_utf8_make_valid (host, -1);
  self->port = port;
  self->connecting = g_cancellable_new ();
  connector = g_socket_client_new ();
  g_socket_client_set_enable_proxy (connector, FALSE); /* to the host itself, or not at all */
  g_socket_client_set_timeout (connector, timeout);
  set_state (self, WIRE_CLIENT_CONNECTING);
  g_socket_client_connect_async (connector, address, self->connecting, connected_cb,
                                 g_object_ref (self));
}

/** Ends the connection, or the attempt to get one; nothing where the client is idle. */
void
wire_client_disconnect (WireClient *self)
{
  g_return_if_fail (WIRE_IS_CLIENT (self));

  if (self->connecting)
    g_cancellable_cancel (self->connecting);
  if (self->connection)
    wire_connection_close (self->connection);
}

/** As wire_connection_finish(); nothing where the client is not connected. */
void
wire_client_finish (WireClient *self)
{
  g_return_if_fail (WIRE_IS_CLIENT (self));

  if (self->connection)
    wire_connection_finish (self->connection);
}

/** As wire_connection_send(); %G_IO_ERROR_NOT_CONNECTED where the client is not connected. */
gboolean
wire_client_send (WireClient *self, GBytes *bytes, GError **error)
{
  g_return_val_if_fail (WIRE_IS_CLIENT (self), FALSE);

  if (self->connection)
    return wire_connection_send (self->connection, bytes, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED,
                       _ ("Connect to a server before you send."));
  return FALSE;
}

static void
file_sent_cb (GObject *connection, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  guint64 *sent = g_task_get_task_data (task);
  GError *error = NULL;

  if (wire_connection_send_stream_finish (WIRE_CONNECTION (connection), result, sent, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  WireClient *client = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (file), result, &error);

  if (!stream)
    g_task_return_error (task, error);
  else if (!client->connection)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "%s",
                             _ ("Connect to a server before you send."));
  else
    wire_connection_send_stream (client->connection, G_INPUT_STREAM (stream),
                                 g_task_get_cancellable (task), file_sent_cb, g_object_ref (task));
}

/**
 * wire_client_send_file:
 * @file: to send, a chunk at a time, each of them one send
 *
 * Fails where the client is not connected, the file cannot be read, or the connection ends before
 * its end.
 */
void
wire_client_send_file (WireClient *self,
                       GFile *file,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;

  g_return_if_fail (WIRE_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, g_new0 (guint64, 1), g_free);
  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, opened_cb, task);
}

/** @sent: (out) (optional): bytes that were handed over, also on failure */
gboolean
wire_client_send_file_finish (WireClient *self, GAsyncResult *result, guint64 *sent, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (sent)
    *sent = *(guint64 *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

WireClientState
wire_client_get_state (WireClient *self)
{
  g_return_val_if_fail (WIRE_IS_CLIENT (self), WIRE_CLIENT_IDLE);
  return self->state;
}

/** Returns: (transfer none) (nullable): while the client is connected */
WireConnection *
wire_client_get_connection (WireClient *self)
{
  g_return_val_if_fail (WIRE_IS_CLIENT (self), NULL);
  return self->connection;
}
