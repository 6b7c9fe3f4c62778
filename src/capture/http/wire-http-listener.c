/* wire-http-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-listener.h"

#include "capture/http/wire-http-connection.h"
#include "capture/http/wire-http-odd-line.h"
#include "capture/http/wire-http-proxy.h"
#include "capture/reassembly/wire-channel.h"

#include <string.h>

/* Recognition */

/* Returns: where the line after the one at @from begins, or %NULL where that has not ended */
static const char *
find_next_line (const char *from, const char *end)
{
  const char *found = memchr (from, '\n', (gsize) (end - from));

  return found ? found + 1 : NULL;
}

static gboolean
is_empty_line (const char *line, const char *next)
{
  return next - line == 1 || (next - line == 2 && *line == '\r');
}

static const char *
skip_empty_lines (const char *line, const char *end)
{
  const char *next;

  while (line < end && (next = find_next_line (line, end)) && is_empty_line (line, next))
    line = next;
  return line;
}

static gboolean
head_has_ended (const char *line, const char *end)
{
  const char *next;

  for (; line < end && (next = find_next_line (line, end)); line = next)
    if (is_empty_line (line, next))
      return TRUE;
  return FALSE;
}

/* Several load balancers in a row each put a header first. */
static gsize
measure_proxies (const guint8 *bytes, gsize length)
{
  gsize all = 0;
  gsize next;

  while (all < length && (next = wire_http_measure_proxy_header (bytes + all, length - all)) > 0)
    all += next;
  return all;
}

/* A message is begun when its head is whole, or longer than is looked at: until then the channel
 * keeps less of it than a parser would. */
static WireListenerAnswer
look_at (const guint8 *bytes, gsize length, gboolean last, gboolean from_start)
{
  gsize proxy = measure_proxies (bytes, length);
  const char *line;
  const char *end;
  const char *next;
  WireHttpStart start;

  if ((proxy > 0 && proxy == length)
      || (length > 4 && wire_http_proxy_want (bytes, length) > length)) /* not line ends alone */
    return last ? WIRE_LISTENER_NO : WIRE_LISTENER_MORE;
  if (length == 0
      || (!wire_http_may_start (bytes, length)
          && !(from_start && wire_http_may_start_oddly (bytes, length))))
    return WIRE_LISTENER_NO;
  end = (const char *) bytes + length;
  line = skip_empty_lines ((const char *) bytes + proxy, end);
  next = line < end ? find_next_line (line, end) : NULL;
  if (!next)
    return last ? WIRE_LISTENER_YES : WIRE_LISTENER_MORE;
  if (wire_http_read_start_line (line, (gsize) (next - line), &start) == WIRE_HTTP_NOTHING)
    return WIRE_LISTENER_NO;
  return last || head_has_ended (next, end) ? WIRE_LISTENER_YES : WIRE_LISTENER_MORE;
}

/* A line that may be a request where the answer to it is one of HTTP. */
static gboolean
may_be_bare (const WireListenerLook *look, guint side)
{
  const char *line = (const char *) look->bytes[side];
  const char *next =
      look->from_start && line ? find_next_line (line, line + look->length[side]) : NULL;
  WireHttpStart start;

  return next && look->length[!side] == 0
         && wire_http_read_bare_request_line (line, (gsize) (next - line), &start);
}

/* A status line, and the whole head after it. */
static gboolean
is_answer (const guint8 *bytes, gsize length)
{
  const char *line = (const char *) bytes;
  const char *next =
      length > 5 && memcmp (line, "HTTP/", 5) == 0 ? find_next_line (line, line + length) : NULL;
  WireHttpStart start;

  return next
         && wire_http_read_start_line (line, (gsize) (next - line), &start) == WIRE_HTTP_RESPONSE
         && head_has_ended (next, line + length);
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  WireListenerAnswer answer =
      MAX (look_at (look->bytes[0], look->length[0], look->last, look->from_start),
           look_at (look->bytes[1], look->length[1], look->last, look->from_start));

  if (answer == WIRE_LISTENER_NO && (may_be_bare (look, 0) || may_be_bare (look, 1)))
    return WIRE_LISTENER_MORE;
  return answer;
}

static WireListenerAnswer
may_start_datagram (const WireListenerLook *look)
{
  return wire_http_may_start (look->bytes[look->first], look->length[look->first])
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

/* Streams */

static gpointer
begin (WireChannel *channel)
{
  return wire_http_connection_new_on_channel (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_http_connection_add (conversation, side, piece);
  return wire_http_connection_is_idle (conversation) ? WIRE_LISTENER_REFUSES : WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  wire_http_connection_end (conversation, side, orderly);
}

static void
free_connection (gpointer conversation)
{
  wire_http_connection_free (conversation);
}

static gpointer
new_log (WireListening *listening)
{
  WireHttpLog *log = wire_http_log_new ();

  wire_http_log_set_derived (log, wire_listening_get_derived (listening));
  wire_http_log_set_deeds (log, wire_http_deeds_new (wire_listening_get_sessions (listening)));
  if (wire_listening_get_log_memory (listening) > 0)
    wire_http_log_set_limit (log, wire_listening_get_log_memory (listening));
  return log;
}

static void
free_log (gpointer log)
{
  wire_http_log_free (log);
}

const WireListener wire_http_listener = {
  .name = "HTTP",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = WIRE_HTTP_MAX_GATHERED, /* which the log itself watches over */
  .may_start = may_start,
  .answers = is_answer,
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_connection,
  .log_new = new_log,
  .log_free = free_log,
};

/* Datagrams */

static WireListenerTaken
take_datagram (gpointer conversation, guint side, const WireStreamPiece *datagram)
{
  const WireChannel *channel = conversation;
  WireListening *listening = wire_channel_get_listening (channel);

  if (datagram->data)
    wire_http_add_datagram (wire_listening_get_log (listening, &wire_http_listener),
                            wire_channel_get_stream (channel), side, datagram);
  return WIRE_LISTENER_IS_DONE;
}

const WireListener wire_http_datagram_listener = {
  .name = "HTTP in datagrams",
  .flags = WIRE_LISTENER_DATAGRAMS | WIRE_LISTENER_ANYWHERE,
  .may_start = may_start_datagram,
  .piece = take_datagram,
};
