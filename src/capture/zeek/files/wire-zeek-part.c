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
wire_zeek_part_free (WireZeekPart *part)
{
  g_free (part->name);
  g_free (part->type);
  g_clear_pointer (&part->head, g_bytes_unref);
  g_free (part);
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

/** @bytes: the first ones of @part. Sets its type. */
void
wire_zeek_part_set_head (WireZeekPart *part,
                         const void *bytes,
                         gsize length,
                         WireTypeDetector *detector)
{
  g_free (part->type);
  part->type = wire_zeek_part_find_type (bytes, length, detector);
  g_clear_pointer (&part->head, g_bytes_unref);
  if (g_strcmp0 (part->type, "application/x-dosexec") == 0)
    part->head = g_bytes_new (bytes, MIN (length, WIRE_ZEEK_MIME_HEAD));
}

/** @bytes: all of @part. Sets its size, type and digests. */
void
wire_zeek_part_set_content (WireZeekPart *part,
                            const void *bytes,
                            gsize length,
                            WireTypeDetector *detector)
{
  part->seen = length;
  wire_zeek_part_set_head (part, bytes, length, detector);
  wire_digests_of_bytes (DIGESTS, bytes, length, &part->digests);
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
wire_zeek_part_set_place (WireZeekPart *part, WireObjectList *list, guint64 from, guint64 to)
{
  g_auto (WireBody) body = { 0 };
  guint64 position = 0;
  guint32 first = G_MAXUINT32;
  guint32 last = 0;

  wire_object_list_get_body (list, part->object, &body);
  for (guint32 i = 0; i < body.n && position < to; i++)
    {
      const WireExtent *extent = &body.extents[i];

      if (position + extent->length > from && extent->offset == WIRE_EXTENT_GAP)
        part->missing += MIN (position + extent->length, to) - MAX (position, from);
      else if (position + extent->length > from)
        {
          first = MIN (first, extent->packet);
          last = MAX (last, extent->packet);
        }
      position += extent->length;
    }
  part->packet = first <= last ? first : wire_object_list_get (list, part->object)->packet;
  part->first = get_time (list, part->packet);
  part->last = first <= last ? get_time (list, last) : part->first;
  part->seen -= MIN (part->missing, part->seen);
  part->whole = part->missing == 0 && position >= to;
}
