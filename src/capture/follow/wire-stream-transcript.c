/* wire-stream-transcript.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-transcript.h"

#include "capture/follow/wire-inner-follow.h"
#include "capture/follow/wire-message-follow.h"
#include "capture/frame/wire-ip.h"

/* Spans stand in blocks that never move, so that no growth copies them all while others wait. */
#define BLOCK 4096u

/* Spans between two looks at the job. The first few are announced one by one: what was said first
 * is to be on the screen at once. */
#define REPORT_EVERY 256u

/* What is read and written at once when a stream is saved. */
#define COPY_BYTES (256u * 1024)

/* It is the stream itself. */
#define NOT_INNER G_MAXUINT

/* It is messages that the stream carried. */
#define MESSAGES (G_MAXUINT - 1)

struct _WireStreamTranscript
{
  gatomicrefcount references;
  WireCapture *capture;
  guint32 stream;
  guint inner; /* or NOT_INNER, or MESSAGES */
  gboolean is_tcp;

  GMutex lock; /* guards what follows */
  GPtrArray *blocks;
  guint32 length;
  guint64 end; /* place after the last span */
  gboolean complete;
  WireStreamFigures figures; /* known once complete */
};

typedef struct
{
  WireStreamTranscript *transcript;
  WireJob *job;
  guint32 n_packets;
} Fill;

/** Returns: (transfer full): one without spans, to be filled */
WireStreamTranscript *
wire_stream_transcript_new (WireCapture *capture, guint32 stream)
{
  WireStreamTranscript *self = g_new0 (WireStreamTranscript, 1);
  WireStream found = { 0 };

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->capture = g_object_ref (capture);
  self->stream = stream;
  self->inner = NOT_INNER;
  self->is_tcp = wire_capture_get_stream (capture, stream, &found) && found.protocol == WIRE_IP_TCP;
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/** As wire_stream_transcript_new(), of conversation number @inner, from 0, inside of the stream:
 * see wire_capture_get_inner_stream(). */
WireStreamTranscript *
wire_stream_transcript_new_inner (WireCapture *capture, guint32 stream, guint inner)
{
  WireStreamTranscript *self = wire_stream_transcript_new (capture, stream);

  self->inner = inner;
  self->is_tcp = TRUE;
  return self;
}

/** As wire_stream_transcript_new(), of the messages that the stream carried. */
WireStreamTranscript *
wire_stream_transcript_new_messages (WireCapture *capture, guint32 stream)
{
  return wire_stream_transcript_new_inner (capture, stream, MESSAGES);
}

WireStreamTranscript *
wire_stream_transcript_ref (WireStreamTranscript *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_stream_transcript_unref (WireStreamTranscript *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->blocks);
  g_object_unref (self->capture);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static WireStreamSpan *
get_span (WireStreamTranscript *self, guint32 index)
{
  return (WireStreamSpan *) self->blocks->pdata[index / BLOCK] + index % BLOCK;
}

static guint32
append (WireStreamTranscript *self, guint side, const WireStreamPiece *piece, gboolean begins)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->length % BLOCK == 0)
    g_ptr_array_add (self->blocks, g_new (WireStreamSpan, BLOCK));
  *get_span (self, self->length) = (WireStreamSpan){
    .place = self->end,
    .position = piece->position,
    .side = side & 1,
    .gap = piece->data == NULL,
    .begins = begins,
    .offset = piece->offset,
    .length = piece->length,
    .packet = piece->packet,
  };
  self->end += piece->length;
  return ++self->length;
}

/* A WireMessageVisitor. */
static gboolean
add_message (guint side, const WireStreamPiece *piece, gboolean begins, gpointer user_data)
{
  Fill *fill = user_data;
  guint32 n = append (fill->transcript, side, piece, begins);

  if (n == 1 || n % REPORT_EVERY == 0)
    wire_job_set_progress (fill->job, (double) piece->packet / MAX (fill->n_packets, 1), NULL);
  return TRUE;
}

/* A WireStreamVisitor. */
static gboolean
add_piece (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  return add_message (side, piece, FALSE, user_data);
}

static gboolean
follow (Fill *fill, GCancellable *cancellable, WireStreamFigures *figures, GError **error)
{
  WireStreamTranscript *self = fill->transcript;

  if (self->inner == NOT_INNER)
    return wire_stream_follow (self->capture, self->stream, cancellable, add_piece, fill, figures,
                               error);
  if (self->inner == MESSAGES)
    return wire_message_follow (self->capture, self->stream, cancellable, add_message, fill,
                                figures, error);
  return wire_inner_follow (self->capture, self->stream, self->inner, cancellable, add_piece, fill,
                            figures, error);
}

/**
 * wire_stream_transcript_fill:
 * @transcript: an empty one
 * @job: for progress, which tells that there is more to read, and cancellation
 * @error: set where %FALSE is returned
 *
 * Puts the stream together. What was found before a failure stays. Blocks; for a worker, once.
 */
gboolean
wire_stream_transcript_fill (WireStreamTranscript *self, WireJob *job, GError **error)
{
  Fill fill = { self, job, wire_capture_get_n_packets (self->capture) };
  WireStreamFigures figures;
  gboolean done = follow (&fill, wire_job_get_cancellable (job), &figures, error);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  self->figures = figures;
  self->complete = TRUE;
  return done;
}

