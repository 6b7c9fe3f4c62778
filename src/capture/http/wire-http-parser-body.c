/* wire-http-parser-body.c: bodies, and where they end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: RFC 9112, section 6 (length and close) and 7.1 (chunks).
 */

#include "capture/http/wire-http-chunk.h"
#include "capture/http/wire-http-parser-private.h"

#include <string.h>

/* The line before a chunk: a number, and extensions that hardly anybody sends. */
#define MAX_CHUNK_LINE 4096u

static void
touch_message (WireHttpParser *self, const WireStreamPiece *piece)
{
  self->message->last_packet = piece->packet;
  self->message->last_time = piece->time;
}

/** Nothing more of the message comes; @whole: it ends as it said that it would. */
void
wire_http_parser_end_message (WireHttpParser *self, gboolean whole)
{
  WireHttpMessage *message = self->message;

  if (!message)
    return;
  message->flags |= WIRE_HTTP_ENDED;
  if (whole && message->body.gaps == 0 && !(message->flags & WIRE_HTTP_HEAD_CUT))
    message->flags |= WIRE_HTTP_COMPLETE;
  wire_body_trim (&message->body);
  self->between.last = message == self->scratch ? NULL : message;
  self->message = NULL;
}

/** Returns: whether the last chunk of a body came, and nothing after it: browsers miss nothing then
 */
gboolean
wire_http_parser_end_trailer (WireHttpParser *self)
{
  gboolean whole = self->state == WIRE_HTTP_TRAILER && self->gather.bytes->len == 0;

  if (whole && self->message)
    self->message->remarks |= WIRE_HTTP_ODD_CHUNKS;
  return whole;
}

static WireHttpState
finish (WireHttpParser *self)
{
  wire_http_parser_end_message (self, TRUE);
  if (self->body.about)
    wire_http_parser_note_gap (self);
  return wire_http_parser_expect_message (self);
}

static WireHttpState
break_body (WireHttpParser *self)
{
  if (self->message)
    self->message->flags |= WIRE_HTTP_BROKEN;
  wire_http_parser_end_message (self, FALSE);
  return wire_http_parser_lose_way (self);
}

/** The head has ended; what comes next is what @framing says. */
WireHttpState
wire_http_parser_begin_body (WireHttpParser *self, WireHttpFraming framing)
{
  wire_http_gather_forget (&self->gather);
  self->body.places = 0;
  self->body.about = FALSE;
  self->body.remaining = framing == WIRE_HTTP_BY_LENGTH  ? self->message->declared
                         : framing == WIRE_HTTP_BY_CLOSE ? WIRE_HTTP_UNKNOWN
                                                         : 0;
  if (framing == WIRE_HTTP_TUNNEL)
    {
      wire_http_parser_end_message (self, TRUE);
      wire_http_parser_leave (self);
      return WIRE_HTTP_OFF;
    }
  if (framing == WIRE_HTTP_CHUNKED || framing == WIRE_HTTP_PERHAPS_CHUNKED)
    {
      self->body.first_chunk = TRUE;
      self->body.sure = framing == WIRE_HTTP_CHUNKED;
      self->body.blank = 0;
      return WIRE_HTTP_CHUNK_LINE;
    }
  return self->body.remaining > 0 ? WIRE_HTTP_BODY : finish (self);
}

/* Places that a packet may give to a body; what it has in more than these is joined among the
 * derived bytes. Chunks of single bytes would else take hundreds of places a packet. */
#define MAX_PLACES 2u

/* Returns: where the @n bytes of @piece that belong to the body are from now on */
static guint64
find_place (WireHttpParser *self, const WireStreamPiece *piece, guint32 n)
{
  WireDerived *derived = wire_http_log_get_derived (self->log);

  if (self->body.places == 0 || self->body.places_packet != piece->packet)
    self->body.places = 0;
  self->body.places_packet = piece->packet;
  if (!derived || ++self->body.places <= MAX_PLACES)
    return piece->offset;
  return wire_derived_add (derived, piece->data, n);
}

static void
add_to_body (WireHttpParser *self, const WireStreamPiece *piece, guint32 n)
{
  WireBody *body = &self->message->body;
  guint64 offset;

  if (self->message == self->scratch)
    return;
  if (!piece->data)
    {
      wire_body_add_gap (body, n, piece->packet);
      self->body.about |= piece->at_most;
      return;
    }
  offset = find_place (self, piece, n);
  if (offset == WIRE_EXTENT_GAP)
    self->message->flags |= WIRE_HTTP_PLACES_LEFT_OUT;
  wire_body_add (body, offset, n, piece->packet);
  touch_message (self, piece);
}

