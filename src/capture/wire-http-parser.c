/* wire-http-parser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-http-parser.h"

#include "wire-http-read-head.h"

#include <string.h>

/* The line before a chunk: a number, and extensions that hardly anybody sends. */
#define MAX_CHUNK_LINE 4096u

typedef enum
{
  OFF,        /* no HTTP so far; each segment is looked at */
  START,      /* the start line is gathered */
  HEAD,       /* the fields are */
  BODY,       /* of known length, or until the connection ends */
  CHUNK_LINE, /* the line before a chunk is gathered */
  CHUNK,
  CHUNK_END, /* the line end behind a chunk is */
  TRAILER,   /* the fields behind the last chunk are */
} State;

/* Which piece of the stream brought the gathered bytes from @begin on. */
typedef struct
{
  gsize begin;
  guint64 acknowledged;
  WireStreamPiece piece;
} Origin;

struct _WireHttpParser
{
  WireHttpLog *log;
  const WireHttpPeer *peer;
  gpointer user_data;
  State state;
  gboolean spoken; /* HTTP was found in this direction */
  gboolean lost;   /* what comes is the rest of something */
  GByteArray *gathered;
  gsize line; /* where the line that is gathered begins in @gathered */
  GArray *origins;
  guint64 remaining; /* of the body or chunk; WIRE_HTTP_UNKNOWN until the connection ends */
  WireHttpMessage *message;
  WireHttpMessage scratch; /* for messages that nobody keeps */
};

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
  self->gathered = g_byte_array_new ();
  self->origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  return self;
}

void
wire_http_parser_free (WireHttpParser *parser)
{
  g_byte_array_unref (parser->gathered);
  g_array_unref (parser->origins);
  g_free (parser);
}

/** Whether nothing of a message is being read. */
gboolean
wire_http_parser_is_idle (const WireHttpParser *parser)
{
  return parser->state == OFF;
}

/** Whether a message was found. */
gboolean
wire_http_parser_has_spoken (const WireHttpParser *parser)
{
  return parser->spoken;
}

/* Gathering */

static void
forget_gathered (WireHttpParser *self)
{
  g_byte_array_set_size (self->gathered, 0);
  g_array_set_size (self->origins, 0);
  self->line = 0;
}

static void
expect_message (WireHttpParser *self)
{
  forget_gathered (self);
  self->state = self->spoken ? START : OFF;
}

/* Forgets the first @n gathered bytes, of a start line. */
static void
drop_gathered (WireHttpParser *self, gsize n)
{
  guint whole = 0;

  while (whole + 1 < self->origins->len
         && g_array_index (self->origins, Origin, whole + 1).begin <= n)
    whole++;
  g_array_remove_range (self->origins, 0, whole);
  for (guint i = 0; i < self->origins->len; i++)
    {
      Origin *origin = &g_array_index (self->origins, Origin, i);
      gsize within = origin->begin < n ? n - origin->begin : 0;

      origin->begin -= n - within;
      origin->piece.position += within;
      origin->piece.offset += within;
    }
  g_byte_array_remove_range (self->gathered, 0, (guint) n);
}

/* Gathers the bytes of @piece up to the end of its first line. Returns: how many they are */
static guint32
gather (WireHttpParser *self, const WireStreamPiece *piece, guint64 acknowledged)
{
  const guint8 *end = memchr (piece->data, '\n', piece->length);
  guint32 n = end ? (guint32) (end + 1 - piece->data) : piece->length;
  Origin origin = { self->gathered->len, acknowledged, *piece };
  const Origin *last = NULL;

  if (self->origins->len > 0)
    last = &g_array_index (self->origins, Origin, self->origins->len - 1);
  /* The next line of the same piece needs no other entry. */
  if (!last || last->piece.offset + (origin.begin - last->begin) != piece->offset)
    g_array_append_val (self->origins, origin);
  g_byte_array_append (self->gathered, piece->data, n);
  return n;
}

static gboolean
line_has_ended (const WireHttpParser *self)
{
  const GByteArray *gathered = self->gathered;

  return gathered->len > self->line && gathered->data[gathered->len - 1] == '\n';
}

static WireSpan
get_line (const WireHttpParser *self)
{
  return (WireSpan){ (const char *) self->gathered->data + self->line,
                     self->gathered->len - self->line };
}

