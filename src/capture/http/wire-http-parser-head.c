/* wire-http-parser-head.c: start lines and heads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-parser-private.h"
#include "capture/http/wire-http-odd-line.h"
#include "capture/http/wire-http-proxy.h"
#include "capture/http/wire-http-read-head.h"

#include <string.h>

/* Has what is read of @message go where nobody looks. */
static void
scribble (WireHttpParser *self, const WireHttpMessage *message)
{
  if (!self->scratch)
    self->scratch = g_new (WireHttpMessage, 1);
  *self->scratch = *message;
  self->message = self->scratch;
}

/* A message that its peer does not want is read over. */
static void
keep_message (WireHttpParser *self, WireHttpMessage *message, WireHttpFraming *framing)
{
  self->message = self->peer->take (message, framing, self->user_data);
  if (self->message)
    return;
  wire_body_clear (&message->head);
  scribble (self, message);
}

/* There are too many heads that were cut: this one is counted, and not even read. */
static WireHttpState
leave_head_out (WireHttpParser *self)
{
  self->spoken = TRUE;
  self->lost = FALSE;
  scribble (self, &(WireHttpMessage){ 0 });
  return wire_http_parser_begin_body (self, WIRE_HTTP_NO_BODY);
}

static WireHttpState
take_head (WireHttpParser *self, gboolean cut)
{
  const GByteArray *head = self->gather.bytes;
  WireHttpMessage message = { 0 };
  WireHttpFraming framing;

  if (cut && !wire_http_log_admit_cut_head (self->log))
    return leave_head_out (self);
  wire_http_read_head (self->log, head->data, head->len, &message, &framing, &self->body.otherwise);
  wire_http_gather_place (&self->gather, &message);
  if (self->unsure)
    message.flags |= WIRE_HTTP_AFTER_GAP;
  if (cut)
    {
      message.flags |= WIRE_HTTP_HEAD_CUT;
      if (self->gather.line == 0) /* of a line that is not whole, nothing is odd */
        message.remarks &= (guint16) ~(WIRE_HTTP_ODD_START | WIRE_HTTP_ODD_METHOD);
      framing = WIRE_HTTP_NO_BODY;
    }
  self->spoken = TRUE;
  self->lost = FALSE;
  self->unsure = FALSE;
  self->awaited = FALSE;
  keep_message (self, &message, &framing);
  if (self->odd_head)
    self->message->remarks |= WIRE_HTTP_ODD_FIELDS;
  if (self->odd_start)
    self->message->remarks |= WIRE_HTTP_ODD_START;
  self->odd_start = FALSE;
  self->odd_head = FALSE;
  if (self->after_proxy)
    self->message->remarks |= WIRE_HTTP_AFTER_PROXY;
  self->after_proxy = FALSE;
  self->between.after_gap = FALSE;
  self->between.passed = 0;
  self->between.last = NULL;
  self->message->framing = (guint8) framing;
  return wire_http_parser_begin_body (self, framing);
}

/** Returns: whether what was gathered is the beginning of a start line, which a gap may follow */
gboolean
wire_http_parser_is_in_start_line (const WireHttpParser *self)
{
  const GByteArray *bytes = self->gather.bytes;

  return self->state == WIRE_HTTP_START && !self->skipping && self->gather.line == 0
         && wire_http_may_be_cut_line ((const char *) bytes->data, bytes->len);
}

/** The head goes on where nothing can be seen of it. */
WireHttpState
wire_http_parser_cut_head (WireHttpParser *self)
{
  return take_head (self, TRUE);
}

/* The head was captured, but is not kept whole: what follows is still of it, and no extra bytes. */
static void
note_long_head (WireHttpParser *self)
{
  if (self->between.last)
    self->between.last->flags |= WIRE_HTTP_HEAD_LONG;
  self->between.last = NULL;
}

