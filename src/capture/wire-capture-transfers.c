/* wire-capture-transfers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-transfers.h"

#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"

/* Call with the lock held. Returns: (nullable): transfer number @transfer */
static const WireTransfer *
find (WireCapture *self, guint32 transfer)
{
  const WireTransferLog *log;

  if (!self->hearing.streams)
    return NULL;
  log = wire_listening_get_transfers (wire_stream_table_get_listening (self->hearing.streams));
  return transfer < wire_transfer_log_get_length (log) ? wire_transfer_log_get (log, transfer)
                                                       : NULL;
}

/** Returns: how many transfers were found so far; bodies of HTTP are not among them */
guint32
wire_capture_get_n_transfers (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);

  if (!self->hearing.streams)
    return 0;
  return wire_transfer_log_get_length (
      wire_listening_get_transfers (wire_stream_table_get_listening (self->hearing.streams)));
}

/** Returns: how many messages that are not empty were found so far on @stream */
guint32
wire_capture_count_messages (WireCapture *self, guint32 stream)
{
  const WireTransfer *transfer;
  guint32 n = 0;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  for (guint32 i = 0; (transfer = find (self, i)); i++)
    n += transfer->stream == stream && wire_transfer_is_message (transfer)
         && transfer->body.size > 0;
  return n;
}

/**
 * wire_capture_get_transfer:
 * @self: a capture
 * @transfer: counted from 0, in the order in which they were found
 * @out: (out): a copy. Its strings live as long as @self; the list of places in it is left out,
 * as it may still grow: see wire_capture_get_transfer_body()
 *
 * Returns: whether there is such a transfer
 */
gboolean
wire_capture_get_transfer (WireCapture *self, guint32 transfer, WireTransfer *out)
{
  const WireTransfer *found;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  found = find (self, transfer);
  if (!found)
    return FALSE;
  *out = *found;
  out->body.extents = NULL;
  return TRUE;
}

/**
 * wire_capture_get_transfer_body:
 * @self: a capture
 * @transfer: counted from 0
 * @body: (out): where its bytes are, as sent; cleared by the caller
 *
 * Returns: whether there is such a transfer
 */
gboolean
wire_capture_get_transfer_body (WireCapture *self, guint32 transfer, WireBody *body)
{
  const WireTransfer *found;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  found = find (self, transfer);
  if (!found)
    return FALSE;
  wire_body_copy (&found->body, body);
  return TRUE;
}