static gboolean
line_is_empty (const WireHttpParser *self)
{
  WireSpan line = get_line (self);

  return line.length == 1 || (line.length == 2 && line.data[0] == '\r');
}

/* Messages */

static void
touch_message (WireHttpParser *self, const WireStreamPiece *piece)
{
  if (!piece->data)
    return;
  self->message->last_packet = piece->packet;
  self->message->last_time = piece->time;
}

static void
end_message (WireHttpParser *self, gboolean whole)
{
  WireHttpMessage *message = self->message;

  if (!message)
    return;
  message->flags |= WIRE_HTTP_ENDED;
  if (whole && message->body.gaps == 0 && !(message->flags & WIRE_HTTP_HEAD_CUT))
    message->flags |= WIRE_HTTP_COMPLETE;
  wire_body_trim (&message->body);
  self->message = NULL;
}

static void
add_to_body (WireHttpParser *self, const WireStreamPiece *piece, guint32 n)
{
  WireBody *body = &self->message->body;

  if (self->message == &self->scratch)
    return;
  if (!piece->data)
    wire_body_add_gap (body, n, piece->packet);
  else if (wire_http_log_spend (self->log))
    wire_body_add (body, piece->offset, n, piece->packet);
  else
    {
      self->message->flags |= WIRE_HTTP_PLACES_LEFT_OUT;
      wire_body_add_gap (body, n, piece->packet);
    }
  touch_message (self, piece);
}

static void
fill_head_places (WireHttpParser *self, WireHttpMessage *message)
{
  const Origin *first = &g_array_index (self->origins, Origin, 0);
  const Origin *last = &g_array_index (self->origins, Origin, self->origins->len - 1);

  message->packet = first->piece.packet;
  message->time = first->piece.time;
  message->position = first->piece.position;
  message->acknowledged = first->acknowledged;
  message->last_packet = last->piece.packet;
  message->last_time = last->piece.time;
  for (guint i = 0; i < self->origins->len; i++)
    {
      const Origin *origin = &g_array_index (self->origins, Origin, i);
      gsize end = i + 1 < self->origins->len ? origin[1].begin : self->gathered->len;

      wire_body_add (&message->head, origin->piece.offset, (guint32) (end - origin->begin),
                     origin->piece.packet);
    }
  wire_body_trim (&message->head);
}

static void
begin_body (WireHttpParser *self, WireHttpFraming framing)
{
  forget_gathered (self);
  switch (framing)
    {
    case WIRE_HTTP_BY_LENGTH:
    case WIRE_HTTP_BY_CLOSE:
      self->state = BODY;
      self->remaining =
          framing == WIRE_HTTP_BY_LENGTH ? self->message->declared : WIRE_HTTP_UNKNOWN;
      if (self->remaining > 0)
        return;
      break;
    case WIRE_HTTP_CHUNKED:
      self->state = CHUNK_LINE;
      return;
    case WIRE_HTTP_TUNNEL:
      end_message (self, TRUE);
      wire_http_parser_tunnel (self);
      return;
    case WIRE_HTTP_NO_BODY:
      break;
    }
  end_message (self, TRUE);
  expect_message (self);
}

static void
take_head (WireHttpParser *self, gboolean cut)
{
  WireHttpMessage message = { 0 };
  WireHttpFraming framing;

  wire_http_read_head (self->log, self->gathered->data, self->gathered->len, &message, &framing);
  fill_head_places (self, &message);
  if (cut)
    {
      message.flags |= WIRE_HTTP_HEAD_CUT;
      framing = WIRE_HTTP_NO_BODY;
    }
  self->spoken = TRUE;
  self->lost = FALSE;
  self->message = self->peer->take (&message, &framing, self->user_data);
  if (!self->message)
    {
      wire_body_clear (&message.head);
      self->scratch = message;
      self->message = &self->scratch;
    }
  self->message->framing = (guint8) framing;
  begin_body (self, framing);
}

/* Start lines and heads */

static void
get_lost (WireHttpParser *self)
{
  if (self->spoken && !self->lost)
    wire_http_log_count_unparsed (self->log);
  self->lost = TRUE;
  expect_message (self);
}

