/* wire-object-answers.c: answers that came as multipart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several ranges of one file (RFC 9110, section 14.6), and pictures of which each replaces the last
 * one, as cameras send them (multipart/x-mixed-replace).
 */

#include "capture/objects/wire-object-join.h"
#include "capture/objects/wire-object-multipart.h"

#include <string.h>

/* The ranges of one answer. */
typedef struct
{
  GArray *slices; /* of WireObjectSlice */
  char *type;
  gboolean odd; /* a part does not say which range it is, or another total */
} Ranges;

static void
slice_clear (gpointer data)
{
  WireObjectSlice *slice = data;

  wire_body_clear (slice->body);
  g_free (slice->body);
}

static void
ranges_clear (Ranges *self)
{
  g_array_unref (self->slices);
  g_free (self->type);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ranges, ranges_clear)

/* A WireObjectPartFound. */
static void
add_range (WireObjectMultipart *answer, const WireMultipartPart *part, gpointer user_data)
{
  Ranges *self = user_data;
  g_autofree char *field = wire_multipart_part_get_field (part, "Content-Range");
  WireObjectSlice slice;

  if (!wire_object_range_parse (field, &slice.range)
      || (self->slices->len > 0
          && g_array_index (self->slices, WireObjectSlice, 0).range.total != slice.range.total))
    {
      self->odd = TRUE;
      return;
    }
  if (!self->type)
    self->type = wire_multipart_part_get_field (part, "Content-Type");
  slice.body = wire_object_multipart_cut (answer, part);
  g_array_append_val (self->slices, slice);
}

/* What the ranges make up takes the place of the answer. */
static void
take_joined (WireObjectList *self, WireObjectEntry *entry, const Ranges *ranges)
{
  guint64 total = g_array_index (ranges->slices, WireObjectSlice, 0).range.total;
  WireObject *object = &entry->object;
  WireBody *body = g_new0 (WireBody, 1);
  gboolean differ;

  wire_object_join_slices (self->capture, ranges->slices, body, &differ);
  entry->slice = body;
  object->size = body->size;
  object->expected = MAX (total, body->size);
  object->missing = body->missing + (object->expected - body->size);
  object->gaps = body->gaps + (object->expected > body->size);
  object->flags &= (guint16) ~WIRE_OBJECT_COMPLETE;
  object->flags |= WIRE_OBJECT_COMBINED | (differ ? WIRE_OBJECT_PARTS_DIFFER : 0);
  if (object->missing == 0 && total > 0)
    object->flags |= WIRE_OBJECT_COMPLETE;
  object->content_type = ranges->type ? g_string_chunk_insert (self->strings, ranges->type) : NULL;
}

static void
join_ranges (WireObjectList *self, guint32 answer, GCancellable *cancellable)
{
  g_auto (Ranges) ranges = { g_array_new (FALSE, FALSE, sizeof (WireObjectSlice)), NULL, FALSE };

  g_array_set_clear_func (ranges.slices, slice_clear);
  if (wire_object_multipart_visit (self, answer, cancellable, add_range, &ranges) && !ranges.odd
      && ranges.slices->len > 0)
    take_joined (self, wire_object_list_get_entry (self, answer), &ranges);
}

/* The last picture before the connection ended has no line after it, but it says how long it is. */
static void
end_by_length (WireMultipartPart *part)
{
  g_autofree char *field = wire_multipart_part_get_field (part, "Content-Length");
  guint64 length;

  if (part->ended || !field
      || !g_ascii_string_to_unsigned (field, 10, 1, part->size, &length, NULL))
    return;
  part->size = length;
  part->ended = TRUE;
}

/* A WireObjectPartFound. */
static void
add_picture (WireObjectMultipart *answer, const WireMultipartPart *part, gpointer user_data)
{
  WireObjectList *self = user_data;
  g_autofree char *type = wire_multipart_part_get_field (part, "Content-Type");
  WireObjectEntry entry = { .transfer = WIRE_OBJECT_NONE };

  WireMultipartPart picture = *part;

  if (part->size == 0 || self->n >= WIRE_OBJECT_MAX_PARTS)
    return;
  end_by_length (&picture);
  entry.slice = wire_object_multipart_cut (answer, &picture);
  entry.object = wire_object_multipart_make (answer, &picture, entry.slice);
  entry.object.content_type = type ? g_string_chunk_insert (self->strings, type) : NULL;
  wire_object_list_append (self, &entry);
}

static gboolean
is_type (const WireObject *object, const char *type)
{
  return object->content_type
         && g_ascii_strncasecmp (object->content_type, type, strlen (type)) == 0;
}

/**
 * wire_object_list_take_answers_apart:
 * @self: a list that is not sorted yet
 * @cancellable: (nullable): polled now and then
 *
 * Puts several ranges of one answer together, and adds the single pictures of a camera. Blocks.
 */
void
wire_object_list_take_answers_apart (WireObjectList *self, GCancellable *cancellable)
{
  guint32 n = self->n;

  for (guint32 i = 0; i < n; i++)
    {
      const WireObject *object = &wire_object_list_get_entry (self, i)->object;

      if (object->parts > 1 || object->flags & WIRE_OBJECT_REQUESTED_ONLY)
        continue;
      if (object->status == 206
          && (is_type (object, "multipart/byteranges")
              || is_type (object, "multipart/x-byteranges")))
        join_ranges (self, i, cancellable);
      else if (is_type (object, "multipart/x-mixed-replace"))
        wire_object_multipart_visit (self, i, cancellable, add_picture, self);
    }
}
