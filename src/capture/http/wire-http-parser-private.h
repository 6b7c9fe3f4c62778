/* wire-http-parser-private.h: what heads, bodies and the parser that sees both share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-gather.h"
#include "capture/http/wire-http-parser.h"

G_BEGIN_DECLS

/*
 * WireHttpState:
 * @WIRE_HTTP_OFF: no HTTP so far; each segment is looked at
 * @WIRE_HTTP_PROXY: a PROXY header that did not come at once is gathered
 * @WIRE_HTTP_START: the start line is gathered
 * @WIRE_HTTP_HEAD: the fields are
 * @WIRE_HTTP_BODY: of known length, or until the connection ends
 * @WIRE_HTTP_CHUNK_LINE: the line before a chunk is gathered
 * @WIRE_HTTP_CHUNK: its bytes
 * @WIRE_HTTP_CHUNK_END: the line end after it is gathered
 * @WIRE_HTTP_TRAILER: the fields after the last chunk are
 *
 * What a parser is reading. Steps return the state that follows; wire-http-parser.c alone assigns
 * it.
 */
typedef enum
{
  WIRE_HTTP_OFF,
  WIRE_HTTP_PROXY,
  WIRE_HTTP_START,
  WIRE_HTTP_HEAD,
  WIRE_HTTP_BODY,
  WIRE_HTTP_CHUNK_LINE,
  WIRE_HTTP_CHUNK,
  WIRE_HTTP_CHUNK_END,
  WIRE_HTTP_TRAILER,
} WireHttpState;

/**
 * WireHttpBodyState:
 * @remaining: bytes of the body or chunk; %WIRE_HTTP_UNKNOWN until the connection ends
 * @first_chunk: is next: what it looks like tells whether there are chunks
 * @sure: the head says in plain words that there are
 * @otherwise: how the body is framed if there are none
 * @blank: lines before a chunk that say nothing
 * @places: extents that the packet of the last bytes has given to it
 * @places_packet: that packet
 * @about: a gap in it may be shorter than it was taken for, so that the body may go on after its
 * end
 *
 * Where a parser is in a body.
 */
typedef struct
{
  guint64 remaining;
  gboolean first_chunk;
  gboolean sure;
  WireHttpFraming otherwise;
  guint32 blank;
  guint32 places;
  guint32 places_packet;
  gboolean about;
} WireHttpBodyState;

/**
 * WireHttpBetween:
 * @passed: bytes that were passed over since the last message
 * @last: (nullable): that message, if it is kept
 * @after_gap: bytes were not captured since then: what is passed over does not follow it
 *
 * What belongs to no message.
 */
typedef struct
{
  guint64 passed;
  WireHttpMessage *last;
  gboolean after_gap;
} WireHttpBetween;

/*
 * WireHttpParser:
 * @spoken: HTTP was found in this direction
 * @tunnelled: what comes is passed on
 * @unsure: messages may have been in what was missing, or made no sense
 * @awaited: at the start: somebody waits for a response that begins here
 * @odd_start: bytes that are no message came before its start line, on the same line
 * @odd_head: it has lines of nothing but spaces
 * @after_proxy: a PROXY header came before the message that begins
 * @lost: what comes is the rest of something
 * @skipping: at the start: up to the end of a line that is too long to be one
 * @gathered: what the log knows of what @gather takes
 * @scratch: (nullable): for messages that nobody keeps
 */
struct _WireHttpParser
{
  WireHttpLog *log;
  const WireHttpPeer *peer;
  gpointer user_data;
  WireHttpState state;
  gboolean spoken;
  gboolean tunnelled;
  gboolean unsure;
  gboolean awaited;
  gboolean odd_start;
  gboolean odd_head;
  gboolean after_proxy;
  gboolean lost;
  gboolean skipping;
  WireHttpGather gather;
  gsize gathered;
  WireHttpMessage *message;
  WireHttpMessage *scratch;
  WireHttpBodyState body;
  WireHttpBetween between;
};

/**
 * WireHttpStep:
 * @used: bytes of the piece that were used
 * @next: what comes after them
 *
 * What one step of a parser made of a piece.
 */
typedef struct
{
  guint32 used;
  WireHttpState next;
} WireHttpStep;

/* wire-http-parser.c */
WireHttpState wire_http_parser_expect_message (WireHttpParser *self);
WireHttpState wire_http_parser_get_lost (WireHttpParser *self);
void wire_http_parser_pass_over (WireHttpParser *self, const WireStreamPiece *piece, guint32 n);
void wire_http_parser_pass_over_gathered (WireHttpParser *self, gsize n);
void wire_http_parser_note_gap (WireHttpParser *self);
void wire_http_parser_leave (WireHttpParser *self);

/* wire-http-parser-head.c */
WireHttpStep wire_http_parser_step_proxy (WireHttpParser *self, const WireStreamPiece *piece);
WireHttpStep wire_http_parser_step_start (WireHttpParser *self, const WireStreamPiece *piece);
WireHttpStep wire_http_parser_step_head (WireHttpParser *self, const WireStreamPiece *piece);
WireHttpState wire_http_parser_cut_head (WireHttpParser *self);
gboolean wire_http_parser_is_in_start_line (const WireHttpParser *self);
WireHttpState wire_http_parser_stop_gathering (WireHttpParser *self);
WireHttpState wire_http_parser_lose_way (WireHttpParser *self);

/* wire-http-parser-body.c */
WireHttpState wire_http_parser_begin_body (WireHttpParser *self, WireHttpFraming framing);
void wire_http_parser_end_message (WireHttpParser *self, gboolean whole);
gboolean wire_http_parser_end_trailer (WireHttpParser *self);
WireHttpStep wire_http_parser_step_body (WireHttpParser *self, const WireStreamPiece *piece);
WireHttpStep wire_http_parser_step_gap (WireHttpParser *self, const WireStreamPiece *gap);
void wire_http_parser_break_at_gap (WireHttpParser *self, const WireStreamPiece *gap);

G_END_DECLS
