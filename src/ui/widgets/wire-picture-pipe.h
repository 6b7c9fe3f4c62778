/* wire-picture-pipe.h: bytes to and from a process that may stop listening
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Why there is nothing more. */
typedef enum
{
  WIRE_PICTURE_PIPE_OPEN,
  WIRE_PICTURE_PIPE_CLOSED,
  WIRE_PICTURE_PIPE_TIMED_OUT,
  WIRE_PICTURE_PIPE_CANCELLED,
} WirePicturePipeEnd;

/**
 * WirePicturePipe:
 * @socket: owned
 * @cancellable: (nullable): waited for as well
 * @deadline: monotonic time, in microseconds, after which nothing is waited for
 * @end: what ended the last call that failed
 *
 * One end of a pair of sockets, from wire_picture_pipe_init(). One thread.
 */
typedef struct
{
  int socket;
  GCancellable *cancellable;
  gint64 deadline;
  WirePicturePipeEnd end;
} WirePicturePipe;

void wire_picture_pipe_init (WirePicturePipe *pipe,
                             int socket,
                             guint seconds,
                             GCancellable *cancellable);

/** Closes the socket. */
void wire_picture_pipe_clear (WirePicturePipe *pipe);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WirePicturePipe, wire_picture_pipe_clear)

gboolean wire_picture_pipe_write (WirePicturePipe *pipe, const void *data, gsize size);
gboolean wire_picture_pipe_read (WirePicturePipe *pipe, void *data, gsize size);

G_END_DECLS