/* Of known length, or until the connection ends */

/* The length was a lie, or there was none, and the next response is here already. */
static gboolean
is_next_response (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpStart start;
  const guint8 *end;

  if (!piece->data || piece->length < 13 || memcmp (piece->data, "HTTP/1.", 7) != 0)
    return FALSE;
  end = memchr (piece->data, '\n', piece->length);
  return wire_http_read_start_line ((const char *) piece->data,
                                    end ? (gsize) (end - piece->data) : piece->length, &start)
             == WIRE_HTTP_RESPONSE
         && self->message->kind == WIRE_HTTP_RESPONSE
         && (self->peer->awaits (piece->sequence, self->user_data)
             || (self->message->body.size == 0 && self->peer->is_bare (self->user_data)));
}

/* A response to HEAD says how long its body would be (RFC 9110, section 9.3.2). */
static WireHttpState
end_before_response (WireHttpParser *self)
{
  gboolean bare = self->message->body.size == 0;

  if (bare)
    self->message->framing = WIRE_HTTP_NO_BODY;
  wire_http_parser_end_message (self, bare);
  return wire_http_parser_expect_message (self);
}

/* What a body begins with that is of no length, where somebody reads chunks. */
#define LAST_CHUNK "0\r\n\r\n"

/* Who reads no body, or another length, takes what comes first in it for the next request; who
 * reads chunks, what comes after the last one. */
static void
look_for_request (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpMessage *message = self->message;
  const char *line = (const char *) piece->data;
  gsize length = piece->length;
  WireHttpStart start;
  const char *end;

  if (message->kind != WIRE_HTTP_REQUEST || message->body.size > 0 || !piece->data)
    return;
  if (length > strlen (LAST_CHUNK) && memcmp (line, LAST_CHUNK, strlen (LAST_CHUNK)) == 0)
    {
      line += strlen (LAST_CHUNK);
      length -= strlen (LAST_CHUNK);
    }
  end = memchr (line, '\n', length);
  if (end && wire_http_read_start_line (line, (gsize) (end - line), &start) == WIRE_HTTP_REQUEST
      && !start.odd)
    message->remarks |= WIRE_HTTP_REQUEST_INSIDE;
}

static WireHttpStep
step_body (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpStep step = { (guint32) MIN (piece->length, self->body.remaining), WIRE_HTTP_BODY };

  if (is_next_response (self, piece))
    return (WireHttpStep){ 0, end_before_response (self) };
  look_for_request (self, piece);
  add_to_body (self, piece, step.used);
  if (self->body.remaining != WIRE_HTTP_UNKNOWN)
    self->body.remaining -= step.used;
  if (self->body.remaining == 0)
    step.next = finish (self);
  return step;
}

/* In chunks */

/* Empty lines before a chunk are passed over, up to this many. */
#define MAX_BLANK 8u

static WireHttpState
end_chunk_line (WireHttpParser *self)
{
  gboolean odd = FALSE;

  if (wire_http_gather_line_is_empty (&self->gather) && self->body.blank++ < MAX_BLANK)
    {
      self->message->remarks |= WIRE_HTTP_ODD_CHUNKS;
      wire_http_gather_forget (&self->gather);
      return WIRE_HTTP_CHUNK_LINE;
    }
  if (!wire_http_chunk_read_size (wire_http_gather_get_line (&self->gather), &self->body.remaining,
                                  &odd))
    return break_body (self);
  if (odd)
    self->message->remarks |= WIRE_HTTP_ODD_CHUNKS;
  wire_http_gather_forget (&self->gather);
  return self->body.remaining > 0 ? WIRE_HTTP_CHUNK : WIRE_HTTP_TRAILER;
}

/* What the head says of chunks is believed where the body looks like them. */
static gboolean
begins_with_chunk (WireHttpParser *self, const WireStreamPiece *piece)
{
  const WireSpan bytes = { (const char *) piece->data, piece->length };

  return wire_http_chunk_may_begin (bytes, self->body.sure);
}

static WireHttpStep
begin_without_chunks (WireHttpParser *self)
{
  self->message->framing = (guint8) self->body.otherwise;
  if (self->body.sure)
    self->message->remarks |= WIRE_HTTP_NOT_CHUNKED;
  return (WireHttpStep){ 0, wire_http_parser_begin_body (self, self->body.otherwise) };
}

