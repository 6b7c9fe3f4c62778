/* wire-http-parser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-parser-private.h"
#include "capture/http/wire-http-odd-line.h"
#include "capture/http/wire-http-proxy.h"

/**
 * wire_http_parser_new:
 * @log: where strings are kept
 * @peer: whom to ask
 * @user_data: for @peer
 *
 * Returns: (transfer full): a parser for one direction
 */
WireHttpParser *
wire_http_parser_new (WireHttpLog *log, const WireHttpPeer *peer, gpointer user_data)
{
  WireHttpParser *self = g_new0 (WireHttpParser, 1);

  self->log = log;
  self->peer = peer;
  self->user_data = user_data;
  wire_http_gather_init (&self->gather);
  return self;
}

void
wire_http_parser_free (WireHttpParser *self)
{
  wire_http_log_gather (self->log, self->gathered, 0);
  wire_http_gather_clear (&self->gather);
  g_free (self->scratch);
  g_free (self);
}

/** Whether nothing of a message is being read. */
gboolean
wire_http_parser_is_idle (const WireHttpParser *self)
{
  return self->state == WIRE_HTTP_OFF;
}

/** Whether there may have been messages since the last one that was found: in a gap, or in what
 * made no sense. */
gboolean
wire_http_parser_is_unsure (const WireHttpParser *self)
{
  return self->unsure;
}

/** Whether a message was found. */
gboolean
wire_http_parser_has_spoken (const WireHttpParser *self)
{
  return self->spoken;
}

/** Whatever was being read is read; another start line may come. */
WireHttpState
wire_http_parser_expect_message (WireHttpParser *self)
{
  wire_http_gather_forget (&self->gather);
  self->skipping = FALSE;
  return self->spoken ? WIRE_HTTP_START : WIRE_HTTP_OFF;
}

/* @n bytes belong to no message. Returns: (nullable): the places after the one that they follow */
static WireBody *
count_passed (WireHttpParser *self, gsize n)
{
  WireHttpMessage *last = self->between.after_gap ? NULL : self->between.last;

  self->between.passed += n;
  if (!last || n == 0)
    return NULL;
  last->extra += (guint32) MIN (n, G_MAXUINT32 - last->extra);
  last->remarks |= WIRE_HTTP_EXTRA;
  if (!last->behind)
    last->behind = g_new0 (WireBody, 1);
  return last->behind;
}

/** The first @n bytes of @piece belong to no message. */
void
wire_http_parser_pass_over (WireHttpParser *self, const WireStreamPiece *piece, guint32 n)
{
  WireBody *behind = count_passed (self, n);

  if (behind)
    wire_body_add (behind, piece->offset, n, piece->packet);
}

/** The first @n of the bytes that were gathered belong to no message. */
void
wire_http_parser_pass_over_gathered (WireHttpParser *self, gsize n)
{
  WireBody *behind = count_passed (self, n);

  if (behind)
    wire_http_gather_list_places (&self->gather, n, behind);
}

/** Returns: bytes that were passed over since the last message, after a gap */
guint64
wire_http_parser_get_passed (const WireHttpParser *self)
{
  return self->between.after_gap ? self->between.passed : 0;
}

/** Returns: bytes that were passed over since the last message, and are not after a gap */
guint64
wire_http_parser_get_unread (const WireHttpParser *self)
{
  return self->between.after_gap ? 0 : self->between.passed;
}

/** What is there makes no sense: passed over up to the next start line, and counted once. */
WireHttpState
wire_http_parser_get_lost (WireHttpParser *self)
{
  if (self->spoken && !self->lost)
    wire_http_log_count_unparsed (self->log);
  self->unsure |= !self->lost;
  self->lost = TRUE;
  wire_http_parser_pass_over_gathered (self, self->gather.bytes->len);
  return wire_http_parser_expect_message (self);
}

/* The only place where the state changes. */
static void
enter (WireHttpParser *self, WireHttpState state)
{
  self->state = state;
}

/* @piece is no message. Where the beginning of the connection was not captured, it may be the rest
 * of one, and others may have come before it. */
static WireHttpStep
step_in_the_middle (WireHttpParser *self, const WireStreamPiece *piece)
{
  if (!piece->anchored && piece->acknowledges)
    {
      self->unsure = TRUE;
      self->between.after_gap = TRUE;
    }
  wire_http_parser_pass_over (self, piece, piece->length);
  return (WireHttpStep){ piece->length, WIRE_HTTP_OFF };
}

static WireHttpStep
step (WireHttpParser *self, const WireStreamPiece *piece)
{
  gsize proxy;

  switch (self->state)
    {
    case WIRE_HTTP_OFF:
      proxy = wire_http_measure_proxy_header (piece->data, piece->length);
      if (proxy > 0)
        {
          self->after_proxy = TRUE;
          return (WireHttpStep){ (guint32) proxy, WIRE_HTTP_START };
        }
      if (!self->spoken && wire_http_proxy_want (piece->data, piece->length) > piece->length)
        return (WireHttpStep){ 0, WIRE_HTTP_PROXY };
      self->spoken |= self->peer->awaits (piece->sequence, self->user_data);
      if (!self->spoken && !wire_http_may_start (piece->data, piece->length)
          && !(piece->position == 0 && wire_http_may_start_oddly (piece->data, piece->length)))
        return step_in_the_middle (self, piece);
      return (WireHttpStep){ 0, WIRE_HTTP_START };
    case WIRE_HTTP_PROXY:
      return wire_http_parser_step_proxy (self, piece);
    case WIRE_HTTP_START:
      return wire_http_parser_step_start (self, piece);
    case WIRE_HTTP_HEAD:
      return wire_http_parser_step_head (self, piece);
    case WIRE_HTTP_BODY:
    case WIRE_HTTP_CHUNK_LINE:
    case WIRE_HTTP_CHUNK:
    case WIRE_HTTP_CHUNK_END:
    case WIRE_HTTP_TRAILER:
      return wire_http_parser_step_body (self, piece);
    default:
      g_assert_not_reached ();
    }
}

