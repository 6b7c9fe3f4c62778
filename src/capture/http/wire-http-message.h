/* wire-http-message.h: what is kept of an HTTP message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"
#include "capture/reassembly/wire-stream-direction.h"
#include "capture/http/wire-http-head.h"

G_BEGIN_DECLS

/** A length that no field gave. */
#define WIRE_HTTP_UNKNOWN G_MAXUINT64

/**
 * WireHttpFraming:
 * @WIRE_HTTP_NO_BODY: by its kind, its status or what it answers
 * @WIRE_HTTP_BY_LENGTH: Content-Length
 * @WIRE_HTTP_CHUNKED: Transfer-Encoding: chunked
 * @WIRE_HTTP_PERHAPS_CHUNKED: something in the head says so, in words that few understand: the
 * first bytes of the body tell
 * @WIRE_HTTP_BY_CLOSE: until the connection ends
 * @WIRE_HTTP_TUNNEL: none; what follows on the connection is no HTTP (CONNECT, Upgrade)
 *
 * How the end of a body is found: RFC 9112, section 6.3.
 */
typedef enum
{
  WIRE_HTTP_NO_BODY,
  WIRE_HTTP_BY_LENGTH,
  WIRE_HTTP_CHUNKED,
  WIRE_HTTP_PERHAPS_CHUNKED,
  WIRE_HTTP_BY_CLOSE,
  WIRE_HTTP_TUNNEL,
} WireHttpFraming;

/**
 * WireHttpMessageFlags:
 * @WIRE_HTTP_HEAD_CUT: the head goes on where nothing was captured, or nothing could be kept;
 *   only its beginning is known
 * @WIRE_HTTP_ENDED: nothing more of it comes
 * @WIRE_HTTP_COMPLETE: all of it was captured, to the end that its framing demands
 * @WIRE_HTTP_ACKNOWLEDGES: its acknowledgement number is known
 * @WIRE_HTTP_HEAD_LONG: … because it is longer than the %WIRE_HTTP_MAX_HEAD bytes that are kept
 * @WIRE_HTTP_CLOSED: its sender ended the connection within it
 * @WIRE_HTTP_BROKEN: what should be the next chunk is none
 * @WIRE_HTTP_AFTER_GAP: other messages may be missing before it
 * @WIRE_HTTP_AFTER_LOSS: whole requests are missing right before it, and it is known that the one
 *   before those was whole
 * @WIRE_HTTP_CONTESTED: an answer to it may be in the capture, but which one cannot be told
 * @WIRE_HTTP_PLACES_LEFT_OUT: parts of the body count as a gap although they were captured: they
 *   were in pieces so small that they had to be copied, and there was no room (see #WireDerived)
 */
typedef enum
{
  WIRE_HTTP_HEAD_CUT = 1 << 0,
  WIRE_HTTP_ENDED = 1 << 1,
  WIRE_HTTP_COMPLETE = 1 << 2,
  WIRE_HTTP_PLACES_LEFT_OUT = 1 << 3,
  WIRE_HTTP_ACKNOWLEDGES = 1 << 4,
  WIRE_HTTP_AFTER_GAP = 1 << 5,
  WIRE_HTTP_HEAD_LONG = 1 << 6,
  WIRE_HTTP_CLOSED = 1 << 7,
  WIRE_HTTP_BROKEN = 1 << 8,
  WIRE_HTTP_AFTER_LOSS = 1 << 9,
  WIRE_HTTP_CONTESTED = 1 << 10,
} WireHttpMessageFlags;

/**
 * WireHttpRemarks:
 * @WIRE_HTTP_ODD_START: its first line is not `METHOD URI HTTP/1.x` or `HTTP/1.x STATUS`
 * @WIRE_HTTP_ODD_FIELDS: fields that say how its body is framed are not written as they should be
 * @WIRE_HTTP_TWO_LENGTHS: Content-Length was there with several values; the first was taken
 * @WIRE_HTTP_ODD_LENGTH: Content-Length is not a number alone
 * @WIRE_HTTP_LENGTH_AND_CHUNKS: both Content-Length and chunks were said
 * @WIRE_HTTP_NOT_CHUNKED: chunks were said, and did not come
 * @WIRE_HTTP_ODD_CHUNKS: chunks are not written as they should be
 * @WIRE_HTTP_EXTRA: bytes follow that belong to no message
 * @WIRE_HTTP_AFTER_PROXY: a PROXY header came before it
 * @WIRE_HTTP_ODD_METHOD: its method is not registered, nor one that is often seen
 * @WIRE_HTTP_REQUEST_INSIDE: its body begins like another request
 *
 * What is odd about a message that was read all the same.
 */
