/* wire-object-join.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-join.h"

#include "base/wire-key-sort.h"
#include "capture/reassembly/wire-scattered.h"

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

/* Takes the places of all parts, the last of which ends at @end. */
static void
join (const GArray *stretches, guint64 end, WireBody *body)
{
  g_autofree WireKeyed *order = sort_stretches (stretches);

  for (guint i = 0; i < stretches->len; i++)
    append (body, &g_array_index (stretches, Stretch, order[i].row));
  wire_body_fill_gap (body, MIN (end, WIRE_SCATTERED_MAX_SIZE), 0);
}

/**
 * wire_object_join_slices:
 * @slices: (element-type WireObjectSlice): parts of one entity, in any order; they may overlap
 * @body: (inout): zeroed; from the entity's first byte to the last that some part had
 *
 * As wire_object_join(), of parts that came in one response.
 */
void
wire_object_join_slices (const GArray *slices, WireBody *body)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint64 end = 0;

  for (guint i = 0; i < slices->len; i++)
    {
      const WireObjectSlice *slice = &g_array_index (slices, WireObjectSlice, i);

      end = MAX (end, add_stretches (slice->body, &slice->range, stretches));
    }
  join (stretches, end, body);
}

/**
 * wire_object_join:
 * @capture: where the exchanges are
 * @kind: whose bodies they are
 * @parts: parts of one entity, in any order; they may overlap
 * @n: of @parts
 * @body: (inout): zeroed; from the entity's first byte to the last that some part had
 *
 * What is missing in one part is taken from another that has it. Where several have it, the one
 * that begins first counts.
 */
void
wire_object_join (
    WireCapture *capture, WireHttpKind kind, const WireObjectPart *parts, guint n, WireBody *body)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint64 end = 0;

  for (guint i = 0; i < n; i++)
    {
      g_auto (WireBody) piece = { 0 };

      wire_capture_get_message_places (capture, parts[i].exchange, kind, NULL, &piece);
      end = MAX (end, add_stretches (&piece, &parts[i].range, stretches));
    }
  join (stretches, end, body);
}