/** Bytes were not captured, and nobody knows where the last message ended: what comes next, up to a
 * start line, may be of it. */
void
wire_http_parser_note_gap (WireHttpParser *self)
{
  self->lost = TRUE;
  self->between.after_gap = TRUE;
  self->between.passed = 0;
}

/* Of a body of known length, or of a chunk, it is known how much of it the gap swallowed. */
static void
add_gap (WireHttpParser *self, const WireStreamPiece *gap)
{
  WireStreamPiece rest = *gap;
  WireHttpStep known;

  if (self->tunnelled)
    {
      self->peer->pass (gap, self->user_data);
      return;
    }
  if (self->state == WIRE_HTTP_HEAD || wire_http_parser_is_in_start_line (self))
    enter (self, wire_http_parser_cut_head (self));
  known = wire_http_parser_step_gap (self, &rest);
  enter (self, known.next);
  rest.length -= known.used;
  if (rest.length == 0)
    return;
  wire_http_parser_break_at_gap (self, &rest);
  wire_http_parser_note_gap (self);
  self->unsure = TRUE;
  enter (self, wire_http_parser_expect_message (self));
}

static void
add_bytes (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireStreamPiece rest = *piece;

  while (rest.length > 0)
    {
      WireHttpStep done;

      if (self->tunnelled)
        {
          self->peer->pass (&rest, self->user_data);
          return;
        }
      done = step (self, &rest);
      enter (self, done.next);
      rest.data += done.used;
      rest.offset += done.used;
      rest.position += done.used;
      rest.sequence += done.used;
      rest.length -= done.used;
      /* What follows the first line of a segment that was no message is no message either. */
      if (self->state == WIRE_HTTP_OFF && !self->tunnelled)
        return;
    }
}

/* Returns: whether more may be gathered */
static gboolean
note_gathered (WireHttpParser *self)
{
  gsize before = self->gathered;

  self->gathered = wire_http_gather_get_cost (&self->gather);
  return self->gathered == before || wire_http_log_gather (self->log, before, self->gathered);
}

/**
 * wire_http_parser_add:
 * @self: a parser
 * @piece: what comes next in its direction
 */
void
wire_http_parser_add (WireHttpParser *self, const WireStreamPiece *piece)
{
  if (!piece->data)
    add_gap (self, piece);
  else
    add_bytes (self, piece);
  if (note_gathered (self))
    return;
  enter (self, wire_http_parser_stop_gathering (self));
  note_gathered (self);
}

/**
 * wire_http_parser_end:
 * @self: a parser
 * @orderly: by a FIN up to which every byte was seen
 *
 * Nothing more comes.
 */
void
wire_http_parser_end (WireHttpParser *self, gboolean orderly)
{
  gboolean until_close = self->state == WIRE_HTTP_BODY && self->body.remaining == WIRE_HTTP_UNKNOWN;
  WireHttpMessage *message = self->message;

  if (message && message->framing == WIRE_HTTP_PERHAPS_CHUNKED)
    {
      message->framing = (guint8) self->body.otherwise;
      until_close = self->body.otherwise == WIRE_HTTP_BY_CLOSE;
    }

  if (self->state == WIRE_HTTP_HEAD || wire_http_parser_is_in_start_line (self))
    {
      enter (self, wire_http_parser_cut_head (self));
      if (orderly && self->between.last)
        self->between.last->flags |= WIRE_HTTP_CLOSED;
    }
  until_close |= wire_http_parser_end_trailer (self);
  if (message && self->message == message && orderly && !until_close)
    message->flags |= WIRE_HTTP_CLOSED;
  wire_http_parser_end_message (self, until_close && orderly);
  if (self->state == WIRE_HTTP_START && !wire_http_gather_line_is_empty (&self->gather))
    wire_http_parser_pass_over_gathered (self, self->gather.bytes->len);
  enter (self, WIRE_HTTP_OFF);
  wire_http_gather_forget (&self->gather);
  note_gathered (self);
}

/** What follows is not HTTP. */
void
wire_http_parser_leave (WireHttpParser *self)
{
  self->spoken = FALSE;
  self->lost = FALSE;
  self->unsure = FALSE;
  self->skipping = FALSE;
  wire_http_gather_forget (&self->gather);
  note_gathered (self);
  self->tunnelled = self->peer->pass != NULL;
}

/** What comes in this direction is not HTTP: it is passed on, or looked at again where nobody takes
 * it. */
void
wire_http_parser_tunnel (WireHttpParser *self)
{
  wire_http_parser_end_message (self, FALSE);
  wire_http_parser_leave (self);
  enter (self, WIRE_HTTP_OFF);
}
