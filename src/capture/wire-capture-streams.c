/* wire-capture-streams.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-streams.h"

#include "capture/http/wire-http-listener.h"
#include "base/wire-key-sort.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"

#include <glib/gi18n.h>

static WireReadLock *
lock_to_read (WireCapture *self)
{
  return wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
}

/**
 * wire_capture_set_key_files:
 * @self: a capture whose streams are not wanted yet, or one that is loaded: see
 *   wire_capture_hear_again()
 * @paths: (nullable): files with keys, which the listeners that decrypt read
 */
void
wire_capture_set_key_files (WireCapture *self, const char *const *paths)
{
  g_return_if_fail (WIRE_IS_CAPTURE (self));

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  g_strfreev (self->hearing.key_files);
  self->hearing.key_files = g_strdupv ((char **) paths);
}

/** Returns: (transfer full) (nullable): the files with keys that were set last. Any thread. */
GStrv
wire_capture_copy_key_files (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  return g_strdupv (self->hearing.key_files);
}

/**
 * wire_capture_bound_http:
 * @self: a capture whose streams are not wanted yet
 * @mib: 1 to %WIRE_HTTP_MOST_KEPT_MIB: what its HTTP exchanges may take in memory. What is beyond
 *   is left out, and wire_capture_tell_missing_http() says so.
 */
void
wire_capture_bound_http (WireCapture *self, guint mib)
{
  g_return_if_fail (WIRE_IS_CAPTURE (self));
  g_return_if_fail (!self->hearing.streams);
  g_return_if_fail (mib > 0 && mib <= WIRE_HTTP_MOST_KEPT_MIB);

  self->hearing.log_memory = (gsize) mib * 1024 * 1024;
}

/**
 * wire_capture_want_streams:
 * @self: a capture that is not loaded yet
 *
 * Has wire_capture_load() put streams together and listen to them, which takes about as long again
 * as without.
 */
void
wire_capture_want_streams (WireCapture *self)
{
  g_return_if_fail (WIRE_IS_CAPTURE (self));
  g_return_if_fail (self->reader == NULL);

  if (!self->hearing.streams)
    self->hearing.streams = wire_capture_hearing_new_streams (&self->hearing);
}

/**
 * wire_capture_bound_streams:
 * @self: a capture whose streams are wanted, not loaded yet
 * @each: MiB, 1 to %WIRE_STREAM_MOST_MIB: what each direction of a stream may hold back while bytes
 *   of it are missing. Beyond that, these are a gap.
 * @total: MiB, 1 to %WIRE_STREAM_MOST_MIB_TOTAL: what all of them may together
 *
 * Holds for wire_stream_follow(), too.
 */
void
wire_capture_bound_streams (WireCapture *self, guint each, guint total)
{
  const gsize mib = 1024 * 1024;

  g_return_if_fail (WIRE_IS_CAPTURE (self));
  g_return_if_fail (self->hearing.streams && self->reader == NULL);
  g_return_if_fail (each > 0 && each <= WIRE_STREAM_MOST_MIB);
  g_return_if_fail (total > 0 && total <= WIRE_STREAM_MOST_MIB_TOTAL);

  wire_stream_table_set_bounds (self->hearing.streams, each * mib, total * mib);
}

/** Returns: what streams of @self, which were wanted, may hold back, of which nothing is used */
WireStreamBudget
wire_capture_get_stream_bounds (WireCapture *self)
{
  const WireStreamBudget none = { 0 };

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), none);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  return self->hearing.streams ? wire_stream_table_get_bounds (self->hearing.streams) : none;
}

static const WireHttpLog *
get_log (WireCapture *self)
{
  return self->hearing.streams ? wire_listening_peek_log (
             wire_stream_table_get_listening (self->hearing.streams), &wire_http_listener)
                               : NULL;
}

/** Returns: how many streams were found so far; none where they were not asked for */
guint32
wire_capture_get_n_streams (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  return self->hearing.streams ? wire_stream_table_get_length (self->hearing.streams) : 0;
}

/** Returns: whether there is a stream number @stream, from 0; @out is filled where there is */
gboolean
wire_capture_get_stream (WireCapture *self, guint32 stream, WireStream *out)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  return self->hearing.streams && wire_stream_table_get (self->hearing.streams, stream, out);
}

