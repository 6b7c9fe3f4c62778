/* wire-stream-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-layout.h"

#include <string.h>

#define NOTHING_READ G_MAXUINT32

/* What may be on the next line. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  gboolean last; /* nothing follows them on this turn */
  gboolean wait; /* … or it is not there yet */
  guint8 joined[WIRE_STREAM_MAX_LINE_BYTES];
} Run;

void
wire_stream_layout_init (WireStreamLayout *self,
                         WireStreamTranscript *transcript,
                         WireStreamSides sides,
                         WireStreamForm form,
                         guint columns)
{
  *self = (WireStreamLayout){
    .state.speaker = WIRE_STREAM_NOBODY,
    .transcript = transcript,
    .sides = sides,
    .form = form,
    .columns = columns,
    .read = g_byte_array_new (),
    .read_span = NOTHING_READ,
  };
}

void
wire_stream_layout_clear (WireStreamLayout *self)
{
  g_clear_pointer (&self->read, g_byte_array_unref);
}

/* From @index on, the first span that is shown. Returns: whether there is one */
static gboolean
find_shown (WireStreamLayout *self, guint32 *index, WireStreamSpan *span)
{
  while (wire_stream_transcript_get (self->transcript, *index, span))
    {
      if (wire_stream_sides_have (self->sides, span->side))
        return TRUE;
      (*index)++;
    }
  return FALSE;
}

/* Datagrams and messages are no stream of bytes: what one holds is never joined to the next. */
static gboolean
belong_together (WireStreamLayout *self, const WireStreamSpan *a, const WireStreamSpan *b)
{
  return a->side == b->side && !b->begins
         && (wire_stream_transcript_is_tcp (self->transcript) || a->packet == b->packet);
}

static const guint8 *
read_span (WireStreamLayout *self, guint32 index, const WireStreamSpan *span, GError **error)
{
  if (self->read_span == index)
    return self->read->data;
  self->read_span = NOTHING_READ;
  g_byte_array_set_size (self->read, span->length);
  if (!wire_stream_transcript_read (self->transcript, span, 0, self->read->data, span->length,
                                    error))
    return NULL;
  self->read_span = index;
  return self->read->data;
}

/* Bytes of the spans after @first that go on with it, until there are enough for any line. */
static gboolean
join_spans (WireStreamLayout *self, Run *run, const WireStreamSpan *first, GError **error)
{
  guint32 index = self->state.span;
  WireStreamSpan before = *first;

  memcpy (run->joined, run->bytes, run->length);
  run->bytes = run->joined;
  while (run->length < sizeof run->joined)
    {
      WireStreamSpan span;
      gboolean complete;
      guint32 n;

      index++;
      wire_stream_transcript_get_length (self->transcript, &complete);
      if (!find_shown (self, &index, &span))
        {
          run->wait = !complete;
          run->last = complete;
          return TRUE;
        }
      if (span.gap || !belong_together (self, &before, &span))
        {
          run->last = TRUE;
          return TRUE;
        }
      n = (guint32) MIN (span.length, sizeof run->joined - run->length);
      if (!wire_stream_transcript_read (self->transcript, &span, 0, run->joined + run->length, n,
                                        error))
        return FALSE;
      run->length += n;
      before = span;
    }
  return TRUE;
}

/* The bytes of a line are @length; the state goes after them. */
static void
take_bytes (WireStreamLayout *self, gsize length, WireStreamLine *line)
{
  WireStreamState *state = &self->state;

  for (gsize i = 0; i < length;)
    {
      WireStreamSpan span;
      gsize n;

      find_shown (self, &state->span, &span);
      n = MIN (length - i, span.length - state->byte);
      for (gsize k = 0; line && k <= n; k++)
        line->places[i + k] = span.place + state->byte + k;
      i += n;
      state->byte += (guint32) n;
      if (state->byte == span.length)
        *state = (WireStreamState){ state->span + 1, 0, state->speaker, FALSE };
    }
}

static WireStreamStep
lay_out_bytes (WireStreamLayout *self,
               const WireStreamSpan *span,
               WireStreamLine *line,
               GError **error)
{
  const guint8 *bytes = read_span (self, self->state.span, span, error);
  gboolean ends = FALSE;
  gsize length;
  Run run;

  if (!bytes)
    return WIRE_STREAM_STEP_ERROR;
  run.bytes = bytes + self->state.byte;
  run.length = MIN (span->length - self->state.byte, WIRE_STREAM_MAX_LINE_BYTES);
  run.last = run.wait = FALSE;
  length = wire_stream_line_break (self->form, self->columns, run.bytes, run.length, FALSE, &ends);
  if (length == 0)
    {
      if (!join_spans (self, &run, span, error))
        return WIRE_STREAM_STEP_ERROR;
      length = wire_stream_line_break (self->form, self->columns, run.bytes, run.length, run.last,
                                       &ends);
    }
  if (length == 0)
    return WIRE_STREAM_STEP_END; /* run.wait */
  if (line)
    {
      line->kind = WIRE_STREAM_LINE_BYTES;
      line->ends = ends || (run.last && length == run.length);
      line->length = (guint32) length;
      memcpy (line->bytes, run.bytes, length);
    }
  take_bytes (self, length, line);
  return WIRE_STREAM_STEP_LINE;
}

static WireStreamStep
lay_out_gap (WireStreamLayout *self, const WireStreamSpan *span, WireStreamLine *line)
{
  if (line)
    {
      line->kind = WIRE_STREAM_LINE_GAP;
      line->length = span->length;
      line->places[0] = span->place;
      line->places[1] = span->place + span->length;
    }
  self->state = (WireStreamState){ self->state.span + 1, 0, self->state.speaker, FALSE };
  return WIRE_STREAM_STEP_LINE;
}

/* A turn begins where another speaks, and with every datagram and message. */
static gboolean
begins_turn (WireStreamLayout *self, const WireStreamSpan *span)
{
  WireStreamSpan before;

  if (self->state.announced || self->state.byte > 0)
    return FALSE;
  if (self->state.speaker != span->side || span->begins)
    return TRUE;
  return !wire_stream_transcript_is_tcp (self->transcript)
         && !(wire_stream_transcript_get (self->transcript, self->state.span - 1, &before)
              && belong_together (self, &before, span));
}

static WireStreamStep
lay_out_turn (WireStreamLayout *self, const WireStreamSpan *span, WireStreamLine *line)
{
  if (line)
    {
      line->kind = WIRE_STREAM_LINE_TURN;
      line->length = 0;
      line->places[0] = span->place;
    }
  self->state.speaker = span->side;
  self->state.announced = TRUE;
  return WIRE_STREAM_STEP_LINE;
}

/**
 * wire_stream_layout_next:
 * @layout: a layout
 * @line: (out) (optional): the line
 * @error: set with %WIRE_STREAM_STEP_ERROR
 *
 * Lays out one line. At the end of a transcript that grows, the last line waits until it is sure
 * that nothing will be added to it.
 */
WireStreamStep
wire_stream_layout_next (WireStreamLayout *self, WireStreamLine *line, GError **error)
{
  WireStreamSpan span;

  if (!find_shown (self, &self->state.span, &span))
    return WIRE_STREAM_STEP_END;
  if (line)
    {
      line->side = span.side;
      line->packet = span.packet;
      line->position = span.position + self->state.byte;
      line->ends = TRUE;
    }
  if (begins_turn (self, &span))
    return lay_out_turn (self, &span, line);
  if (span.gap)
    return lay_out_gap (self, &span, line);
  return lay_out_bytes (self, &span, line, error);
}
