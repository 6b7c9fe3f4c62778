/* wire-scattered.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-scattered.h"

/**
 * Run:
 * @at: where its first byte belongs
 * @offset: where that is, as in #WireExtent; %WIRE_EXTENT_GAP: what came before does not count
 * @length: in bytes
 * @packet: that brought it
 * @order: counted as the runs came
 */
typedef struct
{
  guint64 at;
  guint64 offset;
  guint64 length;
  guint32 packet;
  guint32 order;
} Run;

G_STATIC_ASSERT (sizeof (Run) == 32);

struct _WireScattered
{
  GArray *runs;
  guint64 end;      /* after the last byte */
  gboolean ordered; /* by where they belong, without overlap */
};

/** Returns: (transfer full): nothing yet */
WireScattered *
wire_scattered_new (void)
{
  WireScattered *self = g_new0 (WireScattered, 1);

  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->ordered = TRUE;
  return self;
}

void
wire_scattered_free (WireScattered *self)
{
  g_array_unref (self->runs);
  g_free (self);
}

/* Returns: whether the bytes go on where the last run ends, here and there */
static gboolean
extend (WireScattered *self, guint64 at, guint64 offset, guint32 length)
{
  Run *last = self->runs->len ? &g_array_index (self->runs, Run, self->runs->len - 1) : NULL;

  if (!last || last->order + 1 != self->runs->len || last->offset == WIRE_EXTENT_GAP
      || last->at + last->length != at || last->offset + last->length != offset
      || length > G_MAXUINT32 - last->length || (!self->ordered && at < self->end))
    return FALSE;
  last->length += length;
  return TRUE;
}

/**
 * wire_scattered_add:
 * @self: what came so far
 * @at: where the bytes belong
 * @offset: where they are, as in #WireExtent; of %WIRE_EXTENT_GAP nothing is added
 * @length: how many
 * @packet: that brought them
 *
 * Returns: whether they were kept; where there are too many runs, or a file cannot be as long, they
 *   are not, and are missing
 */
gboolean
wire_scattered_add (WireScattered *self, guint64 at, guint64 offset, guint32 length, guint32 packet)
{
  const Run run = { at, offset, length, packet, self->runs->len };

  if (length == 0 || offset == WIRE_EXTENT_GAP)
    return TRUE;
  if (at > WIRE_SCATTERED_MAX_SIZE - length)
    return FALSE;
  if (!extend (self, at, offset, length))
    {
      if (self->runs->len == WIRE_SCATTERED_MAX)
        return FALSE;
      if (at < self->end)
        self->ordered = FALSE;
      g_array_append_val (self->runs, run);
    }
  self->end = MAX (self->end, at + length);
  return TRUE;
}

/** Adds @body, whose first byte belongs at @at. Its gaps stay gaps. Returns: as
 * wire_scattered_add() */
gboolean
wire_scattered_add_body (WireScattered *self, guint64 at, const WireBody *body)
{
  gboolean kept = TRUE;

  for (guint32 i = 0; i < body->n && at <= WIRE_SCATTERED_MAX_SIZE; i++)
    {
      const WireExtent *extent = &body->extents[i];

      kept &= wire_scattered_add (self, at, extent->offset, extent->length, extent->packet);
      at += extent->length;
    }
  return kept;
}

/**
 * wire_scattered_erase:
 * @self: what came so far
 * @at: where in the file
 * @length: how many bytes
 * @packet: that showed it
 *
 * What came for these bytes so far is not what the file has there: it was cut, or written over by
 * bytes that nobody captured.
 *
 * Returns: whether that could be noted
 */
gboolean
wire_scattered_erase (WireScattered *self, guint64 at, guint64 length, guint32 packet)
{
  const Run run = { at, WIRE_EXTENT_GAP, MIN (length, WIRE_SCATTERED_MAX_SIZE), packet,
                    self->runs->len };

  if (at >= self->end || length == 0)
    return TRUE;
  if (self->runs->len == WIRE_SCATTERED_MAX)
    return FALSE;
  self->ordered = FALSE;
  if (run.length >= self->end - at)
    self->end = at;
  g_array_append_val (self->runs, run);
  return TRUE;
}

