/* wire-capture-tls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-tls.h"

#include "capture/tls/wire-tls-listener.h"
#include "capture/tls/wire-tls-log.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"

/* What one packet may end is some records, 16 KiB each: no more is read at once. */
#define MAX_DECRYPTED (1024u * 1024)

/* Call with the lock held. Returns: (nullable) */
static const WireTlsLog *
get_log (WireCapture *self)
{
  if (!self->hearing.streams)
    return NULL;
  return wire_listening_peek_log (wire_stream_table_get_listening (self->hearing.streams),
                                  &wire_tls_listener);
}

/**
 * wire_capture_get_tls_session:
 * @self: a capture
 * @session: counted from 0, in the order in which they were found
 * @out: (out): a copy; clear it. Its strings live as long as @self.
 *
 * Returns: whether there is such a connection
 */
gboolean
wire_capture_get_tls_session (WireCapture *self, guint32 session, WireTlsSession *out)
{
  const WireTlsLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  log = get_log (self);
  if (!log || session >= wire_tls_log_get_length (log))
    return FALSE;
  wire_tls_session_copy (wire_tls_log_get (log, session), out);
  return TRUE;
}

/* Returns: (nullable): the first connection of @stream of which something could be read, or else
 * the first one */
static const WireTlsSession *
find_session (const WireTlsLog *log, guint32 stream)
{
  const WireTlsSession *first = NULL;

  for (guint32 i = 0; i < wire_tls_log_get_length (log); i++)
    {
      const WireTlsSession *session = wire_tls_log_get (log, i);

      if (session->stream == stream && session->spoken)
        return session;
      if (session->stream == stream && !first)
        first = session;
    }
  return first;
}

/**
 * wire_capture_find_tls_session:
 * @self: a capture
 * @stream: the number of a stream, from 0
 * @out: (out): as wire_capture_get_tls_session() gives it
 *
 * Looks through all connections.
 *
 * Returns: whether there is TLS on @stream
 */
gboolean
wire_capture_find_tls_session (WireCapture *self, guint32 stream, WireTlsSession *out)
{
  const WireTlsSession *session;
  const WireTlsLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  log = get_log (self);
  session = log ? find_session (log, stream) : NULL;
  if (session)
    wire_tls_session_copy (session, out);
  return session != NULL;
}

/**
 * wire_capture_get_decrypted:
 * @self: a capture
 * @stream: the number of a stream, from 0
 *
 * Returns: (transfer full) (nullable) (element-type WireTlsSpoken): what was said on it and was
 *   decrypted, in order; %NULL where nothing was
 */
GArray *
wire_capture_get_decrypted (WireCapture *self, guint32 stream)
{
  const WireTlsSession *session;
  const WireTlsLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  log = get_log (self);
  session = log ? find_session (log, stream) : NULL;
  return session && session->spoken ? g_array_copy (session->spoken) : NULL;
}

/* Returns: (transfer full): a copy of @parts, to whose end @more is added; each may be NULL */
static GArray *
join_spoken (const GArray *parts, const GArray *more)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (WireTlsSpoken));

  if (more)
    g_array_append_vals (all, more->data, more->len);
  if (parts)
    g_array_append_vals (all, parts->data, parts->len);
  return all;
}

/**
 * wire_capture_get_decrypted_records:
 * @self: a capture
 * @session: the number of a TLS connection, from 0
 *
 * Returns: (transfer full) (element-type WireTlsSpoken): what was decrypted on it, a record each:
 *   first handshake messages and alerts, then what was said. Any thread.
 */
GArray *
wire_capture_get_decrypted_records (WireCapture *self, guint32 session)
{
  const WireTlsSession *found;
  const WireTlsLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  log = get_log (self);
  found = log && session < wire_tls_log_get_length (log) ? wire_tls_log_get (log, session) : NULL;
  return join_spoken (found ? found->spoken : NULL, found ? found->told : NULL);
}

/* Adds to @parts what ended in @packet, but gaps. */
static void
add_ended (const GArray *spoken, guint32 packet, GArray *parts)
{
  for (guint i = 0; spoken && i < spoken->len; i++)
    {
      const WireTlsSpoken *one = &g_array_index (spoken, WireTlsSpoken, i);

      if (one->packet == packet && one->offset != WIRE_EXTENT_GAP)
        g_array_append_val (parts, *one);
    }
}

/* Returns: (transfer full) (element-type WireTlsSpoken): what ended in @packet of what was said on
 * @stream, but gaps */
static GArray *
list_spoken (WireCapture *capture, guint32 stream, guint32 packet)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (WireTlsSpoken));
  g_autoptr (WireReadLock) lock =
      wire_read_lock (&capture->hearing.lock, &capture->hearing.waiting);
  const WireTlsLog *log = get_log (capture);
  const WireTlsSession *session = log ? find_session (log, stream) : NULL;

  if (session)
    add_ended (session->spoken, packet, parts);
  return parts;
}

/**
 * wire_capture_list_decrypted:
 * @self: a capture
 * @packet: counted from 0
 * @session: (out): the connection; clear it
 *
 * Returns: (transfer full) (nullable) (element-type WireTlsSpoken): the records that ended in
 *   @packet and were decrypted, gaps left out: first what TLS itself said. %NULL where none were,
 *   and then @session is not set. Any thread.
 */
GArray *
wire_capture_list_decrypted (WireCapture *self, guint32 packet, WireTlsSession *session)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (WireTlsSpoken));
  const WireTlsSession *found;
  const WireTlsLog *log;
  guint32 stream;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  stream = wire_capture_find_stream (self, packet);
  if (stream == WIRE_STREAM_NONE)
    return NULL;

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  log = get_log (self);
  found = log ? find_session (log, stream) : NULL;
  if (!found)
    return NULL;
  add_ended (found->told, packet, parts);
  add_ended (found->spoken, packet, parts);
  if (parts->len == 0)
    return NULL;
  wire_tls_session_copy (found, session);
  return g_steal_pointer (&parts);
}

/**
 * wire_capture_read_decrypted:
 * @self: a capture
 * @packet: counted from 0
 * @error: set where %NULL is returned and something was decrypted
 *
 * Reads what the TLS records say that ended in @packet. Blocks, as
 * wire_capture_read_packet() does.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL where nothing was decrypted
 */
GBytes *
wire_capture_read_decrypted (WireCapture *self, guint32 packet, GError **error)
{
  guint32 stream;
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  stream = wire_capture_find_stream (self, packet);
  if (stream == WIRE_STREAM_NONE)
    return NULL;
  parts = list_spoken (self, stream, packet);
  for (guint i = 0; i < parts->len && bytes->len < MAX_DECRYPTED; i++)
    {
      const WireTlsSpoken *part = &g_array_index (parts, WireTlsSpoken, i);
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + part->length);
      if (!wire_capture_read_into (self, part->offset, bytes->data + before, part->length, error))
        return NULL;
    }
  return bytes->len > 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/** Returns: whether the capture brought key logs along (a Decryption Secrets Block). Any thread. */
gboolean
wire_capture_has_secrets (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  return self->hearing.secrets->len > 0;
}
