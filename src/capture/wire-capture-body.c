/* wire-capture-body.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-body.h"

#include <string.h>

/* A body is read in pieces of up to this many bytes of the file. Between two of its segments are
 * headers and the packets of others: as long as these are few it is cheaper to read them too than
 * to read twice. */
#define PIECE (256u * 1024)
#define MAX_BETWEEN 4096u

/**
 * wire_capture_read_body:
 * @self: a capture
 * @body: where the bytes are
 * @offset: of the first byte wanted, within the body
 * @length: how many are wanted at most
 * @error: as wire_capture_read_bytes() sets it
 *
 * Reads part of a body from the file. Gaps read as zeros. Blocks.
 *
 * Returns: (transfer full) (nullable): the bytes; fewer than @length at the body's end
 */
GBytes *
wire_capture_read_body (
    WireCapture *self, const WireBody *body, guint64 offset, gsize length, GError **error)
{
  gsize n = offset < body->size ? (gsize) MIN (length, body->size - offset) : 0;
  g_autofree guint8 *bytes = g_malloc0 (n);
  guint64 position = 0;

  for (guint32 i = 0; i < body->n && position < offset + n; i++)
    {
      const WireExtent *extent = &body->extents[i];
      guint64 from = MAX (position, offset);
      guint64 to = MIN (position + extent->length, offset + n);

      if (from < to && extent->offset != WIRE_EXTENT_GAP)
        {
          g_autoptr (GBytes) part = wire_capture_read_bytes (
              self, extent->offset + (from - position), (guint32) (to - from), error);

          if (!part)
            return NULL;
          memcpy (bytes + (from - offset), g_bytes_get_data (part, NULL), (gsize) (to - from));
        }
      position += extent->length;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), n);
}

/* Returns: how many extents from @first on one read can fetch; @length is that of the read */
static guint32
plan_piece (const WireBody *body, guint32 first, gsize *length)
{
  const WireExtent *begin = &body->extents[first];
  guint32 i = first + 1;

  *length = begin->length; /* of one packet, or so many derived bytes as visit_long() leaves */
  for (; i < body->n; i++)
    {
      const WireExtent *extent = &body->extents[i];
      guint64 end = begin->offset + *length;

      if (extent->offset == WIRE_EXTENT_GAP || extent->offset < end
          || extent->offset - end > MAX_BETWEEN
          || extent->offset + extent->length - begin->offset > PIECE)
        break;
      *length = (gsize) (extent->offset + extent->length - begin->offset);
    }
  return i - first;
}

/* How a visit goes on. */
typedef enum
{
  FAILED,
  STOPPED,
  GOES_ON,
} Step;

/* Derived bytes that follow one another are one extent, of which a gigabyte may come. */
static Step
visit_long (WireCapture *self,
            const WireExtent *extent,
            WireBodyVisitor visit,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree guint8 *bytes = g_malloc (PIECE);
  guint32 n;

  for (guint32 at = 0; at < extent->length; at += n)
    {
      n = MIN (PIECE, extent->length - at);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !wire_capture_read_into (self, extent->offset + at, bytes, n, error))
        return FAILED;
      if (!visit (bytes, n, user_data))
        return STOPPED;
    }
  return GOES_ON;
}

/**
 * wire_capture_visit_body:
 * @self: a capture
 * @body: where the bytes are
 * @visit: called with all of them in order
 * @user_data: for @visit
 * @cancellable: (nullable): polled now and then
 * @error: set where %FALSE is returned
 *
 * Reads a body from the file, in bounded memory. Blocks.
 */
gboolean
wire_capture_visit_body (WireCapture *self,
                         const WireBody *body,
                         WireBodyVisitor visit,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_sized_new (PIECE);
  guint32 n;

  for (guint32 i = 0; i < body->n; i += n)
    {
      const WireExtent *extents = &body->extents[i];
      gsize length;

      n = 1;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (extents->offset == WIRE_EXTENT_GAP)
        {
          if (!visit (NULL, extents->length, user_data))
            return TRUE;
          continue;
        }
      if (extents->length > PIECE)
        {
          Step step = visit_long (self, extents, visit, user_data, cancellable, error);

          if (step != GOES_ON)
            return step == STOPPED;
          continue;
        }
      n = plan_piece (body, i, &length);
      g_byte_array_set_size (buffer, (guint) length);
      if (!wire_capture_read_into (self, extents->offset, buffer->data, length, error))
        return FALSE;
      for (guint32 k = 0; k < n; k++)
        if (!visit (buffer->data + (extents[k].offset - extents->offset), extents[k].length,
                    user_data))
          return TRUE;
    }
  return TRUE;
}
