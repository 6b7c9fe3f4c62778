/* wire-stream-transcript.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-transcript.h"

#include "capture/follow/wire-inner-follow.h"
#include "capture/follow/wire-message-follow.h"
#include "capture/follow/wire-session-words.h"
#include "capture/frame/wire-ip.h"
#include "capture/wire-version-search.h"

#include <glib/gi18n.h>
#include <string.h>

/* Spans are in blocks that never move, so that no growth copies them all while others wait. */
#define BLOCK 4096u

/* Spans between two looks at the job. The first few are announced one by one: what was said first
 * is to be on the screen at once. */
#define REPORT_EVERY 256u

/* It is the stream itself. */
#define NOT_INNER G_MAXUINT

/* It is messages that the stream carried. */
#define MESSAGES (G_MAXUINT - 1)

/* It is the log of what was said. */
#define WORDS (G_MAXUINT - 2)

struct _WireStreamTranscript
{
  gatomicrefcount references;
  WireCapture *capture;
  guint32 stream;
  guint inner; /* or NOT_INNER, MESSAGES or WORDS */
  gboolean is_tcp;
  gboolean second; /* has what came second, where there are two versions */

  GMutex lock; /* guards what follows */
  GPtrArray *blocks;
  GByteArray *words; /* of WORDS: what spans are in; NULL before it is filled */
  guint32 length;
  guint64 end; /* place after the last span */
  gboolean complete;
  WireStreamFigures figures; /* known once complete */
  GArray *versions;          /* of WireSegmentVersion; NULL where they were not looked for */
  char *versions_problem;    /* why not, or NULL */
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

/** As wire_stream_transcript_new(), of the log of what client and server said, line by line. */
WireStreamTranscript *
wire_stream_transcript_new_words (WireCapture *capture, guint32 stream)
{
  return wire_stream_transcript_new_inner (capture, stream, WORDS);
}

/** As wire_stream_transcript_new(), with those bytes that came second wherever some were sent twice
 * with other content. */
WireStreamTranscript *
wire_stream_transcript_new_second (WireCapture *capture, guint32 stream)
{
  WireStreamTranscript *self = wire_stream_transcript_new (capture, stream);

  self->second = TRUE;
  return self;
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
  g_clear_pointer (&self->words, g_byte_array_unref);
  g_clear_pointer (&self->versions, g_array_unref);
  g_free (self->versions_problem);
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

/* Adds @piece with what came second in place of what came first. */
static gboolean
add_second (guint side, const WireStreamPiece *piece, Fill *fill)
{
  g_auto (WireBody) first = { 0 };
  g_auto (WireBody) second = { 0 };
  WireStreamPiece part = *piece;

  wire_body_add (&first, piece->offset, piece->length, piece->packet);
  wire_segment_versions_exchange (fill->transcript->versions, &first, &second);
  for (guint32 i = 0; i < second.n; i++)
    {
      part.offset = second.extents[i].offset;
      part.length = second.extents[i].length;
      part.packet = second.extents[i].packet;
      add_message (side, &part, FALSE, fill);
      part.position += part.length;
    }
  return TRUE;
}

/* A WireStreamVisitor. */
static gboolean
add_piece (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  Fill *fill = user_data;

  if (piece->data && fill->transcript->second && fill->transcript->versions)
    return add_second (side, piece, fill);
  return add_message (side, piece, FALSE, user_data);
}

static void
count_line (WireStreamFigures *figures, const WireSessionLine *line)
{
  figures->bytes[line->side] += line->length;
  if (line->time == WIRE_TIME_NONE)
    return;
  figures->first = figures->first == WIRE_TIME_NONE ? line->time : MIN (figures->first, line->time);
  figures->last = MAX (figures->last, line->time);
}

/* The text is there before spans of it are. */
static void
follow_words (Fill *fill, GCancellable *cancellable, WireStreamFigures *figures)
{
  WireStreamTranscript *self = fill->transcript;
  GByteArray *text = g_byte_array_new ();
  g_autoptr (GArray) lines =
      wire_session_words_collect (self->capture, self->stream, cancellable, text);
  guint64 positions[2] = { 0, 0 };

  *figures = (WireStreamFigures){ .first = WIRE_TIME_NONE, .last = WIRE_TIME_NONE };
  g_mutex_lock (&self->lock);
  self->words = text;
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < lines->len; i++)
    {
      const WireSessionLine *line = &g_array_index (lines, WireSessionLine, i);
      const WireStreamPiece piece = {
        .data = text->data,
        .length = line->length,
        .packet = line->packet,
        .position = positions[line->side],
        .offset = line->offset,
      };

      positions[line->side] += line->length;
      count_line (figures, line);
      add_message (line->side, &piece, FALSE, fill);
    }
}

/**
 * wire_stream_transcript_copy_words:
 * @self: a transcript
 * @offset: of a span, or behind that
 * @buffer: for @length bytes, which must lie in the span
 * @length: how many
 *
 * Returns: whether the transcript is a log, whose bytes are not in the file
 */
gboolean
wire_stream_transcript_copy_words (WireStreamTranscript *self,
                                   guint64 offset,
                                   guint8 *buffer,
                                   guint32 length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->words || offset > self->words->len || length > self->words->len - offset)
    return FALSE;
  memcpy (buffer, self->words->data + offset, length);
  return TRUE;
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

/* What is inside of a stream has the versions of the stream. */
static gboolean
find_versions (WireStreamTranscript *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GArray *versions =
      wire_version_search_stream (self->capture, self->stream, cancellable, &problem);

  g_mutex_lock (&self->lock);
  self->versions = versions;
  if (problem)
    self->versions_problem = g_strdup (problem->message);
  g_mutex_unlock (&self->lock);
  if (versions || !self->second)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What came first is there at once; of what came second it must be known where. */
static gboolean
fill_in (Fill *fill, GCancellable *cancellable, WireStreamFigures *figures, GError **error)
{
  WireStreamTranscript *self = fill->transcript;

  if (self->second && !find_versions (self, cancellable, error))
    return FALSE;
  if (self->inner == WORDS)
    {
      follow_words (fill, cancellable, figures);
      return TRUE;
    }
  if (!follow (fill, cancellable, figures, error))
    return FALSE;
  return self->second || find_versions (self, cancellable, error);
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
  WireStreamFigures figures = { .first = WIRE_TIME_NONE, .last = WIRE_TIME_NONE };
  gboolean done = fill_in (&fill, wire_job_get_cancellable (job), &figures, error);

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

/** Returns: the span that @place lies in, of either direction; the number of spans after all */
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
 * wire_stream_transcript_describe_versions:
 * @transcript: a transcript
 * @has_second: (out): whether bytes were sent twice, with other content the second time
 *
 * Returns: (transfer full) (nullable): how many and where, and which the receiver likely took, or
 *   why that could not be found out; %NULL where there is nothing to say, or not yet
 */
char *
wire_stream_transcript_describe_versions (WireStreamTranscript *self, gboolean *has_second)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *has_second = self->versions && self->versions->len > 0;
  if (self->versions_problem)
    return g_strdup_printf (
        _ ("Bytes that were sent twice with other content could not be looked for: %s"),
        self->versions_problem);
  return self->versions ? wire_segment_versions_describe (self->versions) : NULL;
}

/** Returns: whether it has what came second, of what was sent twice with other content */
gboolean
wire_stream_transcript_is_second (WireStreamTranscript *self)
{
  return self->second;
}