static void
note_chunks (WireHttpParser *self)
{
  self->body.first_chunk = FALSE;
  self->message->framing = WIRE_HTTP_CHUNKED;
  if (!self->body.sure)
    self->message->remarks |= WIRE_HTTP_ODD_FIELDS;
}

static WireHttpStep
step_chunk_line (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpStep step = { 0, WIRE_HTTP_CHUNK_LINE };

  if (self->body.first_chunk && self->gather.bytes->len == 0 && !begins_with_chunk (self, piece))
    return begin_without_chunks (self);
  if (self->body.first_chunk)
    note_chunks (self);
  step.used = wire_http_gather_add (&self->gather, piece);
  touch_message (self, piece);
  if (self->gather.bytes->len > MAX_CHUNK_LINE)
    step.next = break_body (self);
  else if (wire_http_gather_line_has_ended (&self->gather))
    step.next = end_chunk_line (self);
  return step;
}

static WireHttpStep
step_chunk (WireHttpParser *self, const WireStreamPiece *piece)
{
  guint32 n = (guint32) MIN (piece->length, self->body.remaining);

  add_to_body (self, piece, n);
  self->body.remaining -= n;
  return (WireHttpStep){ n, self->body.remaining > 0 ? WIRE_HTTP_CHUNK : WIRE_HTTP_CHUNK_END };
}

static WireHttpStep
step_chunk_end (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpGather *gather = &self->gather;
  WireHttpStep step = { 0, WIRE_HTTP_CHUNK_END };

  if (gather->bytes->len == 0 && g_ascii_isxdigit (*piece->data))
    {
      self->message->remarks |= WIRE_HTTP_ODD_CHUNKS;
      return (WireHttpStep){ 0, WIRE_HTTP_CHUNK_LINE };
    }
  step.used = wire_http_gather_add (gather, piece);
  if (wire_http_gather_line_has_ended (gather) && wire_http_gather_line_is_empty (gather))
    {
      if (gather->bytes->len > 1 + (*gather->bytes->data == '\r'))
        self->message->remarks |= WIRE_HTTP_ODD_CHUNKS;
      wire_http_gather_forget (gather);
      step.next = WIRE_HTTP_CHUNK_LINE;
    }
  else if (gather->bytes->len > 1)
    step.next = break_body (self);
  return step;
}

static WireHttpStep
step_trailer (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpGather *gather = &self->gather;
  WireHttpStep step = { wire_http_gather_add (gather, piece), WIRE_HTTP_TRAILER };
  gboolean line_ended = wire_http_gather_line_has_ended (gather);

  touch_message (self, piece);
  if (gather->bytes->len > WIRE_HTTP_MAX_HEAD)
    step.next = break_body (self);
  else if (line_ended && wire_http_gather_line_is_empty (gather))
    step.next = finish (self);
  else if (line_ended)
    wire_http_gather_next_line (gather);
  return step;
}

WireHttpStep
wire_http_parser_step_body (WireHttpParser *self, const WireStreamPiece *piece)
{
  switch (self->state)
    {
    case WIRE_HTTP_BODY:
      return step_body (self, piece);
    case WIRE_HTTP_CHUNK_LINE:
      return step_chunk_line (self, piece);
    case WIRE_HTTP_CHUNK:
      return step_chunk (self, piece);
    case WIRE_HTTP_CHUNK_END:
      return step_chunk_end (self, piece);
    case WIRE_HTTP_TRAILER:
      return step_trailer (self, piece);
    default:
      g_assert_not_reached ();
    }
}

/** Takes of @gap what is known to lie in the body or chunk. */
WireHttpStep
wire_http_parser_step_gap (WireHttpParser *self, const WireStreamPiece *gap)
{
  if (self->state == WIRE_HTTP_BODY)
    return step_body (self, gap);
  if (self->state == WIRE_HTTP_CHUNK && self->body.remaining >= gap->length)
    return step_chunk (self, gap);
  return (WireHttpStep){ 0, self->state };
}

/** Tells of @gap, which goes on beyond what is known, as much as is certain to be of the body. */
void
wire_http_parser_break_at_gap (WireHttpParser *self, const WireStreamPiece *gap)
{
  guint64 length = self->state == WIRE_HTTP_CHUNK ? self->body.remaining : gap->length;

  if (self->message && self->message != self->scratch && self->state != WIRE_HTTP_TRAILER)
    wire_body_add_gap (&self->message->body, length, gap->packet);
  wire_http_parser_end_message (self, FALSE);
}