/** What is gathered goes on, and may not. */
WireHttpState
wire_http_parser_stop_gathering (WireHttpParser *self)
{
  WireHttpState next;

  if (self->state == WIRE_HTTP_HEAD)
    {
      take_head (self, TRUE);
      note_long_head (self);
      self->lost = TRUE;
    }
  else
    wire_http_parser_end_message (self, FALSE);
  next = wire_http_parser_get_lost (self);
  self->skipping = next == WIRE_HTTP_START;
  return next;
}

/* A body that was longer than it said ends in the line that begins the next response. */
static gboolean
find_response_in_line (WireHttpParser *self)
{
  WireSpan line = wire_http_gather_get_line (&self->gather);
  const char *found = memmem (line.data, line.length, "HTTP/1.", 7);
  WireHttpStart start;

  if (!self->spoken || !found || found == line.data
      || wire_http_read_start_line (found, (gsize) (line.data + line.length - found), &start)
             != WIRE_HTTP_RESPONSE)
    return FALSE;
  self->odd_start = !self->between.last;
  wire_http_parser_pass_over_gathered (self, (gsize) (found - line.data));
  wire_http_gather_drop (&self->gather, (gsize) (found - line.data));
  return TRUE;
}

static WireHttpState
check_start_line (WireHttpParser *self)
{
  WireSpan line = wire_http_gather_get_line (&self->gather);
  WireHttpStart start;

  if (wire_http_gather_line_is_empty (&self->gather))
    {
      if (self->between.last
          && self->between.last->extra > 0) /* it is among bytes that belong to no message */
        wire_http_parser_pass_over_gathered (self, self->gather.bytes->len);
      wire_http_gather_forget (&self->gather);
      return WIRE_HTTP_START;
    }
  if (!self->spoken
      && wire_http_measure_proxy_header ((const guint8 *) line.data, line.length) == line.length)
    {
      self->after_proxy = TRUE;
      wire_http_gather_forget (&self->gather);
      return WIRE_HTTP_START;
    }
  if (wire_http_read_start_line (line.data, line.length, &start) == WIRE_HTTP_NOTHING
      && !(self->awaited && wire_http_read_odd_status_line (line.data, line.length, &start))
      && !(!self->lost && wire_http_read_bare_request_line (line.data, line.length, &start))
      && !find_response_in_line (self))
    return wire_http_parser_get_lost (self);
  wire_http_gather_next_line (&self->gather);
  return WIRE_HTTP_HEAD;
}

/* So far, before its end was seen. */
static gboolean
may_be_start_line (const WireHttpParser *self)
{
  const GByteArray *line = self->gather.bytes;

  return line->len <= WIRE_HTTP_MAX_HEAD
         && (self->spoken || wire_http_may_start (line->data, line->len)
             || wire_http_may_start_oddly (line->data, line->len));
}

/* What was gathered is no line: passed over to its end, however it comes in pieces. */
static WireHttpState
skip_line (WireHttpParser *self)
{
  gboolean ended = wire_http_gather_line_has_ended (&self->gather);
  WireHttpState next = wire_http_parser_get_lost (self);

  self->skipping = !ended && next == WIRE_HTTP_START;
  return next;
}

/** A body broke off in the line that is gathered: a message may begin in it, or after it. */
WireHttpState
wire_http_parser_lose_way (WireHttpParser *self)
{
  if (!self->lost)
    wire_http_log_count_unparsed (self->log);
  self->lost = TRUE;
  if (self->gather.line > 0)
    return skip_line (self);
  return wire_http_gather_line_has_ended (&self->gather) ? check_start_line (self)
                                                         : WIRE_HTTP_START;
}

static guint32
skip (WireHttpParser *self, const WireStreamPiece *piece)
{
  const guint8 *end = memchr (piece->data, '\n', piece->length);
  guint32 n = end ? (guint32) (end + 1 - piece->data) : piece->length;

  self->skipping = end == NULL;
  wire_http_parser_pass_over (self, piece, n);
  return n;
}

/* Takes no more of the next piece than belongs to the header. What only began like one was line
 * ends (RFC 9112, section 2.2), or is no HTTP. */
