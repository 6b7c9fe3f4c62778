/* wire-stream-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-layout.h"

/* Between two states that are kept. Who looks at a line lays out up to so many before it. */
#define INTERVAL 64u

/* States that are kept at most: 12 MiB. A gigabyte of empty lines makes the interval a thousand,
 * and a thousand empty lines are laid out in less than a millisecond. */
#define MAX_STATES (1u << 20)

/* Lines between two looks at the job. */
#define REPORT_EVERY 4096u

struct _WireStreamLines
{
  gatomicrefcount references;
  WireStreamTranscript *transcript;

  WireStreamLayout writer; /* the extending worker's */
  WireStreamLayout reader; /* of who looks */
  guint64 reader_line;     /* that @reader lays out next */

  GMutex lock; /* guards what follows */
  GArray *states;
  guint64 interval;
  guint64 length;
  guint64 end; /* place after what was laid out */
};

/** Returns: (transfer full): no lines yet; see wire_stream_line_break() for @columns */
WireStreamLines *
wire_stream_lines_new (WireStreamTranscript *transcript,
                       WireStreamSides sides,
                       WireStreamForm form,
                       guint columns)
{
  WireStreamLines *self = g_new0 (WireStreamLines, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->transcript = wire_stream_transcript_ref (transcript);
  self->states = g_array_new (FALSE, FALSE, sizeof (WireStreamState));
  self->interval = INTERVAL;
  wire_stream_layout_init (&self->writer, transcript, sides, form, columns);
  wire_stream_layout_init (&self->reader, transcript, sides, form, columns);
  return self;
}

WireStreamLines *
wire_stream_lines_ref (WireStreamLines *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_stream_lines_unref (WireStreamLines *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  wire_stream_layout_clear (&self->writer);
  wire_stream_layout_clear (&self->reader);
  wire_stream_transcript_unref (self->transcript);
  g_array_unref (self->states);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
drop_every_other (WireStreamLines *self)
{
  WireStreamState *states = (WireStreamState *) (gpointer) self->states->data;

  for (guint i = 0; 2 * i < self->states->len; i++)
    states[i] = states[2 * i];
  g_array_set_size (self->states, (self->states->len + 1) / 2);
  self->interval *= 2;
}

static guint64
place_of (WireStreamLines *self, const WireStreamState *state)
{
  WireStreamSpan span;

  if (!wire_stream_transcript_get (self->transcript, state->span, &span))
    return wire_stream_transcript_get_end (self->transcript);
  return span.place + state->byte;
}

/* One line more, which @before was the state before. */
static guint64
append (WireStreamLines *self, const WireStreamState *before)
{
  guint64 end = place_of (self, &self->writer.state);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  if (self->length % self->interval == 0)
    {
      if (self->states->len == MAX_STATES)
        drop_every_other (self);
      if (self->length % self->interval == 0)
        g_array_append_val (self->states, *before);
    }
  self->end = end;
  return ++self->length;
}

/**
 * wire_stream_lines_extend:
 * @lines: the lines
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned; what was laid out stays
 *
 * Lays out all that the transcript has so far. Blocks; for a worker.
 */
gboolean
wire_stream_lines_extend (WireStreamLines *self, WireJob *job, GError **error)
{
  for (;;)
    {
      WireStreamState before = self->writer.state;
      WireStreamStep step = wire_stream_layout_next (&self->writer, NULL, error);

      if (step != WIRE_STREAM_STEP_LINE)
        return step == WIRE_STREAM_STEP_END;
      if (append (self, &before) % REPORT_EVERY == 0)
        {
          guint64 end = wire_stream_transcript_get_end (self->transcript);

          if (wire_job_set_error_if_cancelled (job, error))
            return FALSE;
          wire_job_set_progress (job, (double) self->end / (double) MAX (end, 1), NULL);
        }
    }
}

WireStreamForm
wire_stream_lines_get_form (WireStreamLines *self)
{
  return self->reader.form;
}

guint
wire_stream_lines_get_columns (WireStreamLines *self)
{
  return self->reader.columns;
}

/** Returns: how many lines were laid out; @end (out) (optional): the place that is reached */
guint64
wire_stream_lines_get_length (WireStreamLines *self, guint64 *end)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (end)
    *end = self->end;
  return self->length;
}

/* The reader is put where a line before @number begins, unless it is there already, as it does
 * when lines are looked at one after the other. */
static gboolean
approach (WireStreamLines *self, guint64 number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint64 index = number / self->interval;

  if (number >= self->length)
    return FALSE;
  if (number >= self->reader_line && number - self->reader_line < self->interval)
    return TRUE;
  self->reader.state = g_array_index (self->states, WireStreamState, index);
  self->reader_line = index * self->interval;
  return TRUE;
}

/** Returns: whether there is a line @number, counted from 0, and it could be read; @line is it */
gboolean
wire_stream_lines_get (WireStreamLines *self, guint64 number, WireStreamLine *line)
{
  if (!approach (self, number))
    return FALSE;
  while (self->reader_line <= number)
    {
      if (wire_stream_layout_next (&self->reader, self->reader_line == number ? line : NULL, NULL)
          != WIRE_STREAM_STEP_LINE)
        return FALSE;
      self->reader_line++;
    }
  return TRUE;
}

/* Returns: the number of the last line with a kept state that begins at or before @place */
static guint64
find_state (WireStreamLines *self, guint64 place)
{
  guint first = 0, end;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  end = self->states->len;
  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (place_of (self, &g_array_index (self->states, WireStreamState, middle)) <= place)
        first = middle + 1;
      else
        end = middle;
    }
  return first > 0 ? (first - 1) * self->interval : 0;
}

/** Returns: the line that has the byte at @place, or the first after it where its direction is not
 *   shown; the last one, where nothing so far does */
guint64
wire_stream_lines_find (WireStreamLines *self, guint64 place)
{
  g_autofree WireStreamLine *line = g_new (WireStreamLine, 1);
  guint64 number = find_state (self, place);
  guint64 length = wire_stream_lines_get_length (self, NULL);

  /* A turn has no bytes: what begins with it is on the next line. */
  while (number < length && wire_stream_lines_get (self, number, line)
         && (line->kind == WIRE_STREAM_LINE_TURN || wire_stream_line_get_end (line) <= place))
    number++;
  return MIN (number, length > 0 ? length - 1 : 0);
}

/** Returns: the first byte of @self at or after @place; its length where there is none */
guint
wire_stream_line_find_byte (const WireStreamLine *self, guint64 place)
{
  guint i = 0;

  while (self->kind == WIRE_STREAM_LINE_BYTES && i < self->length && self->places[i] < place)
    i++;
  return i;
}

/** Returns: the place after @self's last byte */
guint64
wire_stream_line_get_end (const WireStreamLine *self)
{
  switch (self->kind)
    {
    case WIRE_STREAM_LINE_BYTES:
      return self->places[self->length];
    case WIRE_STREAM_LINE_GAP:
      return self->places[1];
    case WIRE_STREAM_LINE_TURN:
    default:
      return self->places[0];
    }
}
