/* wire-http2-stream.c: RFC 9113, section 8.1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http2/wire-http2-stream.h"

#include "capture/http/wire-http-read-head.h"

#include <string.h>

/* Places that a packet may give to a body, as in HTTP/1: what it has in more than these is joined
 * among the derived bytes. */
#define MAX_PLACES 2u

/**
 * wire_http2_stream_new:
 * @log: of HTTP
 * @id: of the stream
 * @exchange: (nullable): in @log, held for the caller, and from now on for the stream
 * @client: the side that asks
 */
WireHttp2Stream *
wire_http2_stream_new (WireHttpLog *log, guint32 id, WireHttpExchange *exchange, guint client)
{
  WireHttp2Stream *self = g_new0 (WireHttp2Stream, 1);

  self->log = log;
  self->id = id;
  self->exchange = exchange;
  self->client = client;
  if (exchange)
    {
      exchange->stream_id = id;
      exchange->protocol = "HTTP/2";
    }
  return self;
}

void
wire_http2_stream_free (WireHttp2Stream *self)
{
  g_clear_pointer (&self->tunnel, wire_channel_close);
  wire_http_log_release (self->log, self->exchange);
  g_free (self);
}

/* Returns: (nullable): what @side says on the stream */
static WireHttpMessage *
get_message (WireHttp2Stream *self, guint side)
{
  if (!self->exchange)
    return NULL;
  return side == self->client ? &self->exchange->request : &self->exchange->response;
}

static void
touch (WireHttpMessage *message, const WireStreamPiece *piece)
{
  message->last_packet = piece->packet;
  message->last_time = piece->time;
}

/* A response that only upgraded the connection makes room for the one that answers. */
static void
drop_upgrade (WireHttp2Stream *self)
{
  WireHttpMessage *message = &self->exchange->response;

  wire_body_clear (&message->head);
  wire_body_clear (&message->body);
  *message = (WireHttpMessage){ 0 };
  if (self->exchange->interim < G_MAXUINT8)
    self->exchange->interim++;
  self->awaits_final = FALSE;
}

/* The first of a message, whatever it is. */
static void
begin_message (WireHttp2Stream *self, guint side, const WireStreamPiece *piece)
{
  WireHttpMessage *message = get_message (self, side);

  if (self->awaits_final && side != self->client)
    drop_upgrade (self);
  if (message->major != 0)
    return;
  message->major = 2;
  message->packet = piece->packet;
  message->time = piece->time;
  message->declared = WIRE_HTTP_UNKNOWN;
  message->framing = WIRE_HTTP_CHUNKED;
  touch (message, piece);
}

/* Heads */

static const char *
keep (WireHttpLog *log, const char *text)
{
  return text ? wire_http_log_keep (log, (WireSpan){ text, strlen (text) }) : NULL;
}

static const char *
share (WireHttpLog *log, const char *text)
{
  return text ? wire_http_log_share (log, (WireSpan){ text, strlen (text) }) : NULL;
}

/* The text goes among the derived bytes, where readers of heads find it. */
static void
keep_text (WireHttpLog *log, WireBody *body, const GString *text, const WireStreamPiece *piece)
{
  WireDerived *derived = wire_http_log_get_derived (log);

  if (derived && text->len > 0)
    wire_body_add (body, wire_derived_add (derived, (const guint8 *) text->str, text->len),
                   (guint32) text->len, piece->packet);
}

static void
take_request (WireHttp2Stream *self, WireHttpMessage *message, const WireHttp2Head *head)
{
  message->kind = WIRE_HTTP_REQUEST;
  message->method = share (self->log, head->method);
  message->uri = keep (self->log, head->path ? head->path : head->authority);
  self->exchange->scheme = share (self->log, head->scheme);
  self->exchange->authority = share (self->log, head->authority);
  if (!message->uri)
    message->uri = "";
  if (!message->host)
    message->host = self->exchange->authority;
  if (head->protocol)
    message->upgrade = share (self->log, head->protocol);
}

/* Whether what the head says at first is there. */
static gboolean
has_start (const WireHttp2Head *head, gboolean request)
{
  return request ? head->method != NULL : head->status != 0;
}

