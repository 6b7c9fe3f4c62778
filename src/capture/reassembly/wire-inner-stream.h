/* wire-inner-stream.h: a conversation inside of a stream, kept so that people can follow it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** Pieces of all such conversations of a capture together; what is beyond is not kept. */
#define WIRE_INNER_STREAM_MAX_PIECES (4u * 1024 * 1024)

/**
 * WireInnerPiece:
 * @offset: of the bytes, as in #WireExtent; %WIRE_EXTENT_GAP where they are missing
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE
 * @length: how many bytes
 * @packet: that brought them, or showed the gap
 * @side: who sent them
 *
 * What came next in one of the two directions.
 */
typedef struct
{
  guint64 offset;
  gint64 time;
  guint32 length;
  guint32 packet;
  guint32 side;
} WireInnerPiece;

/**
 * WireInnerStream:
 * @label: what it is inside of its stream, such as "TLS"
 * @decrypted: its bytes were encrypted in the stream
 * @stream: the number of the stream
 * @pieces: (element-type WireInnerPiece): what was said, in the order in which it came
 */
typedef struct
{
  const char *label;
  gboolean decrypted;
  guint32 stream;
  GArray *pieces;
} WireInnerStream;

WireInnerStream *wire_inner_stream_new (guint32 stream, const char *label, gboolean decrypted);

/** Frees @inner and what it owns. */
void wire_inner_stream_free (WireInnerStream *inner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireInnerStream, wire_inner_stream_free)

void wire_inner_stream_add (WireInnerStream *inner, guint side, const WireStreamPiece *piece);

G_END_DECLS