/** Returns: bytes of memory that @self takes, for wire_channel_charge() */
gsize
wire_scattered_get_cost (const WireScattered *self)
{
  return sizeof *self + self->runs->len * sizeof (Run);
}

/** Returns: where the last byte that came ends; 0 where none did */
guint64
wire_scattered_get_end (const WireScattered *self)
{
  return self->end;
}

/* Putting runs in order */

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *left = a;
  const Run *right = b;

  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  return (left->order > right->order) - (left->order < right->order);
}

/* A heap: the run that came last is on top. */
static void
push (GPtrArray *heap, const Run *run)
{
  guint place = heap->len;

  g_ptr_array_add (heap, (gpointer) run);
  while (place > 0 && ((const Run *) heap->pdata[(place - 1) / 2])->order < run->order)
    {
      heap->pdata[place] = heap->pdata[(place - 1) / 2];
      place = (place - 1) / 2;
    }
  heap->pdata[place] = (gpointer) run;
}

static void
pop (GPtrArray *heap)
{
  const Run *last = g_ptr_array_remove_index_fast (heap, heap->len - 1);
  guint place = 0;
  guint child;

  if (heap->len == 0)
    return;
  for (; (child = 2 * place + 1) < heap->len; place = child)
    {
      if (child + 1 < heap->len
          && ((const Run *) heap->pdata[child + 1])->order
                 > ((const Run *) heap->pdata[child])->order)
        child++;
      if (((const Run *) heap->pdata[child])->order < last->order)
        break;
      heap->pdata[place] = heap->pdata[child];
    }
  heap->pdata[place] = (gpointer) last;
}

/* Returns: (nullable): of the runs in @heap that reach beyond @at, the one that came last */
static const Run *
find_top (GPtrArray *heap, guint64 at)
{
  while (heap->len > 0)
    {
      const Run *top = heap->pdata[0];

      if (top->at + top->length > at)
        return top;
      pop (heap);
    }
  return NULL;
}

/* Takes what @run has from the end of @body to @to. */
static void
fill_run (WireBody *body, const Run *run, guint64 to)
{
  guint64 skipped = body->size - run->at;

  if (run->offset == WIRE_EXTENT_GAP)
    wire_body_fill_gap (body, to, run->packet);
  else
    wire_body_add (body, run->offset + skipped, (guint32) (to - body->size), run->packet);
}

/* From the end of @body to @to, where the next run begins or the file ends. */
static void
fill_to (WireBody *body, GPtrArray *heap, guint64 to, guint32 packet)
{
  const Run *top;

  while (body->size < to && (top = find_top (heap, body->size)))
    fill_run (body, top, MIN (to, top->at + top->length));
  wire_body_fill_gap (body, to, packet);
}

/**
 * wire_scattered_fill:
 * @self: what came
 * @size: how long the file is; what is missing of it is a gap, and what lies beyond it is left out.
 *   wire_scattered_get_end() where nobody knows. Of a size beyond %WIRE_SCATTERED_MAX_SIZE, the
 * rest is for #WireTransfer.expected.
 * @body: (inout): is cleared, and takes where the bytes are
 */
void
wire_scattered_fill (WireScattered *self, guint64 size, WireBody *body)
{
  g_autoptr (GPtrArray) heap = g_ptr_array_new ();
  guint32 packet = 0;

  wire_body_clear (body);
  size = MIN (size, WIRE_SCATTERED_MAX_SIZE);
  if (!self->ordered)
    g_array_sort (self->runs, compare_runs);
  for (guint i = 0; i < self->runs->len && body->size < size; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      packet = run->packet;
      fill_to (body, heap, MIN (run->at, size), packet);
      push (heap, run);
    }
  fill_to (body, heap, size, packet);
  wire_body_trim (body);
}
