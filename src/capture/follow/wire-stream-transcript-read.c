/* wire-stream-transcript-read.c: the bytes of a transcript, from the file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-transcript.h"

/* What is read and written at once when a stream is saved. */
#define COPY_BYTES (256u * 1024)

/* Spans between two looks at the job. */
#define REPORT_EVERY 256u

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

  if (wire_stream_transcript_copy_words (self, span->offset + from, buffer, length))
    return TRUE;
  return wire_capture_read_into (wire_stream_transcript_get_capture (self), span->offset + from,
                                 buffer, length, error);
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