static void
take_final_head (WireHttp2Stream *self,
                 guint side,
                 const WireHttp2Head *head,
                 const WireStreamPiece *piece)
{
  gboolean request = side == self->client;
  WireHttpMessage *message = get_message (self, side);
  GString *text = wire_http2_head_write (head);

  self->halves[side].has_head = TRUE;
  if (message)
    {
      begin_message (self, side, piece);
      wire_http_read_fields (self->log, text->str, text->len, message);
      if (!head->whole)
        message->flags |= WIRE_HTTP_HEAD_CUT;
      if (message->declared != WIRE_HTTP_UNKNOWN)
        message->framing = WIRE_HTTP_BY_LENGTH;
      if (has_start (head, request))
        keep_text (self->log, &message->head, text, piece);
      if (!request)
        {
          message->kind = WIRE_HTTP_RESPONSE;
          message->status = (guint16) head->status;
        }
      else if (head->method)
        take_request (self, message, head);
    }
  g_string_free (text, TRUE);
}

/* Fields after the body; the empty line in front is the start line that readers pass over. */
static void
take_trailers (WireHttp2Stream *self,
               guint side,
               const WireHttp2Head *head,
               const WireStreamPiece *piece)
{
  WireHttpMessage *message = get_message (self, side);
  g_autoptr (GString) text = g_string_new ("\r\n");

  g_string_append_len (text, head->fields->str, (gssize) head->fields->len);
  if (!message || message->trailers.size > 0)
    return;
  keep_text (self->log, &message->trailers, text, piece);
  touch (message, piece);
}

/**
 * wire_http2_stream_take_head:
 * @self: a stream
 * @side: who sent it
 * @head: fields of a request, of a response, or after a body
 * @promise: the server promises to answer this request, which nobody sent
 * @piece: that completed it
 */
void
wire_http2_stream_take_head (WireHttp2Stream *self,
                             guint side,
                             const WireHttp2Head *head,
                             gboolean promise,
                             const WireStreamPiece *piece)
{
  gboolean request = promise || side == self->client;

  if (promise)
    side = self->client;
  if (self->halves[side].has_head)
    take_trailers (self, side, head, piece);
  else if (!request && head->status / 100 == 1)
    {
      if (self->exchange && self->exchange->interim < G_MAXUINT8)
        self->exchange->interim++;
    }
  else
    take_final_head (self, side, head, piece);
  if (promise && self->exchange)
    self->exchange->pushed = TRUE;
}

/** Whether what follows on @self is not HTTP (RFC 9110, section 9.3.6; RFC 8441); @listener is
 * the name of who hears it, or %NULL where its content decides. */
gboolean
wire_http2_stream_is_tunnel (const WireHttp2Stream *self, const char **listener)
{
  const WireHttpExchange *exchange = self->exchange;

  if (!exchange || g_strcmp0 (exchange->request.method, "CONNECT") != 0
      || exchange->response.status / 100 != 2)
    return FALSE;
  *listener = g_strcmp0 (exchange->request.upgrade, "websocket") == 0 ? "WebSocket" : NULL;
  return TRUE;
}

/* Bodies */

/* Returns: where the bytes of @piece are from now on */
static guint64
find_place (WireHttp2Stream *self, WireHttp2Half *half, const WireStreamPiece *piece)
{
  WireDerived *derived = wire_http_log_get_derived (self->log);

  if (half->places_packet != piece->packet)
    half->places = 0;
  half->places_packet = piece->packet;
  if (!derived || ++half->places <= MAX_PLACES)
    return piece->offset;
  return wire_derived_add (derived, piece->data, piece->length);
}

