/* wire-object-messages.c: bodies that are made of messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages of gRPC, and events that a server sends: each one is a transfer, a part of the body that
 * it came in.
 */

#include "capture/objects/wire-object-multipart.h"
#include "capture/wire-capture-body.h"

/* gRPC says of a message that it is packed, and once for all how: nearly always with gzip. Returns:
 * (nullable): what its bytes say */
static const char *
find_coding (const WireObjectList *self, const WireBody *slice)
{
  g_autoptr (GBytes) bytes = wire_capture_read_body (self->capture, slice, 0, 2, NULL);
  gsize size;
  const guint8 *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  if (!data || size < 2)
    return NULL;
  if (data[0] == 0x1f && data[1] == 0x8b)
    return "gzip";
  return (data[0] & 0x0f) == 8 && (data[0] << 8 | data[1]) % 31 == 0 ? "deflate" : NULL;
}

/* A WireObjectPartFound. */
static void
add_message (WireObjectMultipart *whole, const WireMultipartPart *part, gpointer user_data)
{
  WireObjectList *self = user_data;
  WireObjectEntry entry = { .transfer = WIRE_OBJECT_NONE };
  const char *type;

  if (part->size == 0 || self->n >= WIRE_OBJECT_MAX_PARTS)
    return;
  entry.slice = wire_object_multipart_cut (whole, part);
  entry.object = wire_object_multipart_make (whole, part, entry.slice);
  type = wire_object_list_get_entry (self, entry.object.origin.parent)->object.content_type;
  entry.object.content_type = type;
  if (part->head.length > 0 && (part->head.data[0] & 1))
    entry.object.content_encoding = find_coding (self, entry.slice);
  wire_object_list_append (self, &entry);
}

/**
 * wire_object_list_take_messages_apart:
 * @self: a list that is not sorted yet
 * @cancellable: (nullable): polled now and then
 *
 * Adds the messages of bodies that are made of them. Blocks.
 */
void
wire_object_list_take_messages_apart (WireObjectList *self, GCancellable *cancellable)
{
  guint32 n = self->n;

  for (guint32 i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const WireObject *object = &wire_object_list_get_entry (self, i)->object;

      if (wire_object_are_messages (object) && !(object->flags & WIRE_OBJECT_REQUESTED_ONLY))
        wire_object_messages_visit (self, i, cancellable, add_message, self);
    }
}
