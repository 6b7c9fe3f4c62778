/* wire-zeek-part.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/files/wire-zeek-part.h"

#include "capture/zeek/files/wire-zeek-mime.h"

#define DIGESTS                                                                                    \
  (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1)                          \
   | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256))

/** Returns: (transfer full): an empty part of @object, which may be %WIRE_OBJECT_NONE */
WireZeekPart *
wire_zeek_part_new (guint32 object)
{
  WireZeekPart *self = g_new0 (WireZeekPart, 1);

  self->object = object;
  self->first = self->last = WIRE_TIME_NONE;
  return self;
}

void
wire_zeek_part_free (WireZeekPart *self)
{
  g_free (self->name);
  g_free (self->type);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_free (self);
}

/** Returns: (transfer full) (nullable): the type of a file that begins with @bytes, as Zeek calls
 * it */
char *
wire_zeek_part_find_type (const void *bytes, gsize length, WireTypeDetector *detector)
{
  gsize head = MIN (length, WIRE_ZEEK_MIME_HEAD);
  const WireObject object = { .size = head, .expected = head, .flags = WIRE_OBJECT_COMPLETE };
  g_auto (WireObjectFacts) facts = { 0 };

  if (length == 0)
    return NULL;
  wire_object_examine_bytes (&object, bytes, detector, WIRE_OBJECT_TYPE, &facts);
  return wire_zeek_mime_guess (bytes, head, facts.type);
}

/** @bytes: the first ones of @self. Sets its type. */
void
wire_zeek_part_set_head (WireZeekPart *self,
                         const void *bytes,
                         gsize length,
                         WireTypeDetector *detector)
{
  g_free (self->type);
  self->type = wire_zeek_part_find_type (bytes, length, detector);
  g_clear_pointer (&self->head, g_bytes_unref);
  if (g_strcmp0 (self->type, "application/x-dosexec") == 0)
    self->head = g_bytes_new (bytes, MIN (length, WIRE_ZEEK_MIME_HEAD));
}

/** @bytes: all of @self. Sets its size, type and digests. */
void
wire_zeek_part_set_content (WireZeekPart *self,
                            const void *bytes,
                            gsize length,
                            WireTypeDetector *detector)
{
  self->seen = length;
  wire_zeek_part_set_head (self, bytes, length, detector);
  wire_digests_of_bytes (DIGESTS, bytes, length, &self->digests);
}

static gint64
get_time (const WireObjectList *list, guint32 packet)
{
  WirePacketRecord record;

  return wire_capture_get_packet (wire_object_list_get_capture (list), packet, &record)
             ? record.time
             : WIRE_TIME_NONE;
}

/** Finds when the bytes from @from to @to of its object came, and what of them did not. */
void
wire_zeek_part_set_place (WireZeekPart *self, WireObjectList *list, guint64 from, guint64 to)
{
  g_auto (WireBody) body = { 0 };
  guint64 position = 0;
  guint32 first = G_MAXUINT32;
  guint32 last = 0;

  wire_object_list_get_body (list, self->object, &body);
  for (guint32 i = 0; i < body.n && position < to; i++)
    {
      const WireExtent *extent = &body.extents[i];

      if (position + extent->length > from && extent->offset == WIRE_EXTENT_GAP)
        self->missing += MIN (position + extent->length, to) - MAX (position, from);
      else if (position + extent->length > from)
        {
          first = MIN (first, extent->packet);
          last = MAX (last, extent->packet);
        }
      position += extent->length;
    }
  self->packet = first <= last ? first : wire_object_list_get (list, self->object)->packet;
  self->first = get_time (list, self->packet);
  self->last = first <= last ? get_time (list, last) : self->first;
  self->seen -= MIN (self->missing, self->seen);
  self->whole = self->missing == 0 && position >= to;
}
