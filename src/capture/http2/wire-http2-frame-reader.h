/* wire-http2-frame-reader.h: the frames that one side sends, from pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http2/wire-http2-frame.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/**
 * WireHttp2FrameTaker:
 * @begin: the head of a frame came
 * @payload: bytes of its payload, or a gap in it
 * @end: its payload has ended
 * @lose: bytes were lost, and with them perhaps frames: what was begun does not end
 * @knows: whether the connection has the stream; asked about frames that are recognised by their
 * looks
 *
 * Who takes what a #WireHttp2FrameReader finds.
 */
typedef struct
{
  void (*begin) (const WireHttp2Frame *frame, const WireStreamPiece *piece, gpointer user_data);
  void (*payload) (const WireHttp2Frame *frame, const WireStreamPiece *piece, gpointer user_data);
  void (*end) (const WireHttp2Frame *frame, const WireStreamPiece *piece, gpointer user_data);
  void (*lose) (const WireStreamPiece *piece, gpointer user_data);
  gboolean (*knows) (guint32 stream, gpointer user_data);
} WireHttp2FrameTaker;

/**
 * WireHttp2FrameReader:
 * @head: of the next frame, as far as it came
 * @head_length: bytes of @head
 * @frame: that goes on, where @in_frame
 * @remaining: bytes of its payload that are still to come
 * @preface: bytes of a preface that may still come
 * @had_preface: it came
 * @in_frame: see @frame
 * @lost: nobody knows where the next frame begins
 *
 * Zeroed is new. Used by one thread.
 */
typedef struct
{
  guint8 head[WIRE_HTTP2_FRAME_HEAD];
  guint8 head_length;
  WireHttp2Frame frame;
  guint32 remaining;
  guint32 preface;
  gboolean had_preface;
  gboolean in_frame;
  gboolean lost;
} WireHttp2FrameReader;

void wire_http2_frame_reader_add (WireHttp2FrameReader *reader,
                                  const WireStreamPiece *piece,
                                  const WireHttp2FrameTaker *taker,
                                  gpointer user_data);

G_END_DECLS