/* A body that was longer than it said ends in the line that begins the next response. */
static gboolean
find_response_in_line (WireHttpParser *self)
{
  WireSpan line = get_line (self);
  const char *found = memmem (line.data, line.length, "HTTP/1.", 7);
  WireHttpStart start;

  if (!self->spoken || !found || found == line.data
      || wire_http_read_start_line (found, (gsize) (line.data + line.length - found), &start)
             != WIRE_HTTP_RESPONSE)
    return FALSE;
  drop_gathered (self, (gsize) (found - line.data));
  return TRUE;
}

static void
check_start_line (WireHttpParser *self)
{
  WireSpan line = get_line (self);
  WireHttpStart start;

  if (line_is_empty (self))
    forget_gathered (self);
  else if (wire_http_read_start_line (line.data, line.length, &start) == WIRE_HTTP_NOTHING
           && !find_response_in_line (self))
    get_lost (self);
  else
    {
      self->state = HEAD;
      self->line = self->gathered->len;
    }
}

static guint32
step_start (WireHttpParser *self, const WireStreamPiece *piece, guint64 acknowledged)
{
  guint32 n = gather (self, piece, acknowledged);

  if (line_has_ended (self))
    check_start_line (self);
  else if (self->gathered->len > WIRE_HTTP_MAX_HEAD
           || (!self->spoken && !wire_http_may_start (self->gathered->data, self->gathered->len)))
    get_lost (self);
  return n;
}

static guint32
step_head (WireHttpParser *self, const WireStreamPiece *piece, guint64 acknowledged)
{
  guint32 n = gather (self, piece, acknowledged);

  if (line_has_ended (self) && line_is_empty (self))
    {
      take_head (self, FALSE);
      return n;
    }
  if (line_has_ended (self))
    self->line = self->gathered->len;
  if (self->gathered->len > WIRE_HTTP_MAX_HEAD)
    {
      take_head (self, TRUE);
      self->lost = TRUE;
    }
  return n;
}

/* Bodies */

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
         && self->peer->awaits (piece->position, self->user_data);
}

static guint32
step_body (WireHttpParser *self, const WireStreamPiece *piece)
{
  guint32 n = (guint32) MIN (piece->length, self->remaining);

  if (is_next_response (self, piece))
    {
      end_message (self, FALSE);
      expect_message (self);
      return 0;
    }
  add_to_body (self, piece, n);
  if (self->remaining == WIRE_HTTP_UNKNOWN)
    return n;
  self->remaining -= n;
  if (self->remaining == 0)
    {
      end_message (self, TRUE);
      expect_message (self);
    }
  return n;
}

static void
break_body (WireHttpParser *self)
{
  end_message (self, FALSE);
  get_lost (self);
}

/* Returns: whether the line is a hexadecimal number, with or without extensions behind it */
static gboolean
read_chunk_size (WireSpan line, guint64 *size)
{
  gsize i = 0;

  *size = 0;
  while (i < line.length && (line.data[i] == ' ' || line.data[i] == '\t'))
    i++;
  if (i == line.length || !g_ascii_isxdigit (line.data[i]))
    return FALSE;
  for (; i < line.length && g_ascii_isxdigit (line.data[i]); i++)
    {
      if (*size >> 56)
        return FALSE;
      *size = *size << 4 | (guint64) g_ascii_xdigit_value (line.data[i]);
    }
  return i == line.length || g_ascii_isspace (line.data[i]) || line.data[i] == ';';
}

static guint32
step_chunk_line (WireHttpParser *self, const WireStreamPiece *piece, guint64 acknowledged)
{
  guint32 n = gather (self, piece, acknowledged);

  touch_message (self, piece);
  if (line_has_ended (self) && read_chunk_size (get_line (self), &self->remaining))
    self->state = self->remaining > 0 ? CHUNK : TRAILER;
  else if (line_has_ended (self) || self->gathered->len > MAX_CHUNK_LINE)
    {
      break_body (self);
      return n;
    }
  if (line_has_ended (self))
    forget_gathered (self);
  return n;
}

static guint32
step_chunk (WireHttpParser *self, const WireStreamPiece *piece)
{
  guint32 n = (guint32) MIN (piece->length, self->remaining);

  add_to_body (self, piece, n);
  self->remaining -= n;
  if (self->remaining == 0)
    self->state = CHUNK_END;
  return n;
}