WireCapture *
wire_stream_transcript_get_capture (WireStreamTranscript *self)
{
  return self->capture;
}

/** Returns: whether bytes follow each other without bounds, and not in datagrams */
gboolean
wire_stream_transcript_is_tcp (WireStreamTranscript *self)
{
  return self->is_tcp;
}

/** Returns: how many spans there are; @complete (out) (optional): whether none will follow */
guint32
wire_stream_transcript_get_length (WireStreamTranscript *self, gboolean *complete)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (complete)
    *complete = self->complete;
  return self->length;
}

/** Returns: the place after the last byte so far */
guint64
wire_stream_transcript_get_end (WireStreamTranscript *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  return self->end;
}

/** Returns: whether there is a span @index; @span is filled where there is */
gboolean
wire_stream_transcript_get (WireStreamTranscript *self, guint32 index, WireStreamSpan *span)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (index >= self->length)
    return FALSE;
  *span = *get_span (self, index);
  return TRUE;
}

/** Returns: the span that @place lies in, of either direction; the number of spans behind all */
guint32
wire_stream_transcript_find (WireStreamTranscript *self, guint64 place)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint32 first = 0, end = self->length;

  while (first < end)
    {
      guint32 middle = first + (end - first) / 2;
      const WireStreamSpan *span = get_span (self, middle);

      if (span->place + span->length <= place)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

/** Returns: whether the whole stream was put together, so that @figures are known */
gboolean
wire_stream_transcript_get_figures (WireStreamTranscript *self, WireStreamFigures *figures)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *figures = self->figures;
  return self->complete;
}

/**
 * wire_stream_transcript_read:
 * @transcript: a transcript
 * @span: one of its spans, no gap
 * @from: first byte wanted of it
 * @buffer: for @length bytes, which must lie in the span
 * @length: how many
 * @error: as wire_capture_read_into() sets it
 *
 * Reads from the file. Blocks, for as long as a read of so much takes.
 */
gboolean
wire_stream_transcript_read (WireStreamTranscript *self,
                             const WireStreamSpan *span,
                             guint32 from,
                             guint8 *buffer,
                             guint32 length,
                             GError **error)
{
  g_assert (!span->gap && from <= span->length && length <= span->length - from);

  return wire_capture_read_into (self->capture, span->offset + from, buffer, length, error);
}

/**
 * wire_stream_transcript_read_range:
 * @transcript: a transcript
 * @sides: whose bytes
 * @start: first place
 * @end: place after the last
 * @limit: bytes at most
 * @error: as wire_stream_transcript_read() sets it
 *
 * Returns: (transfer full) (nullable): the bytes one after the other, without gaps
 */
GBytes *
wire_stream_transcript_read_range (WireStreamTranscript *self,
                                   WireStreamSides sides,
                                   guint64 start,
                                   guint64 end,
                                   gsize limit,
                                   GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  WireStreamSpan span;

  for (guint32 i = wire_stream_transcript_find (self, start);
       out->len < limit && wire_stream_transcript_get (self, i, &span) && span.place < end; i++)
    {
      guint32 from = span.place < start ? (guint32) (start - span.place) : 0;
      guint32 to = (guint32) MIN (span.length, end - span.place);
      guint32 length = MIN (to - from, (guint32) MIN (limit - out->len, G_MAXUINT32));
      guint old = out->len;

      if (span.gap || !wire_stream_sides_have (sides, span.side))
        continue;
      g_byte_array_set_size (out, old + length);
      if (!wire_stream_transcript_read (self, &span, from, out->data + old, length, error))
        return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
write_span (WireStreamTranscript *self,
            const WireStreamSpan *span,
            guint8 *buffer,
            GOutputStream *out,
            WireJob *job,
            GError **error)
{
  for (guint32 from = 0; from < span->length; from += MIN (COPY_BYTES, span->length - from))
    {
      guint32 length = MIN (COPY_BYTES, span->length - from);

      if (!wire_stream_transcript_read (self, span, from, buffer, length, error)
          || !g_output_stream_write_all (out, buffer, length, NULL, wire_job_get_cancellable (job),
                                         error))
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_stream_transcript_write:
 * @transcript: a complete one
 * @sides: whose bytes
 * @out: gets them in order, without gaps; closed by the caller
 * @job: for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * The same bytes as `wirecase-cli stream --raw` prints. Blocks; for a worker.
 */
gboolean
wire_stream_transcript_write (WireStreamTranscript *self,
                              WireStreamSides sides,
                              GOutputStream *out,
                              WireJob *job,
                              GError **error)
{
  g_autoptr (GOutputStream) buffered = g_buffered_output_stream_new_sized (out, COPY_BYTES);
  g_autofree guint8 *buffer = g_malloc (COPY_BYTES);
  guint64 end = wire_stream_transcript_get_end (self);
  WireStreamSpan span;

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);
  for (guint32 i = 0; wire_stream_transcript_get (self, i, &span); i++)
    {
      if (i % REPORT_EVERY == 0)
        wire_job_set_progress (job, (double) span.place / (double) MAX (end, 1), NULL);
      if (!span.gap && wire_stream_sides_have (sides, span.side)
          && !write_span (self, &span, buffer, buffered, job, error))
        return FALSE;
    }
  return g_output_stream_close (buffered, wire_job_get_cancellable (job), error);
}