WireHttpStep
wire_http_parser_step_proxy (WireHttpParser *self, const WireStreamPiece *piece)
{
  const GByteArray *bytes = self->gather.bytes;
  gboolean blank = wire_http_gather_line_is_empty (&self->gather);
  gsize want = bytes->len > 0 ? wire_http_proxy_want (bytes->data, bytes->len) : 1;
  WireStreamPiece part = *piece;
  guint32 used;

  part.length = (guint32) MIN (part.length, want - bytes->len);
  used = wire_http_gather_add (&self->gather, &part);
  want = wire_http_proxy_want (bytes->data, bytes->len);
  if (want > bytes->len)
    return (WireHttpStep){ used, WIRE_HTTP_PROXY };
  if (want == bytes->len)
    self->after_proxy = TRUE;
  wire_http_gather_forget (&self->gather);
  if (want > 0)
    return (WireHttpStep){ used, WIRE_HTTP_START };
  return blank ? (WireHttpStep){ 0, WIRE_HTTP_START } : (WireHttpStep){ used, WIRE_HTTP_OFF };
}

WireHttpStep
wire_http_parser_step_start (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpStep step = { 0, WIRE_HTTP_START };

  if (self->skipping)
    {
      step.used = skip (self, piece);
      return step;
    }
  if (self->gather.bytes->len == 0)
    self->awaited |= self->peer->awaits (piece->sequence, self->user_data);
  step.used = wire_http_gather_add (&self->gather, piece);
  if (!may_be_start_line (self))
    step.next = skip_line (self);
  else if (wire_http_gather_line_has_ended (&self->gather))
    step.next = check_start_line (self);
  return step;
}

/* What there is of a head that is too long is kept, but for its last line, which may not be whole.
 */
static WireHttpState
give_up_head (WireHttpParser *self, gboolean line_ended)
{
  WireHttpState next;

  wire_http_gather_drop_last (&self->gather);
  next = take_head (self, TRUE);
  note_long_head (self);
  self->lost = TRUE;
  self->skipping = !line_ended && next == WIRE_HTTP_START;
  return next;
}

/* Whether @next, after a line of spaces, is of the same head: the line that should end it, one
 * that goes on with a field, or a field. */
static gboolean
is_of_head (const char *next, gsize length)
{
  gsize name = 0;

  if (length == 0)
    return FALSE;
  if (g_ascii_isspace (*next))
    return TRUE;
  while (name < length && (g_ascii_isalnum (next[name]) || next[name] == '-'))
    name++;
  return name > 0 && name + 1 < length && next[name] == ':' && next[name + 1] == ' ';
}

static gboolean
is_line_of_spaces (const WireHttpGather *gather)
{
  WireSpan line = wire_http_gather_get_line (gather);

  return wire_http_gather_line_is_empty (gather)
         && !(line.length == 1 || (line.length == 2 && *line.data == '\r'));
}

/* A line of spaces ends a head where nothing of it follows. */
static gboolean
is_last_line (const WireHttpGather *gather, const WireStreamPiece *piece, guint32 used)
{
  if (!wire_http_gather_line_is_empty (gather))
    return FALSE;
  return !is_line_of_spaces (gather)
         || !is_of_head ((const char *) piece->data + used, piece->length - used);
}

WireHttpStep
wire_http_parser_step_head (WireHttpParser *self, const WireStreamPiece *piece)
{
  WireHttpGather *gather = &self->gather;
  WireHttpStep step = { wire_http_gather_add (gather, piece), WIRE_HTTP_HEAD };
  gboolean line_ended = wire_http_gather_line_has_ended (gather);

  if (gather->bytes->len > WIRE_HTTP_MAX_HEAD)
    step.next = give_up_head (self, line_ended);
  else if (line_ended && is_last_line (gather, piece, step.used))
    {
      self->odd_head |= is_line_of_spaces (gather);
      step.next = take_head (self, FALSE);
    }
  else if (line_ended)
    {
      self->odd_head |= is_line_of_spaces (gather);
      wire_http_gather_next_line (gather);
    }
  return step;
}
