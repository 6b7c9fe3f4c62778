/* wire-picture-pipe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-picture-pipe.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/** @self: (out): an end that is @socket, which is taken. @cancellable must live as long as it does.
 */
void
wire_picture_pipe_init (WirePicturePipe *self, int socket, guint seconds, GCancellable *cancellable)
{
  *self = (WirePicturePipe){
    .socket = socket,
    .cancellable = cancellable,
    .deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC,
  };
}

void
wire_picture_pipe_clear (WirePicturePipe *self)
{
  if (self->deadline > 0)
    close (self->socket);
  *self = (WirePicturePipe){ 0 };
}

static gboolean
fail (WirePicturePipe *self, WirePicturePipeEnd end)
{
  self->end = end;
  return FALSE;
}

/* Returns: whether the socket may be ready for @events */
static gboolean
wait_for (WirePicturePipe *self, gushort events)
{
  gint64 left = self->deadline - g_get_monotonic_time ();
  GPollFD polled[2] = { { .fd = self->socket, .events = events } };
  gboolean watched = self->cancellable && g_cancellable_make_pollfd (self->cancellable, &polled[1]);

  if (left > 0)
    g_poll (polled, watched ? 2 : 1, (int) (left / 1000) + 1);
  if (watched)
    g_cancellable_release_fd (self->cancellable);
  if (g_cancellable_is_cancelled (self->cancellable))
    return fail (self, WIRE_PICTURE_PIPE_CANCELLED);
  return left > 0 || fail (self, WIRE_PICTURE_PIPE_TIMED_OUT);
}

/* Returns: whether a call that moved @moved bytes, or failed, may be followed by another */
static gboolean
goes_on (WirePicturePipe *self, gssize moved)
{
  if (moved > 0 || (moved < 0 && (errno == EAGAIN || errno == EINTR)))
    return TRUE;
  return fail (self, WIRE_PICTURE_PIPE_CLOSED);
}

/** Returns: whether all of @data went out before the process, the time or the user ended it */
gboolean
wire_picture_pipe_write (WirePicturePipe *self, const void *data, gsize size)
{
  for (gsize at = 0; at < size;)
    {
      gssize moved;

      if (!wait_for (self, G_IO_OUT))
        return FALSE;
      moved = send (self->socket, (const char *) data + at, size - at, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (!goes_on (self, moved))
        return FALSE;
      at += (gsize) MAX (moved, 0);
    }
  return TRUE;
}

/** @data: (out): @size bytes. Returns: whether all of them came, likewise */
gboolean
wire_picture_pipe_read (WirePicturePipe *self, void *data, gsize size)
{
  for (gsize at = 0; at < size;)
    {
      gssize moved;

      if (!wait_for (self, G_IO_IN))
        return FALSE;
      moved = recv (self->socket, (char *) data + at, size - at, MSG_DONTWAIT);
      if (!goes_on (self, moved))
        return FALSE;
      at += (gsize) MAX (moved, 0);
    }
  return TRUE;
}