/** Returns: (nullable): the name of the tunnel that stream number @stream came through; %NULL where
 * it did not come through any */
const char *
wire_capture_get_stream_tunnel (WireCapture *self, guint32 stream)
{
  WireStream found;
  WireFlow flow;

  if (!wire_capture_get_stream (self, stream, &found)
      || !wire_capture_get_flow (self, found.flows[0], &flow))
    return NULL;
  return wire_tunnel_get_name (flow.tunnel);
}

/** Returns: the stream that @packet belongs to, or %WIRE_STREAM_NONE */
guint32
wire_capture_find_stream (WireCapture *self, guint32 packet)
{
  WirePacketRecord record;

  if (wire_capture_get_packets_inside (self, packet, 1, &record) == 0
      || record.flow == WIRE_FLOW_NONE)
    return WIRE_STREAM_NONE;

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  return self->hearing.streams ? wire_stream_table_find (self->hearing.streams, record.flow, packet)
                               : WIRE_STREAM_NONE;
}

/** Returns: the first stream of @flow, or %WIRE_STREAM_NONE */
guint32
wire_capture_find_flow_stream (WireCapture *self, guint32 flow)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), WIRE_STREAM_NONE);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  return self->hearing.streams ? wire_stream_table_find_first (self->hearing.streams, flow)
                               : WIRE_STREAM_NONE;
}

guint32
wire_capture_get_n_exchanges (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  const WireHttpLog *log = get_log (self);
  return log ? wire_http_log_get_length (log) : 0;
}

/**
 * wire_capture_get_exchange:
 * @self: a capture
 * @exchange: counted from 0, in the order in which they were found
 * @out: (out): a copy. Its strings live as long as @self; the lists of places in it are left
 *   out, as they may still grow: see wire_capture_get_message_places()
 *
 * Returns: whether there is such an exchange
 */
gboolean
wire_capture_get_exchange (WireCapture *self, guint32 exchange, WireHttpExchange *out)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  const WireHttpLog *log = get_log (self);

  if (!log || exchange >= wire_http_log_get_length (log))
    return FALSE;
  wire_http_log_get (log, exchange, out);
  return TRUE;
}

/* Returns: (element-type WireKeyed): all exchanges that have a request, by its packet */
static GArray *
list_keys (WireCapture *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (WireKeyed));
  g_autoptr (WireReadLock) lock = lock_to_read (self);
  const WireHttpLog *log = get_log (self);
  guint32 n = log ? wire_http_log_get_length (log) : 0;

  for (guint32 i = 0; i < n; i++)
    {
      WireHttpExchange exchange;
      WireKeyed key = { 0, i };

      wire_http_log_get (log, i, &exchange);
      key.key = exchange.request.packet;
      if (exchange.request.kind == WIRE_HTTP_REQUEST)
        g_array_append_val (keys, key);
    }
  return keys;
}

/** Returns: (transfer full) (element-type guint32): the numbers of all exchanges that have a
 *   request, in the order of the packets that brought it */
GArray *
wire_capture_list_requests (WireCapture *self)
{
  g_autoptr (GArray) keys = list_keys (self);
  g_autofree WireKeyed *scratch = g_new (WireKeyed, keys->len);
  GArray *numbers = g_array_sized_new (FALSE, FALSE, sizeof (guint32), keys->len);

  wire_key_sort ((WireKeyed *) (gpointer) keys->data, scratch, keys->len);
  for (guint i = 0; i < keys->len; i++)
    g_array_append_val (numbers, g_array_index (keys, WireKeyed, i).row);
  return numbers;
}

/**
 * wire_capture_get_exchange_tuple:
 * @self: a capture
 * @exchange: one of its exchanges
 * @tuple: (out): from the client to the server
 *
 * Returns: whether the exchange's stream is known
 */
