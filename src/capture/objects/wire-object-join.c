/* wire-object-join.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-join.h"

#include "base/wire-key-sort.h"
#include "capture/reassembly/wire-scattered.h"

#include <string.h>

/* Bytes of one entity that are compared where its parts overlap, and how many at once. */
#define MAX_COMPARED (256u * 1024 * 1024)
#define PIECE (64u * 1024)

/* Bytes that were captured, and where they are in the entity. */
typedef struct
{
  guint64 position;
  WireExtent extent;
} Stretch;

/* What a response has beyond the range that it names is not of the entity. A place beyond the
 * longest file is claimed, and not believed: the gap before it would take memory for each 4 GiB of
 * it. */
static guint64
add_stretches (const WireBody *body, const WireObjectRange *range, GArray *stretches)
{
  guint64 position = range->first;

  for (guint32 i = 0; i < body->n && position <= range->last && position < WIRE_SCATTERED_MAX_SIZE;
       i++)
    {
      Stretch stretch = { position, body->extents[i] };
      guint64 room = range->last + 1 - position;

      stretch.extent.length = (guint32) MIN (stretch.extent.length, room);
      if (stretch.extent.offset != WIRE_EXTENT_GAP)
        g_array_append_val (stretches, stretch);
      position += stretch.extent.length;
    }
  return position;
}

/* Radix sort is stable: of two stretches that begin alike, that of the earlier part is first. */
static WireKeyed *
sort_stretches (const GArray *stretches)
{
  WireKeyed *order = g_new (WireKeyed, stretches->len);
  g_autofree WireKeyed *scratch = g_new (WireKeyed, stretches->len);

  for (guint i = 0; i < stretches->len; i++)
    order[i] = (WireKeyed){ g_array_index (stretches, Stretch, i).position, i };
  wire_key_sort (order, scratch, stretches->len);
  return order;
}

static void
append (WireBody *body, const Stretch *stretch)
{
  const WireExtent *extent = &stretch->extent;
  guint64 known = body->size > stretch->position ? body->size - stretch->position : 0;

  wire_body_fill_gap (body, stretch->position, extent->packet);
  if (known < extent->length)
    wire_body_add (body, extent->offset + known, extent->length - (guint32) known, extent->packet);
}

static guint64
get_end (const Stretch *stretch)
{
  return stretch->position + stretch->extent.length;
}

static gboolean
are_alike (WireCapture *capture, guint64 one, guint64 two, guint32 length)
{
  g_autofree guint8 *bytes = g_malloc (2 * (gsize) PIECE);
  guint32 n;

  for (guint32 at = 0; at < length; at += n)
    {
      n = MIN (PIECE, length - at);
      if (!wire_capture_read_into (capture, one + at, bytes, n, NULL)
          || !wire_capture_read_into (capture, two + at, bytes + PIECE, n, NULL))
        return TRUE; /* which is said where it is read */
      if (memcmp (bytes, bytes + PIECE, n) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Whether @next says other bytes than @last, which begins before it, where both have some.
 * @compared: (inout): bytes so far */
static gboolean
contradicts (WireCapture *capture, const Stretch *last, const Stretch *next, guint64 *compared)
{
  guint64 stop = MIN (get_end (last), get_end (next));
  guint32 length = stop > next->position ? (guint32) (stop - next->position) : 0;

  *compared += length;
  return length > 0 && *compared <= MAX_COMPARED
         && !are_alike (capture, last->extent.offset + (next->position - last->position),
                        next->extent.offset, length);
}

/* @order: of @stretches. Of those before, the one that ends last is what the next overlaps. */
static gboolean
find_contradiction (WireCapture *capture, const GArray *stretches, const WireKeyed *order)
{
  const Stretch *last = NULL;
  guint64 compared = 0;

  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *next = &g_array_index (stretches, Stretch, order[i].row);

      if (last && contradicts (capture, last, next, &compared))
        return TRUE;
      if (!last || get_end (next) > get_end (last))
        last = next;
    }
  return FALSE;
}

/* Takes the places of all parts, the last of which ends at @end. */
static void
join (WireCapture *capture, const GArray *stretches, guint64 end, WireBody *body, gboolean *differ)
{
  g_autofree WireKeyed *order = sort_stretches (stretches);

  for (guint i = 0; i < stretches->len; i++)
    append (body, &g_array_index (stretches, Stretch, order[i].row));
  wire_body_fill_gap (body, MIN (end, WIRE_SCATTERED_MAX_SIZE), 0);
  if (differ)
    *differ = find_contradiction (capture, stretches, order);
}

/**
 * wire_object_join_slices:
 * @capture: that they are of
 * @slices: (element-type WireObjectSlice): parts of one entity, in any order; they may overlap
 * @body: (inout): zeroed; from the entity's first byte to the last that some part had
 * @differ: (out) (nullable): whether parts say different bytes of the same place
 *
 * As wire_object_join(), of parts that came in one response.
 */
void
wire_object_join_slices (WireCapture *capture,
                         const GArray *slices,
                         WireBody *body,
                         gboolean *differ)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint64 end = 0;

  for (guint i = 0; i < slices->len; i++)
    {
      const WireObjectSlice *slice = &g_array_index (slices, WireObjectSlice, i);

      end = MAX (end, add_stretches (slice->body, &slice->range, stretches));
    }
  join (capture, stretches, end, body, differ);
}

/**
 * wire_object_join:
 * @capture: where the exchanges are
 * @kind: whose bodies they are
 * @parts: parts of one entity, in any order; they may overlap
 * @n: of @parts
 * @body: (inout): zeroed; from the entity's first byte to the last that some part had
 * @differ: (out) (nullable): whether parts say different bytes of the same place; the capture is
 * read for that
 *
 * What is missing in one part is taken from another that has it. Where several have it, the one
 * that begins first counts.
 */
void
wire_object_join (WireCapture *capture,
                  WireHttpKind kind,
                  const WireObjectPart *parts,
                  guint n,
                  WireBody *body,
                  gboolean *differ)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint64 end = 0;

  for (guint i = 0; i < n; i++)
    {
      g_auto (WireBody) piece = { 0 };

      wire_capture_get_message_places (capture, parts[i].exchange, kind, NULL, &piece);
      end = MAX (end, add_stretches (&piece, &parts[i].range, stretches));
    }
  join (capture, stretches, end, body, differ);
}
