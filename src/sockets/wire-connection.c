/* wire-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-connection.h"

#include "sockets/wire-peer-process.h"
#include "sockets/wire-watch.h"

#include <glib/gi18n.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

/**
 * WireConnection:
 *
 * Reads a connected TCP socket with exactly one recv() a piece, and writes what it is given, one
 * send after the other. It waits for the socket in the main context that started it (WireWatch) and
 * holds no thread. Emits #WireConnection::event for each step, and #WireConnection::drained
 * whenever nothing waits to be sent.
 *
 * Belongs to the thread whose main context was the default one when it was made.
 */
struct _WireConnection
{
  GObject parent_instance;

  guint64 number;
  GSocketConnection *stream;
  GSocket *socket;
  WireSocketEndpoint local;
  WireSocketEndpoint peer;
  WireConnectionState state;
  WireConnectionFigures figures;

  guint receive_buffer;
  gboolean patient;  /* reads nothing while something waits to be sent */
  gboolean finished; /* sends no more once the queue is empty */
  GQueue queue;      /* of GBytes */
  gsize queue_sent;  /* of its first */
  gboolean blocked;  /* the kernel takes no more of it for now */
  WireWatch *watch;  /* from the start to the end */
  WirePeerProcess *process;
};

G_DEFINE_FINAL_TYPE (WireConnection, wire_connection, G_TYPE_OBJECT)

static guint event_signal;
static guint drained_signal;

/* As the sheet of the lab has it. */
#define DEFAULT_RECEIVE_BUFFER 1024

/* Pieces that are still read after a send failed. */
#define PIECES_BEFORE_RESET 4096

static void
report (WireConnection *self, WireSocketEventKind kind, GBytes *data, const char *message)
{
  g_autoptr (WireSocketEvent) event =
      wire_socket_event_new (kind, self->number, &self->local, &self->peer, data, message);

  g_signal_emit (self, event_signal, 0, event);
}

static void
end (WireConnection *self)
{
  if (self->state == WIRE_CONNECTION_CLOSED)
    return;
  self->state = WIRE_CONNECTION_CLOSED;
  g_clear_pointer (&self->watch, wire_watch_free);
  g_queue_clear_full (&self->queue, (GDestroyNotify) g_bytes_unref);
  self->figures.pending = 0;
  g_clear_pointer (&self->process, wire_peer_process_unref);
  g_io_stream_close (G_IO_STREAM (self->stream), NULL, NULL);
  report (self, WIRE_SOCKET_CLOSED, NULL, NULL);
}

static void
note_piece (WireConnection *self, const guint8 *bytes, gssize n)
{
  g_autoptr (GBytes) piece = g_bytes_new (bytes, (gsize) n);

  self->figures.received += n;
  self->figures.pieces++;
  report (self, WIRE_SOCKET_RECEIVED, piece, NULL);
}

/* What came before the peer broke off is still there to be read. */
static void
receive_rest (WireConnection *self)
{
  const gsize size = self->receive_buffer; /* a handler may change it */
  g_autofree guint8 *buffer = g_malloc (size);
  gssize got = 1;

  for (guint i = 0; i < PIECES_BEFORE_RESET && got > 0 && self->state == WIRE_CONNECTION_OPEN; i++)
    if ((got = g_socket_receive (self->socket, (char *) buffer, size, NULL, NULL)) > 0)
      note_piece (self, buffer, got);
}

/* A peer that is gone is an end like another; all else is worth a sentence. */
static void
fail (WireConnection *self, const GError *error)
{
  g_autofree char *killed = NULL;

  receive_rest (self);
  if (self->state == WIRE_CONNECTION_CLOSED)
    return;
  killed = self->process ? wire_peer_process_explain_end (self->process) : NULL;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) /* and BROKEN_PIPE */)
    report (self, WIRE_SOCKET_RESET, NULL, killed);
  else
    report (self, WIRE_SOCKET_ERROR, NULL, error->message);
  end (self);
}

static gboolean
may_read (const WireConnection *self)
{
  return self->state == WIRE_CONNECTION_OPEN && !(self->patient && self->figures.pending > 0);
}

/* What may not be read is not waited for: the kernel's buffer fills, and the peer has to wait. */
static void
watch (WireConnection *self)
{
  if (self->watch)
    wire_watch_want (self->watch, may_read (self), self->blocked);
}

