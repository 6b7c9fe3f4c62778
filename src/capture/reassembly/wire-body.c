/* wire-body.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-body.h"

#include <string.h>

void
wire_body_clear (WireBody *self)
{
  g_free (self->extents);
  *self = (WireBody){ 0 };
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
 * @self: a body
 * @offset: of the bytes, as in #WireExtent; %WIRE_EXTENT_GAP where they were there but could not be
 *   kept, which makes them a gap
 * @length: how many
 * @packet: that brought them
 */
void
wire_body_add (WireBody *self, guint64 offset, guint32 length, guint32 packet)
{
  WireExtent *last = self->n > 0 ? &self->extents[self->n - 1] : NULL;

  if (length == 0)
    return;
  if (offset == WIRE_EXTENT_GAP)
    {
      wire_body_add_gap (self, length, packet);
      return;
    }
  self->size += length;
  if (last && last->offset != WIRE_EXTENT_GAP && last->offset + last->length == offset)
    last->length += length;
  else
    *append (self) = (WireExtent){ offset, length, packet };
}

/* A gap has a place for every 4 GiB. */
static void
append_gap (WireBody *self, guint64 length, guint32 packet)
{
  WireExtent *last = self->n > 0 ? &self->extents[self->n - 1] : NULL;
  guint32 some;

  self->size += length;
  self->missing += length;
  if (length > 0 && !(last && last->offset == WIRE_EXTENT_GAP))
    self->gaps++;
  else if (length > 0)
    {
      some = (guint32) MIN (length, G_MAXUINT32 - last->length);
      last->length += some;
      length -= some;
    }
  for (; length > 0; length -= some)
    {
      some = (guint32) MIN (length, G_MAXUINT32);
      *append (self) = (WireExtent){ WIRE_EXTENT_GAP, some, packet };
    }
}

/* Who claims that more bytes are missing would get memory for them. */
#define MAX_GAP ((guint64) 1 << 40)

/** Adds @length bytes that nobody captured, 1 TiB at most. Neighbouring gaps become one. */
void
wire_body_add_gap (WireBody *self, guint64 length, guint32 packet)
{
  append_gap (self, MIN (length, MAX_GAP), packet);
}

/** Adds a gap from the end of @self to @to, however far that is: what follows has its place there.
 * Who calls this bounds @to. */
void
wire_body_fill_gap (WireBody *self, guint64 to, guint32 packet)
{
  if (self->size < to)
    append_gap (self, to - self->size, packet);
}

/** Takes away what @self has after its first @size bytes. */
void
wire_body_truncate (WireBody *self, guint64 size)
{
  while (self->n > 0 && self->size > size)
    {
      WireExtent *last = &self->extents[self->n - 1];
      guint32 length = (guint32) MIN (last->length, self->size - size);

      if (last->offset == WIRE_EXTENT_GAP)
        self->missing -= length;
      last->length -= length;
      self->size -= length;
      if (last->length > 0)
        continue;
      if (last->offset == WIRE_EXTENT_GAP && (self->n == 1 || last[-1].offset != WIRE_EXTENT_GAP))
        self->gaps--;
      self->n--;
    }
}

/** Gives memory back that a growing body keeps ready. */
void
wire_body_trim (WireBody *self)
{
  if (self->allocated == self->n)
    return;
  self->allocated = self->n;
  self->extents = g_renew (WireExtent, self->extents, self->n);
}

/** Works out what @self has besides its places. */
void
wire_body_measure (WireBody *self)
{
  self->size = self->missing = self->gaps = 0;
  for (guint32 i = 0; i < self->n; i++)
    {
      gboolean gap = self->extents[i].offset == WIRE_EXTENT_GAP;

      self->size += self->extents[i].length;
      self->missing += gap ? self->extents[i].length : 0;
      self->gaps += gap && (i == 0 || self->extents[i - 1].offset != WIRE_EXTENT_GAP);
    }
}

/** @copy: (out caller-allocates): takes a copy of @self */
void
wire_body_copy (const WireBody *self, WireBody *copy)
{
  *copy = *self;
  copy->extents = g_memdup2 (self->extents, self->n * sizeof (WireExtent));
  copy->allocated = self->n;
}

/**
 * wire_body_slice:
 * @self: a body
 * @from: the first byte that is wanted
 * @length: how many, as far as there are
 * @slice: (inout): takes where they are, after what it has
 */
void
wire_body_slice (const WireBody *self, guint64 from, guint64 length, WireBody *slice)
{
  guint64 end = length > G_MAXUINT64 - from ? G_MAXUINT64 : from + length;
  guint64 at = 0;

  for (guint32 i = 0; i < self->n && at < end; at += self->extents[i].length, i++)
    {
      const WireExtent *extent = &self->extents[i];
      guint64 first = MAX (at, from);
      guint64 last = MIN (at + extent->length, end);

      if (first < last)
        wire_body_add (slice,
                       extent->offset == WIRE_EXTENT_GAP ? WIRE_EXTENT_GAP
                                                         : extent->offset + (first - at),
                       (guint32) (last - first), extent->packet);
    }
}
