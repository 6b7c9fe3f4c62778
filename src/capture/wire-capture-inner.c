/* wire-capture-inner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-inner.h"

#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"

#include <string.h>

/* Call with the lock held. Returns: (nullable) */
static const WireInnerStream *
find (WireCapture *self, guint32 stream, guint inner)
{
  return self->hearing.streams ? wire_listening_get_inner (
             wire_stream_table_get_listening (self->hearing.streams), stream, inner)
                               : NULL;
}

/** Returns: how many conversations inside of @stream are kept so far */
guint
wire_capture_get_n_inner_streams (WireCapture *self, guint32 stream)
{
  guint n = 0;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  while (find (self, stream, n))
    n++;
  return n;
}

/**
 * wire_capture_get_inner_stream:
 * @self: a capture
 * @stream: counted from 0
 * @inner: which conversation inside of it, counted from 0
 * @out: (out): a copy, but for its pieces, which may still become more: see
 *   wire_capture_get_inner_pieces()
 *
 * Returns: whether there is one
 */
gboolean
wire_capture_get_inner_stream (WireCapture *self, guint32 stream, guint inner, WireInnerStream *out)
{
  const WireInnerStream *found;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  found = find (self, stream, inner);
  if (!found)
    return FALSE;
  *out = *found;
  out->pieces = NULL;
  return TRUE;
}

/**
 * wire_capture_get_inner_pieces:
 * @self: a capture
 * @stream: counted from 0
 * @inner: which conversation inside of it, counted from 0
 * @first: the first piece that is wanted
 * @n: how many are wanted; some hundred at once are right
 * @pieces: (out): takes them
 *
 * Returns: how many there are from @first on, at most @n
 */
guint
wire_capture_get_inner_pieces (
    WireCapture *self, guint32 stream, guint inner, guint first, guint n, WireInnerPiece *pieces)
{
  const WireInnerStream *found;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  found = find (self, stream, inner);
  n = found && first < found->pieces->len ? MIN (n, found->pieces->len - first) : 0;
  if (n > 0)
    memcpy (pieces, &g_array_index (found->pieces, WireInnerPiece, first),
            n * sizeof (WireInnerPiece));
  return n;
}
