/* wire-capture-sessions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-sessions.h"

#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"

/**
 * wire_capture_get_session:
 * @self: a capture
 * @session: counted from 0, in the order in which they were found
 * @out: (out): a copy; clear it. Its strings live as long as @self.
 *
 * Returns: whether there is such a session
 */
gboolean
wire_capture_get_session (WireCapture *self, guint32 session, WireSession *out)
{
  const WireSessionLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  if (!self->hearing.streams)
    return FALSE;
  log = wire_listening_get_sessions (wire_stream_table_get_listening (self->hearing.streams));
  if (session >= wire_session_log_get_length (log))
    return FALSE;
  wire_session_copy (wire_session_log_get (log, session), out);
  return TRUE;
}

/**
 * wire_capture_find_session:
 * @self: a capture
 * @stream: counted from 0
 * @session: (inout): the first that is looked at; the one that was found
 *
 * Returns: whether there is a session of @stream, in which something was said
 */
gboolean
wire_capture_find_session (WireCapture *self, guint32 stream, guint32 *session)
{
  const WireSessionLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  if (!self->hearing.streams)
    return FALSE;
  log = wire_listening_get_sessions (wire_stream_table_get_listening (self->hearing.streams));
  for (; *session < wire_session_log_get_length (log); (*session)++)
    {
      const WireSession *found = wire_session_log_get (log, *session);

      if (found->protocol && found->stream == stream && found->events->len > 0)
        return TRUE;
    }
  return FALSE;
}
