/* wire-body-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections take turns on a wire, so between two segments of a body there are those of others:
 * read by itself, each body costs a system call a segment. Read together, neighbours share them.
 */

#include "capture/objects/wire-body-read.h"

#include "base/wire-key-sort.h"

#include <string.h>

/* The file is read in pieces of up to this many bytes. What is wanted of nobody is read too where
 * it is short: a system call takes as long as copying about this many bytes. */
#define PIECE (256u * 1024)
#define MAX_BETWEEN 4096u

typedef struct
{
  guint64 offset;
  guint32 length;
  guint8 *to;
} Part;

typedef struct
{
  WireCapture *capture;
  GCancellable *cancellable;
  GArray *parts;
  WireKeyed *order;
  guint8 *piece;
} Reading;

static void
plan_body (GArray *parts, const WireBodyRead *read)
{
  guint8 *to = read->bytes;

  for (guint32 i = 0; i < read->body->n; i++)
    {
      const WireExtent *extent = &read->body->extents[i];
      Part part = { extent->offset, extent->length, to };

      if (extent->offset == WIRE_EXTENT_GAP)
        memset (to, 0, extent->length);
      else
        g_array_append_val (parts, part);
      to += extent->length;
    }
}

static void
sort_parts (Reading *self)
{
  guint n = self->parts->len;
  g_autofree WireKeyed *scratch = g_new (WireKeyed, n);

  self->order = g_new (WireKeyed, n);
  for (guint i = 0; i < n; i++)
    self->order[i] = (WireKeyed){ g_array_index (self->parts, Part, i).offset, i };
  wire_key_sort (self->order, scratch, n);
}

static const Part *
get_part (const Reading *self, guint place)
{
  return &g_array_index (self->parts, Part, self->order[place].row);
}

/* Returns: how many parts from @first on one read can fetch; @length is that of the read */
static guint
plan_piece (const Reading *self, guint first, gsize *length)
{
  guint64 begin = get_part (self, first)->offset;
  guint64 end = begin + get_part (self, first)->length;
  guint i = first + 1;

  for (; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);
      guint64 part_end = MAX (end, part->offset + part->length);

      if (part->offset > end + MAX_BETWEEN || part_end - begin > PIECE)
        break;
      end = part_end;
    }
  *length = (gsize) (end - begin);
  return i - first;
}

static gboolean
read_piece (Reading *self, guint first, guint n, gsize length, GError **error)
{
  const Part *part = get_part (self, first);
  guint64 begin = part->offset;

  if (n == 1) /* which may be longer than a piece */
    return wire_capture_read_into (self->capture, begin, part->to, length, error);
  if (!wire_capture_read_into (self->capture, begin, self->piece, length, error))
    return FALSE;
  for (guint i = first; i < first + n; i++)
    {
      part = get_part (self, i);
      memcpy (part->to, self->piece + (part->offset - begin), part->length);
    }
  return TRUE;
}

static gboolean
read_parts (Reading *self, GError **error)
{
  guint n;

  for (guint i = 0; i < self->parts->len; i += n)
    {
      gsize length;

      n = plan_piece (self, i, &length);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !read_piece (self, i, n, length, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_body_read_many:
 * @capture: a capture
 * @reads: what is read, and where it goes
 * @n: of @reads
 * @cancellable: (nullable): polled now and then
 * @error: as wire_capture_read_bytes() sets it
 *
 * Reads bodies whole. Blocks; any thread.
 */
gboolean
wire_body_read_many (WireCapture *capture,
                     const WireBodyRead *reads,
                     guint n,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autofree WireKeyed *order = NULL;
  Reading self = { capture, cancellable, parts, .piece = piece };

  for (guint i = 0; i < n; i++)
    plan_body (parts, &reads[i]);
  sort_parts (&self);
  order = self.order;
  return read_parts (&self, error);
}
