/* wire-connection-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-connection-stream.h"

#include "sockets/wire-watch.h"

#include <glib/gi18n.h>

/* A stream on its way: one chunk is read when the one before it was handed to the kernel, so that
 * no more than one is in memory however long the stream and slow the peer. */
typedef struct
{
  GInputStream *stream;
  gulong drained;
  gulong event;
  guint64 sent;
} Upload;

static void
upload_free (gpointer data)
{
  Upload *upload = data;

  g_object_unref (upload->stream);
  g_free (upload);
}

static void
upload_end (GTask *task, GError *error)
{
  Upload *upload = g_task_get_task_data (task);
  gpointer connection = g_task_get_source_object (task);

  g_clear_signal_handler (&upload->drained, connection);
  g_clear_signal_handler (&upload->event, connection);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Upload *upload = g_task_get_task_data (task);
  WireConnection *connection = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, &error);
  gsize size = chunk ? g_bytes_get_size (chunk) : 0;

  if (chunk && size == 0)
    {
      upload_end (task, NULL);
      return;
    }
  upload->sent += size; /* before the next read begins, which may be at once */
  if (!chunk || !wire_connection_send (connection, chunk, &error))
    {
      upload->sent -= size;
      upload_end (task, error);
    }
}

static void
read_next (GTask *task)
{
  Upload *upload = g_task_get_task_data (task);

  if (!g_input_stream_has_pending (upload->stream))
    g_input_stream_read_bytes_async (upload->stream, WIRE_RECEIVE_BUFFER_MAX, WIRE_WATCH_PRIORITY,
                                     g_task_get_cancellable (task), read_cb, task);
}

/* Nothing drains any more once the connection is over. A read that is under way finds out. */
static void
event_cb (WireConnection *connection, WireSocketEvent *event, GTask *task)
{
  Upload *upload = g_task_get_task_data (task);

  (void) connection;
  if (event->kind == WIRE_SOCKET_CLOSED && !g_input_stream_has_pending (upload->stream))
    upload_end (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                           _ ("The connection ended before everything was sent.")));
}

/**
 * wire_connection_send_stream:
 * @stream: whose bytes to send, a chunk at a time as it gives them, each of them one send
 * @callback: when all of them are with the kernel, or nothing can be sent any more
 */
void
wire_connection_send_stream (WireConnection *self,
                             GInputStream *stream,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Upload *upload;

  g_return_if_fail (WIRE_IS_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  upload = g_new0 (Upload, 1);
  upload->stream = g_object_ref (stream);
  g_task_set_task_data (task, upload, upload_free);
  upload->drained = g_signal_connect_swapped (self, "drained", G_CALLBACK (read_next), task);
  upload->event = g_signal_connect (self, "event", G_CALLBACK (event_cb), task);
  read_next (task);
}

/** @sent: (out) (optional): bytes that were handed over, also on failure */
gboolean
wire_connection_send_stream_finish (WireConnection *self,
                                    GAsyncResult *result,
                                    guint64 *sent,
                                    GError **error)
{
  const Upload *upload = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (sent)
    *sent = upload->sent;
  return g_task_propagate_boolean (G_TASK (result), error);
}