/* Exactly one recv(). Returns: whether it gave as much as it may, so that there may be more */
static gboolean
receive (WireConnection *self)
{
  g_autoptr (GError) error = NULL;
  const gsize size = self->receive_buffer; /* a handler may change it */
  g_autofree guint8 *buffer = g_malloc (size);
  gssize got = g_socket_receive (self->socket, (char *) buffer, size, NULL, &error);

  if (got > 0)
    note_piece (self, buffer, got);
  else if (got == 0)
    {
      g_autofree char *killed =
          self->process ? wire_peer_process_explain_end (self->process) : NULL;

      self->state = WIRE_CONNECTION_PEER_DONE;
      report (self, WIRE_SOCKET_SHUTDOWN, NULL, killed);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    fail (self, error);
  return got == (gssize) size;
}

static void
finish_if_asked (WireConnection *self)
{
  if (self->finished && self->state != WIRE_CONNECTION_CLOSED)
    g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
}

/* Hands over as much as the kernel takes. Returns: whether some of it has to wait */
static gboolean
write_queue (WireConnection *self)
{
  while (self->state != WIRE_CONNECTION_CLOSED && !g_queue_is_empty (&self->queue))
    {
      GBytes *first = g_queue_peek_head (&self->queue);
      gsize length;
      const char *bytes = g_bytes_get_data (first, &length);
      g_autoptr (GError) error = NULL;
      gssize sent = g_socket_send (self->socket, bytes + self->queue_sent,
                                   length - self->queue_sent, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return TRUE;
      if (sent < 0)
        {
          fail (self, error);
          return FALSE;
        }
      self->queue_sent += sent;
      self->figures.sent += sent;
      self->figures.pending -= sent;
      if (self->queue_sent == length)
        {
          g_autoptr (GBytes) whole = g_queue_pop_head (&self->queue);

          self->queue_sent = 0;
          self->figures.sends++;
          report (self, WIRE_SOCKET_SENT, whole, NULL);
        }
    }
  return FALSE;
}

static void
drain (WireConnection *self)
{
  self->blocked = write_queue (self);
  if (!self->blocked && self->state != WIRE_CONNECTION_CLOSED)
    {
      finish_if_asked (self);
      g_signal_emit (self, drained_signal, 0);
    }
  watch (self);
}

/* A turn of the main loop costs as much as many short pieces, so that several are read. */
static void
ready_cb (gboolean readable, gboolean writable, gpointer data)
{
  g_autoptr (WireConnection) self = g_object_ref (data); /* a handler of an event may let go */
  guint64 before;

  if (writable)
    drain (self);
  before = self->figures.received;
  while (readable && may_read (self) && receive (self)
         && self->figures.received - before < WIRE_RECEIVE_BUFFER_MAX)
    ;
  watch (self);
}

static void
wire_connection_finalize (GObject *object)
{
  WireConnection *self = WIRE_CONNECTION (object);

  g_clear_pointer (&self->watch, wire_watch_free);
  g_clear_pointer (&self->process, wire_peer_process_unref);
  g_queue_clear_full (&self->queue, (GDestroyNotify) g_bytes_unref);
  g_clear_object (&self->stream);
  G_OBJECT_CLASS (wire_connection_parent_class)->finalize (object);
}

static void
wire_connection_class_init (WireConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_connection_finalize;

  /**
   * WireConnection::event:
   * @connection: the connection
   * @event: (type WireSocketEvent): what happened
   */
  event_signal =
      g_signal_new ("event", WIRE_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, WIRE_TYPE_SOCKET_EVENT | G_SIGNAL_TYPE_STATIC_SCOPE);
  /** WireConnection::drained: everything that was given to be sent was handed to the kernel */
  drained_signal = g_signal_new ("drained", WIRE_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
wire_connection_init (WireConnection *self)
{
  g_queue_init (&self->queue);
  self->receive_buffer = DEFAULT_RECEIVE_BUFFER;
}

/**
 * wire_connection_new:
 * @connection: an established TCP connection
 * @peer: (nullable): its other end, where that may be gone by now and cannot be asked for
 * @number: by which its events call it
 *
 * Returns: (transfer full): a connection that neither reads nor writes until
 *   wire_connection_start()
 */
WireConnection *
wire_connection_new (GSocketConnection *connection, GSocketAddress *peer, guint64 number)
{
  WireConnection *self = g_object_new (WIRE_TYPE_CONNECTION, NULL);
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote =
      peer ? g_object_ref (peer) : g_socket_connection_get_remote_address (connection, NULL);

  self->number = number;
  self->stream = g_object_ref (connection);
  self->socket = g_socket_connection_get_socket (connection);
  g_socket_set_blocking (self->socket, FALSE);
  /* A send goes off as it was cut, and does not wait to be joined to the next (RFC 9293, 3.7.4). */
  g_socket_set_option (self->socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  wire_socket_endpoint_set_address (&self->local, local);
  wire_socket_endpoint_set_address (&self->peer, remote);
  return self;
}

/** Says that it is connected, and begins to read. */
void
wire_connection_start (WireConnection *self)
{
  g_autoptr (WireConnection) alive = g_object_ref (self);

  g_return_if_fail (WIRE_IS_CONNECTION (self));
  g_return_if_fail (!self->watch);

  self->watch = wire_watch_new (g_socket_get_fd (self->socket), ready_cb, self);
  report (self, WIRE_SOCKET_CONNECTED, NULL, NULL);
  if (!self->watch && self->state != WIRE_CONNECTION_CLOSED)
    {
      report (self, WIRE_SOCKET_ERROR, NULL, _ ("This program cannot open any more files."));
      end (self);
    }
  watch (self);
}

/** Sets the most @bytes that one recv() may give, from the next one on: 1 to
 * %WIRE_RECEIVE_BUFFER_MAX. */
void
wire_connection_set_receive_buffer (WireConnection *self, guint bytes)
{
  g_return_if_fail (WIRE_IS_CONNECTION (self));

  self->receive_buffer = CLAMP (bytes, 1, WIRE_RECEIVE_BUFFER_MAX);
}

/** @patient: read nothing while something waits to be sent. For a server that answers what it
 * receives: a client that never reads then has to stop sending, and nothing piles up. */
void
wire_connection_set_patient (WireConnection *self, gboolean patient)
{
  g_return_if_fail (WIRE_IS_CONNECTION (self));

  self->patient = patient;
  watch (self);
}

/** Has it looked up which process is at the other end, if that is on this machine; where a signal
 * ends that process, the event of the peer's end (%WIRE_SOCKET_SHUTDOWN) says so. */
void
wire_connection_look_up_peer (WireConnection *self)
{
  g_return_if_fail (WIRE_IS_CONNECTION (self));

  if (!self->process && self->state != WIRE_CONNECTION_CLOSED)
    self->process = wire_peer_process_look_up (&self->local, &self->peer);
}

/** Returns: (transfer full) (nullable): the process at the other end, such as `nc (process 4711)`,
 * where it was looked up and found by now */
char *
wire_connection_describe_process (WireConnection *self)
{
  g_return_val_if_fail (WIRE_IS_CONNECTION (self), NULL);
  return self->process ? wire_peer_process_describe (self->process) : NULL;
}

/**
 * wire_connection_send:
 * @bytes: one send; referenced
 *
 * Sends @bytes after all that still waits. Once they are with the kernel an event says so.
 *
 * Returns: %FALSE with %G_IO_ERROR_CLOSED where nothing can be sent any more, and with
 *   %G_IO_ERROR_BUSY while %WIRE_CONNECTION_MAX_PENDING bytes wait for the peer to read
 */
gboolean
wire_connection_send (WireConnection *self, GBytes *bytes, GError **error)
{
  g_autoptr (WireConnection) alive = g_object_ref (self);

  g_return_val_if_fail (WIRE_IS_CONNECTION (self), FALSE);

  if (self->state == WIRE_CONNECTION_CLOSED || self->finished)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED,
                           _ ("The connection is closed, so nothing can be sent on it."));
      return FALSE;
    }
  if (self->figures.pending >= WIRE_CONNECTION_MAX_PENDING)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _ ("%s does not read what it is sent: wait until it does, or disconnect."),
                   self->peer.host);
      return FALSE;
    }
  if (g_bytes_get_size (bytes) == 0)
    return TRUE;
  self->figures.pending += g_bytes_get_size (bytes);
  g_queue_push_tail (&self->queue, g_bytes_ref (bytes));
  if (!self->blocked)
    drain (self);
  return TRUE;
}

/** Sends what still waits, and then says that no more comes (FIN). What the peer sends is still
 * received. */
void
wire_connection_finish (WireConnection *self)
{
  g_return_if_fail (WIRE_IS_CONNECTION (self));

  self->finished = TRUE;
  if (g_queue_is_empty (&self->queue))
    finish_if_asked (self);
}

/** Ends the connection now; what still waits is not sent. */
void
wire_connection_close (WireConnection *self)
{
  g_autoptr (WireConnection) alive = g_object_ref (self);

  g_return_if_fail (WIRE_IS_CONNECTION (self));
  end (self);
}

guint64
wire_connection_get_number (WireConnection *self)
{
  g_return_val_if_fail (WIRE_IS_CONNECTION (self), 0);
  return self->number;
}

WireConnectionState
wire_connection_get_state (WireConnection *self)
{
  g_return_val_if_fail (WIRE_IS_CONNECTION (self), WIRE_CONNECTION_CLOSED);
  return self->state;
}

/** Returns: (transfer none) */
const WireSocketEndpoint *
wire_connection_get_local (WireConnection *self)
{
  g_return_val_if_fail (WIRE_IS_CONNECTION (self), NULL);
  return &self->local;
}

/** Returns: (transfer none) */
const WireSocketEndpoint *
wire_connection_get_peer (WireConnection *self)
{
  g_return_val_if_fail (WIRE_IS_CONNECTION (self), NULL);
  return &self->peer;
}

/** Fills @figures with what they are just now. */
void
wire_connection_get_figures (WireConnection *self, WireConnectionFigures *figures)
{
  g_return_if_fail (WIRE_IS_CONNECTION (self));
  *figures = self->figures;
}
