/* wire-http2-frame-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http2/wire-http2-frame-reader.h"

#include <string.h>

/* A reader at work on a piece. */
typedef struct
{
  WireHttp2FrameReader *reader;
  const WireHttp2FrameTaker *taker;
  gpointer user_data;
} Work;

static void
pass (WireStreamPiece *piece, guint32 length)
{
  piece->data += length;
  piece->length -= length;
  piece->offset += length;
  piece->position += length;
}

static WireStreamPiece
cut (const WireStreamPiece *piece, guint32 length)
{
  WireStreamPiece first = *piece;

  first.length = length;
  return first;
}

static void
get_lost (const Work *work, const WireStreamPiece *piece)
{
  WireHttp2FrameReader *reader = work->reader;

  reader->lost = TRUE;
  reader->in_frame = FALSE;
  reader->head_length = 0;
  reader->preface = 0;
  work->taker->lose (piece, work->user_data);
}

static void
end_frame (const Work *work, const WireStreamPiece *piece)
{
  work->reader->in_frame = FALSE;
  work->taker->end (&work->reader->frame, piece, work->user_data);
}

static void
begin_frame (const Work *work, const WireStreamPiece *piece)
{
  WireHttp2FrameReader *reader = work->reader;

  reader->head_length = 0;
  wire_http2_frame_parse (reader->head, &reader->frame);
  if (!wire_http2_frame_is_possible (&reader->frame))
    {
      get_lost (work, piece);
      return;
    }
  reader->in_frame = TRUE;
  reader->remaining = reader->frame.length;
  work->taker->begin (&reader->frame, piece, work->user_data);
  if (reader->remaining == 0)
    end_frame (work, piece);
}

static void
read_payload (const Work *work, WireStreamPiece *piece)
{
  WireHttp2FrameReader *reader = work->reader;
  WireStreamPiece part = cut (piece, MIN (piece->length, reader->remaining));

  work->taker->payload (&reader->frame, &part, work->user_data);
  reader->remaining -= part.length;
  pass (piece, part.length);
  if (reader->remaining == 0)
    end_frame (work, piece);
}

static void
read_head (const Work *work, WireStreamPiece *piece)
{
  WireHttp2FrameReader *reader = work->reader;
  guint32 n = MIN (piece->length, WIRE_HTTP2_FRAME_HEAD - reader->head_length);

  memcpy (reader->head + reader->head_length, piece->data, n);
  reader->head_length = (guint8) (reader->head_length + n);
  pass (piece, n);
  if (reader->head_length == WIRE_HTTP2_FRAME_HEAD)
    begin_frame (work, piece);
}

/* What both sides begin with, the client after its preface. A short piece may be its beginning. */
static gboolean
is_settings (const WireStreamPiece *piece)
{
  return piece->length < 4 || piece->data[3] == WIRE_HTTP2_SETTINGS;
}

/* A client sends a preface, a server does not. Of a conversation that began earlier, it is not
 * known where a frame begins. */
static void
read_preface (const Work *work, WireStreamPiece *piece)
{
  WireHttp2FrameReader *reader = work->reader;
  guint32 done = WIRE_HTTP2_PREFACE_LENGTH - reader->preface;
  guint32 n = MIN (piece->length, reader->preface);

  if (memcmp (piece->data, WIRE_HTTP2_PREFACE + done, n) == 0)
    {
      reader->preface -= n;
      pass (piece, n);
      reader->had_preface = reader->preface == 0;
    }
  else if (done == 0 && is_settings (piece))
    reader->preface = 0;
  else
    get_lost (work, piece);
}

/* Frames that begin at @bytes are believed where one follows the other, or the stream is known. */
static gboolean
may_begin (const Work *work, const guint8 *bytes, gsize length)
{
  WireHttp2Frame frame;
  gboolean exact = FALSE;
  guint n;

  if (length < WIRE_HTTP2_FRAME_HEAD || !wire_http2_frame_is_strict (bytes))
    return FALSE;
  wire_http2_frame_parse (bytes, &frame);
  n = wire_http2_frame_count_chain (bytes, length, &exact);
  if (frame.stream != 0 && frame.type != WIRE_HTTP2_HEADERS
      && !work->taker->knows (frame.stream, work->user_data))
    return n > 2;
  return n > 1 || (n == 1 && (exact || frame.length > 0));
}

static void
seek (const Work *work, WireStreamPiece *piece)
{
  for (guint32 i = 0; i < piece->length; i++)
    if (may_begin (work, piece->data + i, piece->length - i))
      {
        pass (piece, i);
        work->reader->lost = FALSE;
        return;
      }
  pass (piece, piece->length);
}

static void
add_bytes (const Work *work, const WireStreamPiece *piece)
{
  WireHttp2FrameReader *reader = work->reader;
  WireStreamPiece rest = *piece;

  while (rest.length > 0)
    {
      if (reader->lost)
        seek (work, &rest);
      else if (reader->preface > 0)
        read_preface (work, &rest);
      else if (reader->in_frame)
        read_payload (work, &rest);
      else
        read_head (work, &rest);
    }
}

/* In the payload of a frame, it is known how much of it the gap swallowed. */
static void
add_gap (const Work *work, const WireStreamPiece *gap)
{
  WireHttp2FrameReader *reader = work->reader;
  WireStreamPiece part;

  if (reader->lost)
    return;
  if (!reader->in_frame || gap->length > reader->remaining)
    {
      get_lost (work, gap);
      return;
    }
  part = cut (gap, MIN (gap->length, reader->remaining));
  work->taker->payload (&reader->frame, &part, work->user_data);
  reader->remaining -= part.length;
  if (reader->remaining == 0)
    end_frame (work, gap);
}

/**
 * wire_http2_frame_reader_add:
 * @self: of one side
 * @piece: what comes next, or a gap
 * @taker: takes frames
 * @user_data: for @taker
 */
void
wire_http2_frame_reader_add (WireHttp2FrameReader *self,
                             const WireStreamPiece *piece,
                             const WireHttp2FrameTaker *taker,
                             gpointer user_data)
{
  const Work work = { self, taker, user_data };

  if (piece->data)
    add_bytes (&work, piece);
  else
    add_gap (&work, piece);
}
