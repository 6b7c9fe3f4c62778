/* wire-stream-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-search.h"

#include <string.h>

/* Spans between two looks at the job. */
#define REPORT_EVERY 1024u

#define NOWHERE G_MAXUINT

typedef struct
{
  WireStreamTranscript *transcript;
  const WireStreamSearch *search;
  guint8 needle[WIRE_STREAM_MAX_NEEDLE]; /* in lower case where case does not count */
  GByteArray *bytes;                     /* of a span, and what follows it in its direction */
} Search;

static gboolean
append_bytes (Search *self, const WireStreamSpan *span, guint32 length, GError **error)
{
  guint old = self->bytes->len;

  g_byte_array_set_size (self->bytes, old + length);
  return wire_stream_transcript_read (self->transcript, span, 0, self->bytes->data + old, length,
                                      error);
}

/* What was sent is one stream of bytes, however it was cut into segments: a match may begin in one
 * and end in another. */
static gboolean
gather (Search *self, guint32 index, const WireStreamSpan *span, GError **error)
{
  gsize wanted = span->length + self->search->length - 1;
  WireStreamSpan next;

  g_byte_array_set_size (self->bytes, 0);
  if (!append_bytes (self, span, span->length, error))
    return FALSE;
  while (wire_stream_transcript_is_tcp (self->transcript) && self->bytes->len < wanted
         && wire_stream_transcript_get (self->transcript, ++index, &next))
    {
      if (next.side != span->side)
        continue;
      if (next.gap)
        break;
      if (!append_bytes (self, &next, (guint32) MIN (next.length, wanted - self->bytes->len),
                         error))
        return FALSE;
    }
  for (guint i = 0; self->search->is_text && i < self->bytes->len; i++)
    self->bytes->data[i] = (guint8) g_ascii_tolower ((char) self->bytes->data[i]);
  return TRUE;
}

/* Returns: offset of the first match that begins at @from … @end - 1, or the last, or NOWHERE */
static guint
find_match (Search *self, guint from, guint end)
{
  const guint8 *data = self->bytes->data;
  guint found = NOWHERE;

  while (from < end)
    {
      const guint8 *match =
          memmem (data + from, self->bytes->len - from, self->needle, self->search->length);

      if (!match || match - data >= end)
        break;
      found = (guint) (match - data);
      if (!self->search->backwards)
        break;
      from = found + 1;
    }
  return found;
}

/* Places before @first and from @end on do not count. */
static gboolean
search_span (Search *self,
             guint32 index,
             const WireStreamSpan *span,
             guint64 first,
             guint64 end,
             guint64 *found,
             GError **error)
{
  guint from = span->place < first ? (guint) MIN (first - span->place, span->length) : 0;
  guint to = (guint) MIN (span->length, end > span->place ? end - span->place : 0);
  guint match;

  if (span->gap || !wire_stream_sides_have (self->search->sides, span->side) || from >= to)
    return TRUE;
  if (!gather (self, index, span, error))
    return FALSE;
  match = find_match (self, from, to);
  if (match != NOWHERE)
    *found = span->place + match;
  return TRUE;
}

static gboolean
search_range (
    Search *self, guint64 first, guint64 end, WireJob *job, guint64 *found, GError **error)
{
  gboolean backwards = self->search->backwards;
  guint32 index = wire_stream_transcript_find (self->transcript, backwards ? end : first);
  guint64 whole = MAX (wire_stream_transcript_get_end (self->transcript), 1);
  WireStreamSpan span;

  *found = G_MAXUINT64;
  if (backwards)
    index = MIN (index, wire_stream_transcript_get_length (self->transcript, NULL) - 1);
  /* Backwards, what comes before the first is no span: its number wraps. */
  for (guint32 n = 1; wire_stream_transcript_get (self->transcript, index, &span); n++)
    {
      if (span.place >= end && !backwards)
        break;
      if (span.place + span.length <= first && backwards)
        break;
      if (n % REPORT_EVERY == 0)
        {
          if (wire_job_set_error_if_cancelled (job, error))
            return FALSE;
          wire_job_set_progress (job, (double) span.place / (double) whole, NULL);
        }
      if (!search_span (self, index, &span, first, end, found, error))
        return FALSE;
      if (*found != G_MAXUINT64)
        break;
      index = backwards ? index - 1 : index + 1;
    }
  return TRUE;
}

/* The match may end in another span than it begins in. */
static guint64
find_end (Search *self, guint64 first)
{
  guint32 index = wire_stream_transcript_find (self->transcript, first);
  gsize left = self->search->length;
  WireStreamSpan begin = { 0 }, span;

  wire_stream_transcript_get (self->transcript, index, &begin);
  for (; wire_stream_transcript_get (self->transcript, index, &span); index++)
    {
      guint64 from = MAX (span.place, first);
      guint64 n = span.place + span.length - from;

      if (span.side != begin.side)
        continue;
      if (n >= left)
        return from + left;
      left -= (gsize) n;
    }
  return wire_stream_transcript_get_end (self->transcript);
}

/**
 * wire_stream_search:
 * @transcript: what was said, as far as it is known
 * @search: what for, and from where
 * @job: (nullable): for progress and cancellation
 * @first: (out): place of the match's first byte, or %G_MAXUINT64 where there is none
 * @end: (out): place after its last
 * @error: where the file cannot be read again, or @job is cancelled
 *
 * Goes once round. A match that spans segments is found, also where the other side spoke in
 * between. Blocks; for a worker.
 */
gboolean
wire_stream_search (WireStreamTranscript *transcript,
                    const WireStreamSearch *search,
                    WireJob *job,
                    guint64 *first,
                    guint64 *end,
                    GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Search self = { transcript, search, { 0 }, bytes };
  guint64 start = search->start;
  guint64 all = wire_stream_transcript_get_end (transcript);

  g_return_val_if_fail (search->length > 0 && search->length <= WIRE_STREAM_MAX_NEEDLE, FALSE);

  for (gsize i = 0; i < search->length; i++)
    self.needle[i] =
        search->is_text ? (guint8) g_ascii_tolower ((char) search->needle[i]) : search->needle[i];
  if (!search_range (&self, search->backwards ? 0 : start, search->backwards ? start : all, job,
                     first, error))
    return FALSE;
  if (*first == G_MAXUINT64
      && !search_range (&self, search->backwards ? start : 0, search->backwards ? all : start, job,
                        first, error))
    return FALSE;
  *end = *first == G_MAXUINT64 ? *first : find_end (&self, *first);
  return TRUE;
}
