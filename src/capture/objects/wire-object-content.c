/* wire-object-content.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-content.h"

#include "capture/objects/wire-object-decoder.h"
#include "capture/wire-capture-body.h"

typedef struct
{
  WireContentDecoder *decoder; /* NULL where nothing is undone */
  GByteArray *content;
  gsize limit;
} Reading;

/* A WireContentSink. */
static gboolean
take_content (const guint8 *bytes, gsize length, gpointer user_data)
{
  Reading *self = user_data;

  g_byte_array_append (self->content, bytes,
                       (guint) MIN (length, self->limit - self->content->len));
  return self->content->len < self->limit;
}

static gboolean
take_gap (Reading *self, guint32 length)
{
  guint before = self->content->len;
  guint n = (guint) MIN (length, self->limit - before);

  g_byte_array_set_size (self->content, before + n);
  memset (self->content->data + before, 0, n);
  return self->content->len < self->limit;
}

/* A WireBodyVisitor. */
static gboolean
take_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Reading *self = user_data;

  if (!self->decoder)
    return bytes ? take_content (bytes, length, self) : take_gap (self, length);
  /* What has no end of its own, such as lines, may end anywhere. */
  return bytes && wire_content_decoder_add (self->decoder, bytes, length) <= WIRE_CONTENT_END
         && self->content->len < self->limit;
}

/**
 * wire_object_read_content:
 * @list: a list
 * @object: one of its objects
 * @limit: bytes that are read at most, below 4 GiB
 * @cancellable: (nullable): polled now and then
 * @error: set where %NULL is returned
 *
 * Reads the beginning of what wire_object_save() would write: decoded, zeros in place of what was
 * not captured. Blocks; any thread.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
wire_object_read_content (const WireObjectList *list,
                          guint32 object,
                          gsize limit,
                          GCancellable *cancellable,
                          GError **error)
{
  WireCapture *capture = wire_object_list_get_capture (list);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  Reading self = { .content = content, .limit = limit };
  g_autoptr (WireContentDecoder) decoder =
      wire_object_decoder_new (wire_object_list_get (list, object), take_content, &self);
  g_auto (WireBody) body = { 0 };

  wire_object_list_get_body (list, object, &body);
  self.decoder = decoder;
  if (!wire_capture_visit_body (capture, &body, take_bytes, &self, cancellable, error))
    return NULL;
  if (decoder && content->len == 0
      && wire_content_decoder_get_state (decoder) == WIRE_CONTENT_BROKEN)
    {
      /* It was not coded after all. */
      self.decoder = NULL;
      if (!wire_capture_visit_body (capture, &body, take_bytes, &self, cancellable, error))
        return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}
