/* wire-http2-connection-private.h: what the parts of a heard connection share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http2/wire-http2-connection.h"
#include "capture/http2/wire-http2-frame-reader.h"
#include "capture/http2/wire-http2-stream.h"

G_BEGIN_DECLS

/** Not a side. */
#define WIRE_HTTP2_NOBODY 2u

/*
 * One side.
 * @block: (nullable): fields that go on in CONTINUATION frames, or in the frame that goes on
 * @block_stream: that they belong to
 * @block_promised: … or are promised on; 0 for none
 * @block_ends: the stream ends with them
 * @block_cut: some of them were lost, or there are too many
 * @at: bytes of the present frame's payload that were taken
 * @padding: after the content of the present frame, as its first byte says
 */
typedef struct
{
  WireHttp2Connection *connection;
  WireHttp2FrameReader reader;
  nghttp2_hd_inflater *inflater;
  GByteArray *block;
  guint32 block_stream;
  guint32 block_promised;
  gboolean block_ends;
  gboolean block_cut;
  guint32 at;
  guint8 padding;
  gboolean padding_lost;
} WireHttp2Side;

struct _WireHttp2Connection
{
  WireChannel *channel;
  WireHttpLog *log;
  WireHttp2Side sides[2];
  guint client;        /* or WIRE_HTTP2_NOBODY */
  GHashTable *streams; /* by number; NULL for one that was closed lately */
  GQueue order;        /* of those that are open, oldest first */
  GQueue closed;       /* numbers, oldest first */
  gsize charged;
};

static inline guint
wire_http2_side_get_number (const WireHttp2Side *side)
{
  return side != side->connection->sides;
}

guint wire_http2_connection_guess_client (WireHttp2Connection *self);
WireHttp2Stream *wire_http2_connection_find (const WireHttp2Connection *self, guint32 id);
WireHttp2Stream *wire_http2_connection_ensure (WireHttp2Connection *self, guint32 id);
void wire_http2_connection_close (WireHttp2Connection *self, WireHttp2Stream *stream);
void wire_http2_connection_settle (WireHttp2Connection *self, WireHttp2Stream *stream);

void wire_http2_side_begin_block (WireHttp2Side *side, const WireHttp2Frame *frame);
void wire_http2_side_add_to_block (WireHttp2Side *side, const guint8 *bytes, guint32 length);
void wire_http2_side_end_block (WireHttp2Side *side,
                                const WireHttp2Frame *frame,
                                const WireStreamPiece *piece);
void wire_http2_side_lose_block (WireHttp2Side *side);

G_END_DECLS