static guint32
step_chunk_end (WireHttpParser *self, const WireStreamPiece *piece, guint64 acknowledged)
{
  guint32 n = gather (self, piece, acknowledged);

  if (line_has_ended (self) && line_is_empty (self))
    {
      forget_gathered (self);
      self->state = CHUNK_LINE;
    }
  else if (self->gathered->len > 1)
    break_body (self);
  return n;
}

static guint32
step_trailer (WireHttpParser *self, const WireStreamPiece *piece, guint64 acknowledged)
{
  guint32 n = gather (self, piece, acknowledged);

  touch_message (self, piece);
  if (line_has_ended (self) && line_is_empty (self))
    {
      end_message (self, TRUE);
      expect_message (self);
    }
  else if (self->gathered->len > WIRE_HTTP_MAX_HEAD)
    break_body (self);
  else if (line_has_ended (self))
    self->line = self->gathered->len;
  return n;
}

/* All of it */

/* Returns: how many bytes of @piece were used */
static guint32
step (WireHttpParser *self, const WireStreamPiece *piece, guint64 acknowledged)
{
  switch (self->state)
    {
    case OFF:
      if (!wire_http_may_start (piece->data, piece->length))
        return piece->length;
      self->state = START;
      return 0;
    case START:
      return step_start (self, piece, acknowledged);
    case HEAD:
      return step_head (self, piece, acknowledged);
    case BODY:
      return step_body (self, piece);
    case CHUNK_LINE:
      return step_chunk_line (self, piece, acknowledged);
    case CHUNK:
      return step_chunk (self, piece);
    case CHUNK_END:
      return step_chunk_end (self, piece, acknowledged);
    case TRAILER:
      return step_trailer (self, piece, acknowledged);
    default:
      g_assert_not_reached ();
    }
}

/* Of a body of known length, or of a chunk, it is known how much of it the gap swallowed. */
static void
add_gap (WireHttpParser *self, const WireStreamPiece *gap)
{
  WireStreamPiece rest = *gap;

  if (self->state == HEAD)
    take_head (self, TRUE);
  if (self->state == BODY)
    rest.length -= step_body (self, &rest);
  else if (self->state == CHUNK && self->remaining >= gap->length)
    rest.length -= step_chunk (self, &rest);
  if (rest.length == 0)
    return;
  if (self->message && self->state == CHUNK)
    wire_body_add_gap (&self->message->body, self->remaining, rest.packet);
  else if (self->message && self->state != TRAILER)
    wire_body_add_gap (&self->message->body, rest.length, rest.packet);
  end_message (self, FALSE);
  self->lost = TRUE;
  expect_message (self);
}

/**
 * wire_http_parser_add:
 * @parser: a parser
 * @piece: what comes next in its direction
 * @acknowledged: how far the sender had received the other direction by then, as a position there,
 *   or %WIRE_HTTP_UNKNOWN
 */
void
wire_http_parser_add (WireHttpParser *parser, const WireStreamPiece *piece, guint64 acknowledged)
{
  WireStreamPiece rest = *piece;

  if (!piece->data)
    {
      add_gap (parser, piece);
      return;
    }
  while (rest.length > 0)
    {
      guint32 n = step (parser, &rest, acknowledged);

      rest.data += n;
      rest.offset += n;
      rest.position += n;
      rest.length -= n;
      /* What follows the first line of a segment that was no message is no message either. */
      if (parser->state == OFF)
        return;
    }
}

/**
 * wire_http_parser_end:
 * @parser: a parser
 * @orderly: by a FIN up to which every byte was seen
 *
 * Nothing more comes.
 */
void
wire_http_parser_end (WireHttpParser *parser, gboolean orderly)
{
  if (parser->state == HEAD)
    take_head (parser, TRUE);
  if (parser->message)
    end_message (parser,
                 orderly && parser->state == BODY && parser->remaining == WIRE_HTTP_UNKNOWN);
  parser->state = OFF;
  forget_gathered (parser);
}

/** What comes in this direction is no HTTP, unless it says so again. */
void
wire_http_parser_tunnel (WireHttpParser *parser)
{
  if (parser->message)
    end_message (parser, FALSE);
  parser->spoken = FALSE;
  parser->lost = FALSE;
  forget_gathered (parser);
  parser->state = OFF;
}