typedef enum
{
  WIRE_HTTP_ODD_START = 1 << 0,
  WIRE_HTTP_ODD_FIELDS = 1 << 1,
  WIRE_HTTP_TWO_LENGTHS = 1 << 2,
  WIRE_HTTP_ODD_LENGTH = 1 << 3,
  WIRE_HTTP_LENGTH_AND_CHUNKS = 1 << 4,
  WIRE_HTTP_NOT_CHUNKED = 1 << 5,
  WIRE_HTTP_ODD_CHUNKS = 1 << 6,
  WIRE_HTTP_EXTRA = 1 << 7,
  WIRE_HTTP_AFTER_PROXY = 1 << 8,
  WIRE_HTTP_ODD_METHOD = 1 << 9,
  WIRE_HTTP_REQUEST_INSIDE = 1 << 10,
} WireHttpRemarks;

/**
 * WireHttpMessage:
 * @kind: %WIRE_HTTP_NOTHING where there was none, or none was captured
 * @framing: of the body
 * @major: of the version: 1 or 2
 * @minor: of the version: HTTP/1.@minor
 * @flags: #WireHttpMessageFlags
 * @status: of a response
 * @remarks: #WireHttpRemarks
 * @extra: bytes after it that belong to no message
 * @behind: (nullable): where these are
 * @packet: that brought the first byte
 * @last_packet: that brought the last byte so far
 * @time: of the first byte, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @last_time: of the last byte so far
 * @sequence: TCP's number of the first byte
 * @acknowledgement: TCP's number of the byte that its sender waited for when it sent the first
 * byte, where @flags has %WIRE_HTTP_ACKNOWLEDGES
 * @version: as sent, where it is not that of HTTP/1.@minor
 * @declared: Content-Length, or %WIRE_HTTP_UNKNOWN
 * @head: where start line and fields are in the file; of HTTP/2, written out as those of HTTP/1
 * @body: where the body is, without the framing of chunks
 * @trailers: fields after the body, in lines as in @head
 *
 * The strings are UTF-8, owned by the log, and %NULL where there is no such field.
 */
typedef struct
{
  guint8 kind;
  guint8 framing;
  guint8 major;
  guint8 minor;
  guint16 flags;
  guint16 status;
  guint16 remarks;
  guint32 extra;
  guint32 packet;
  guint32 last_packet;
  gint64 time;
  gint64 last_time;
  guint32 sequence;
  guint32 acknowledgement;
  guint64 declared;
  WireBody head;
  WireBody body;
  WireBody trailers;
  WireBody *behind;
  const char *method;
  const char *uri;
  const char *version;
  const char *host;
  const char *referer;
  const char *user_agent;
  const char *content_type;
  const char *content_encoding;
  const char *content_range;
  const char *content_disposition;
  const char *location;
  const char *destination; /* of a request: where its file is moved or copied to */
  const char *upgrade;
  const char *extensions; /* Sec-WebSocket-Extensions */
  const char *validator;  /* ETag, or else Last-Modified */
} WireHttpMessage;

/**
 * WireHttpExchange:
 * @stream: number of the stream, from 0
 * @client: the direction of the stream, 0 or 1, that the request went
 * @interim: how many 1xx responses came before the final one
 * @decrypted: it was encrypted on the wire
 * @headless: bytes that may be of the response, whose beginning was not captured
 * @foreign: bytes that came in place of a response, and are not one
 * @protocol: (nullable): a literal, such as `HTTP/2`; %NULL for HTTP/1, whose messages tell their
 *   version
 * @pushed: the server sent the request, too (RFC 9113, section 8.4)
 * @stream_id: of HTTP/2: the stream of the connection; 0 in HTTP/1
 * @scheme: (nullable): of HTTP/2, as the request says
 * @authority: (nullable): likewise
 * @request: its kind is %WIRE_HTTP_NOTHING where it was not captured
 * @response: likewise
 *
 * A request and the final response to it.
 */
typedef struct
{
  guint32 stream;
  guint8 client;
  guint8 interim;
  gboolean decrypted;
  guint64 headless;
  guint64 foreign;
  const char *protocol;
  gboolean pushed;
  guint32 stream_id;
  const char *scheme;
  const char *authority;
  WireHttpMessage request;
  WireHttpMessage response;
} WireHttpExchange;

G_END_DECLS
