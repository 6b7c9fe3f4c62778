/* wire-stream-transcript.h: where in the capture file the bytes of one stream are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-follow.h"
#include "capture/wire-segment-versions.h"

G_BEGIN_DECLS

/** Which directions are meant; `1 << side`. */
typedef enum
{
  WIRE_STREAM_A = 1 << 0,
  WIRE_STREAM_B = 1 << 1,
  WIRE_STREAM_BOTH = WIRE_STREAM_A | WIRE_STREAM_B,
} WireStreamSides;

/**
 * WireStreamSpan:
 * @place: of the first byte among all bytes and gaps of both directions, in the order in which they
 * were told; what a selection or a find is made of
 * @position: of the first byte in its direction
 * @side: the direction
 * @gap: whether the bytes were not captured
 * @begins: a message begins here, which is not to be joined to what came before
 * @offset: of the bytes in the capture file
 * @length: bytes, or how many are missing
 * @packet: that brought them, or showed the gap
 */
typedef struct
{
  guint64 place;
  guint64 position : 61;
  guint64 side : 1;
  guint64 gap : 1;
  guint64 begins : 1;
  guint64 offset;
  guint32 length;
  guint32 packet;
} WireStreamSpan;

/* As much as the packet's record in the index. */
G_STATIC_ASSERT (sizeof (WireStreamSpan) == 32);

/**
 * WireStreamTranscript:
 *
 * What was said on one stream, as places in the capture file: the bytes themselves are read when
 * somebody looks. A worker fills it; others may read meanwhile what is there. Counted by reference,
 * any thread.
 */
typedef struct _WireStreamTranscript WireStreamTranscript;

WireStreamTranscript *wire_stream_transcript_new (WireCapture *capture, guint32 stream);
WireStreamTranscript *wire_stream_transcript_new_inner (WireCapture *capture,
                                                        guint32 stream,
                                                        guint inner);

WireStreamTranscript *wire_stream_transcript_new_messages (WireCapture *capture, guint32 stream);

WireStreamTranscript *wire_stream_transcript_new_words (WireCapture *capture, guint32 stream);

WireStreamTranscript *wire_stream_transcript_new_second (WireCapture *capture, guint32 stream);

/** Takes a reference, to be dropped with wire_stream_transcript_unref(). Any thread. Returns:
 * @transcript */
WireStreamTranscript *wire_stream_transcript_ref (WireStreamTranscript *transcript);

/** Drops a reference. The last one frees @transcript. Any thread. */
void wire_stream_transcript_unref (WireStreamTranscript *transcript);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireStreamTranscript, wire_stream_transcript_unref)

gboolean wire_stream_transcript_fill (WireStreamTranscript *transcript,
                                      WireJob *job,
                                      GError **error);

/** Returns: (transfer none): the capture that the stream is from */
WireCapture *wire_stream_transcript_get_capture (WireStreamTranscript *transcript);

gboolean wire_stream_transcript_is_tcp (WireStreamTranscript *transcript);
guint32 wire_stream_transcript_get_length (WireStreamTranscript *transcript, gboolean *complete);
guint64 wire_stream_transcript_get_end (WireStreamTranscript *transcript);
gboolean wire_stream_transcript_get (WireStreamTranscript *transcript,
                                     guint32 index,
                                     WireStreamSpan *span);
guint32 wire_stream_transcript_find (WireStreamTranscript *transcript, guint64 place);
gboolean wire_stream_transcript_get_figures (WireStreamTranscript *transcript,
                                             WireStreamFigures *figures);
char *wire_stream_transcript_describe_versions (WireStreamTranscript *transcript,
                                                gboolean *has_second);
gboolean wire_stream_transcript_copy_words (WireStreamTranscript *transcript,
                                            guint64 offset,
                                            guint8 *buffer,
                                            guint32 length);
gboolean wire_stream_transcript_is_second (WireStreamTranscript *transcript);

/* wire-stream-transcript-read.c */

/** Reads bytes of one span, which is no gap, from the file. */
gboolean wire_stream_transcript_read (WireStreamTranscript *transcript,
                                      const WireStreamSpan *span,
                                      guint32 from,
                                      guint8 *buffer,
                                      guint32 length,
                                      GError **error);
/** Reads the bytes between two places, without gaps. */
GBytes *wire_stream_transcript_read_range (WireStreamTranscript *transcript,
                                           WireStreamSides sides,
                                           guint64 start,
                                           guint64 end,
                                           gsize limit,
                                           GError **error);
/** Writes all bytes in order, without gaps. */
gboolean wire_stream_transcript_write (WireStreamTranscript *transcript,
                                       WireStreamSides sides,
                                       GOutputStream *out,
                                       WireJob *job,
                                       GError **error);

/** Returns: whether a span of @side is among @sides */
static inline gboolean
wire_stream_sides_have (WireStreamSides sides, guint side)
{
  return (sides & (1u << side)) != 0;
}

G_END_DECLS
