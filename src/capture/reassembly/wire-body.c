/* wire-body.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-body.h"

#include <string.h>

void
wire_body_clear (WireBody *body)
{
  g_free (body->extents);
  *body = (WireBody){ 0 };
}

static WireExtent *
append (WireBody *self)
{
  if (self->n == self->allocated)
    {
      self->allocated = MAX (4, self->allocated * 2);
      self->extents = g_renew (WireExtent, self->extents, self->allocated);
    }
  return &self->extents[self->n++];
}

/**
 * wire_body_add:
 * @body: a body
 * @offset: of the bytes, as in #WireExtent; %WIRE_EXTENT_GAP where they were there but could not be
 *   kept, which makes them a gap
 * @length: how many
 * @packet: that brought them
 */
void
wire_body_add (WireBody *body, guint64 offset, guint32 length, guint32 packet)
{
  WireExtent *last = body->n > 0 ? &body->extents[body->n - 1] : NULL;

  if (length == 0)
    return;
  if (offset == WIRE_EXTENT_GAP)
    {
      wire_body_add_gap (body, length, packet);
      return;
    }
  body->size += length;
  if (last && last->offset != WIRE_EXTENT_GAP && last->offset + last->length == offset)
    last->length += length;
  else
    *append (body) = (WireExtent){ offset, length, packet };
}

/** Adds @length bytes that nobody captured. Neighbouring gaps become one. */
void
wire_body_add_gap (WireBody *body, guint64 length, guint32 packet)
{
  WireExtent *last = body->n > 0 ? &body->extents[body->n - 1] : NULL;
  guint32 some;

  body->size += length;
  body->missing += length;
  if (length > 0 && !(last && last->offset == WIRE_EXTENT_GAP))
    body->gaps++;
  else if (length > 0)
    {
      some = (guint32) MIN (length, G_MAXUINT32 - last->length);
      last->length += some;
      length -= some;
    }
  for (; length > 0; length -= some)
    {
      some = (guint32) MIN (length, G_MAXUINT32);
      *append (body) = (WireExtent){ WIRE_EXTENT_GAP, some, packet };
    }
}

/** Takes away what @body has after its first @size bytes. */
void
wire_body_truncate (WireBody *body, guint64 size)
{
  while (body->n > 0 && body->size > size)
    {
      WireExtent *last = &body->extents[body->n - 1];
      guint32 length = (guint32) MIN (last->length, body->size - size);

      if (last->offset == WIRE_EXTENT_GAP)
        body->missing -= length;
      last->length -= length;
      body->size -= length;
      if (last->length > 0)
        continue;
      if (last->offset == WIRE_EXTENT_GAP && (body->n == 1 || last[-1].offset != WIRE_EXTENT_GAP))
        body->gaps--;
      body->n--;
    }
}

/** Gives memory back that a growing body keeps ready. */
void
wire_body_trim (WireBody *body)
{
  if (body->allocated == body->n)
    return;
  body->allocated = body->n;
  body->extents = g_renew (WireExtent, body->extents, body->n);
}

/** @copy: (out caller-allocates): takes a copy of @body */
void
wire_body_copy (const WireBody *body, WireBody *copy)
{
  *copy = *body;
  copy->extents = g_memdup2 (body->extents, body->n * sizeof (WireExtent));
  copy->allocated = body->n;
}

/**
 * wire_body_slice:
 * @body: a body
 * @from: the first byte that is wanted
 * @length: how many, as far as there are
 * @slice: (inout): takes where they are, behind what it has
 */
void
wire_body_slice (const WireBody *body, guint64 from, guint64 length, WireBody *slice)
{
  guint64 end = length > G_MAXUINT64 - from ? G_MAXUINT64 : from + length;
  guint64 at = 0;

  for (guint32 i = 0; i < body->n && at < end; at += body->extents[i].length, i++)
    {
      const WireExtent *extent = &body->extents[i];
      guint64 first = MAX (at, from);
      guint64 last = MIN (at + extent->length, end);

      if (first < last)
        wire_body_add (slice,
                       extent->offset == WIRE_EXTENT_GAP ? WIRE_EXTENT_GAP
                                                         : extent->offset + (first - at),
                       (guint32) (last - first), extent->packet);
    }
}