gboolean
wire_capture_get_exchange_tuple (WireCapture *self,
                                 const WireHttpExchange *exchange,
                                 WireTuple *tuple)
{
  WireStream stream;
  WireFlow flow;

  if (!wire_capture_get_stream (self, exchange->stream, &stream))
    return FALSE;
  if (wire_capture_get_flow (self, stream.flows[exchange->client], &flow))
    *tuple = flow.tuple;
  else if (wire_capture_get_flow (self, stream.flows[!exchange->client], &flow))
    wire_tuple_reverse (&flow.tuple, tuple);
  else
    return FALSE;
  return TRUE;
}

/**
 * wire_capture_get_extra_places:
 * @self: a capture
 * @exchange: counted from 0
 * @kind: its request or its response
 * @extra: (out): where the bytes are that follow it and belong to no message; cleared by the caller
 *
 * Returns: whether there are any
 */
gboolean
wire_capture_get_extra_places (WireCapture *self,
                               guint32 exchange,
                               WireHttpKind kind,
                               WireBody *extra)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  const WireHttpLog *log = get_log (self);

  if (!log || exchange >= wire_http_log_get_length (log))
    return FALSE;
  wire_http_log_get_places (log, exchange, kind, WIRE_HTTP_PLACES_OF_EXTRA, extra);
  return extra->size > 0;
}

/**
 * wire_capture_get_message_places:
 * @self: a capture
 * @exchange: counted from 0
 * @kind: its request or its response
 * @head: (out) (optional): where the head is; cleared by the caller
 * @body: (out) (optional): where the body is; cleared by the caller
 *
 * Returns: whether there is such a message
 */
gboolean
wire_capture_get_message_places (
    WireCapture *self, guint32 exchange, WireHttpKind kind, WireBody *head, WireBody *body)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  const WireHttpLog *log = get_log (self);
  WireHttpExchange found;

  if (!log || exchange >= wire_http_log_get_length (log))
    return FALSE;
  wire_http_log_get (log, exchange, &found);
  if (head)
    wire_http_log_get_places (log, exchange, kind, WIRE_HTTP_PLACES_OF_HEAD, head);
  if (body)
    wire_http_log_get_places (log, exchange, kind, WIRE_HTTP_PLACES_OF_BODY, body);
  return (kind == WIRE_HTTP_REQUEST ? &found.request : &found.response)->kind != WIRE_HTTP_NOTHING;
}

/**
 * wire_capture_get_message_trailers:
 * @self: a capture
 * @exchange: counted from 0
 * @kind: its request or its response
 * @trailers: (out): where the fields after the body are, after an empty line; cleared by the
 * caller
 *
 * Returns: whether there are any
 */
gboolean
wire_capture_get_message_trailers (WireCapture *self,
                                   guint32 exchange,
                                   WireHttpKind kind,
                                   WireBody *trailers)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  const WireHttpLog *log = get_log (self);

  if (!log || exchange >= wire_http_log_get_length (log))
    return FALSE;
  wire_http_log_get_places (log, exchange, kind, WIRE_HTTP_PLACES_OF_TRAILERS, trailers);
  return trailers->size > 0;
}

/* Returns: (transfer full) (nullable): %NULL for none */
static char *
tell_unparsed (guint32 n)
{
  return n == 0 ? NULL
                : g_strdup_printf (
                    ngettext ("%u HTTP message could not be read and was passed over.",
                              "%u HTTP messages could not be read and were passed over.", n),
                    n);
}

static char *
tell_left_out (guint32 n)
{
  return n == 0 ? NULL
                : g_strdup_printf (
                    ngettext ("%u HTTP exchange was left out: there is too much to keep.",
                              "%u HTTP exchanges were left out: there is too much to keep.", n),
                    n);
}

/**
 * wire_capture_tell_missing_http:
 *
 * Returns: (transfer full): a sentence each on messages that began and made no sense, and on
 *   exchanges that were too many, or too long, to keep; empty where there are none
 */
GStrv
wire_capture_tell_missing_http (WireCapture *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  const WireHttpLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  log = get_log (self);
  if (log)
    {
      g_autofree char *unparsed = tell_unparsed (wire_http_log_get_unparsed (log));
      g_autofree char *left_out = tell_left_out (wire_http_log_get_left_out (log));

      if (unparsed)
        g_strv_builder_add (sentences, unparsed);
      if (left_out)
        g_strv_builder_add (sentences, left_out);
    }
  return g_strv_builder_end (sentences);
}