/** @side sent more of its body on @self, or a part of it is missing. */
void
wire_http2_stream_add_data (WireHttp2Stream *self, guint side, const WireStreamPiece *piece)
{
  WireHttpMessage *message = get_message (self, side);
  guint64 offset;

  if (!message)
    return;
  begin_message (self, side, piece);
  if (!self->halves[side].has_head)
    {
      message->flags |= WIRE_HTTP_HEAD_CUT;
      if (side != self->client)
        message->kind = WIRE_HTTP_RESPONSE;
    }
  if (!piece->data)
    {
      wire_body_add_gap (&message->body, piece->length, piece->packet);
      return;
    }
  offset = find_place (self, &self->halves[side], piece);
  if (offset == WIRE_EXTENT_GAP)
    message->flags |= WIRE_HTTP_PLACES_LEFT_OUT;
  wire_body_add (&message->body, offset, piece->length, piece->packet);
  touch (message, piece);
}

/** Frames of @side may have been lost. */
void
wire_http2_stream_lose (WireHttp2Stream *self, guint side)
{
  WireHttp2Half *half = &self->halves[side];
  const WireHttpMessage *message = get_message (self, side);
  guint64 at = message ? message->body.size : 0;

  if (half->ended)
    return;
  if (half->lost && half->lost_at != at)
    half->lost_twice = TRUE;
  half->lost = TRUE;
  half->lost_at = at;
}

/* Puts a gap of @length bytes at @at. */
static void
insert_gap (WireBody *body, guint64 at, guint64 length)
{
  WireBody old = *body;
  guint64 position = 0;

  *body = (WireBody){ 0 };
  for (guint32 i = 0; i <= old.n; i++)
    {
      const WireExtent *extent = i < old.n ? &old.extents[i] : NULL;
      guint32 first;

      if (position == at)
        wire_body_add_gap (body, length, extent ? extent->packet : 0);
      if (!extent)
        break;
      first = extent->length;
      if (at > position && at < position + extent->length)
        first = (guint32) (at - position);
      if (extent->offset == WIRE_EXTENT_GAP)
        wire_body_add_gap (body, extent->length, extent->packet);
      else
        {
          wire_body_add (body, extent->offset, first, extent->packet);
          if (first < extent->length)
            {
              wire_body_add_gap (body, length, extent->packet);
              wire_body_add (body, extent->offset + first, extent->length - first, extent->packet);
            }
        }
      position += extent->length;
    }
  g_free (old.extents);
}

/* What is missing of a body is known where its length is, and it was lost in one place. Otherwise
 * one byte says that something is. */
static void
settle_loss (const WireHttp2Half *half, WireHttpMessage *message)
{
  WireBody *body = &message->body;

  if (!half->lost)
    return;
  if (message->declared == WIRE_HTTP_UNKNOWN || half->lost_twice || half->lost_at > body->size)
    wire_body_add_gap (body, 1, message->last_packet);
  else if (message->declared > body->size)
    insert_gap (body, half->lost_at, message->declared - body->size);
}

static gboolean
has_no_body (const WireHttp2Stream *self, const WireHttpMessage *message)
{
  const char *method = self->exchange->request.method;

  return message == &self->exchange->response
         && (g_strcmp0 (method, "HEAD") == 0 || message->status == 204 || message->status == 304);
}

/**
 * wire_http2_stream_end_side:
 * @self: a stream
 * @side: 0 or 1
 * @orderly: it said that it has ended; otherwise it was reset, or the connection has ended
 *
 * Nothing more comes from @side.
 */
void
wire_http2_stream_end_side (WireHttp2Stream *self, guint side, gboolean orderly)
{
  WireHttp2Half *half = &self->halves[side];
  WireHttpMessage *message = get_message (self, side);

  if (half->ended)
    return;
  half->ended = TRUE;
  if (self->tunnel)
    wire_channel_end (self->tunnel, side, orderly);
  if (!message || message->major != 2)
    return;
  if (has_no_body (self, message))
    message->framing = WIRE_HTTP_NO_BODY;
  settle_loss (half, message);
  message->flags |= WIRE_HTTP_ENDED;
  if (orderly && half->has_head && !half->lost && message->body.gaps == 0
      && !(message->flags & WIRE_HTTP_HEAD_CUT)
      && (message->framing != WIRE_HTTP_BY_LENGTH || message->declared == message->body.size))
    message->flags |= WIRE_HTTP_COMPLETE;
  wire_body_trim (&message->body);
}
