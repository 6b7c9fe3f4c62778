/* wire-http2-stream.h: one stream of an HTTP/2 connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-log.h"
#include "capture/http2/wire-http2-head.h"
#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireHttp2Half:
 * @has_head: the final head came
 * @ended: nothing more comes
 * @lost: frames of it may have been lost, at @lost_at bytes of the body
 * @lost_twice: … more than once
 * @places: that the present packet gave to the body; see wire_http2_stream_add_data()
 * @places_packet: the present packet
 *
 * What one side sends on a stream.
 */
typedef struct
{
  guint has_head : 1;
  guint ended : 1;
  guint lost : 1;
  guint lost_twice : 1;
  guint64 lost_at;
  guint32 places;
  guint32 places_packet;
} WireHttp2Half;

/**
 * WireHttp2Stream:
 * @id: its number
 * @client: the side that asks, or %WIRE_HTTP2_NOBODY
 * @log: of HTTP
 * @exchange: (nullable): in @log; %NULL where there is no room
 * @halves: by side
 * @awaits_final: the response of @exchange is the one that upgraded the connection, so far
 * @place: (nullable): in the list of its maker
 * @tunnel: (nullable): what comes after a CONNECT
 *
 * A request and its response, each with its fields, body and trailers. Used by one thread.
 */
typedef struct
{
  guint32 id;
  guint client;
  WireHttpLog *log;
  WireHttpExchange *exchange;
  WireHttp2Half halves[2];
  gboolean awaits_final;
  GList *place;
  WireChannel *tunnel;
} WireHttp2Stream;

WireHttp2Stream *wire_http2_stream_new (WireHttpLog *log,
                                        guint32 id,
                                        WireHttpExchange *exchange,
                                        guint client);

/** Frees @stream and what it owns. */
void wire_http2_stream_free (WireHttp2Stream *stream);

void wire_http2_stream_take_head (WireHttp2Stream *stream,
                                  guint side,
                                  const WireHttp2Head *head,
                                  gboolean promise,
                                  const WireStreamPiece *piece);
void wire_http2_stream_add_data (WireHttp2Stream *stream, guint side, const WireStreamPiece *piece);
void wire_http2_stream_lose (WireHttp2Stream *stream, guint side);
void wire_http2_stream_end_side (WireHttp2Stream *stream, guint side, gboolean orderly);
gboolean wire_http2_stream_is_tunnel (const WireHttp2Stream *stream, const char **listener);

G_END_DECLS
