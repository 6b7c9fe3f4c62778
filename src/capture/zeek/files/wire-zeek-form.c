/* wire-zeek-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/files/wire-zeek-form.h"

#include "capture/http/wire-http-parameter.h"
#include "capture/http/wire-multipart.h"

/* A form that is being taken apart. */
typedef struct
{
  WireObjectList *list;
  guint32 object;
  GBytes *content;
  WireTypeDetector *detector;
  GPtrArray *parts;
} Form;

static char *
find_name (const WireMultipartPart *part)
{
  WireHttpFields fields = { .data = part->head.data, .length = part->head.length };
  WireSpan found;
  WireSpan value;

  while (wire_http_fields_next (&fields, &found, &value))
    if (wire_span_equals (found, "content-disposition"))
      {
        g_autofree char *text = wire_span_to_text (value);

        return wire_http_find_file_name (text);
      }
  return NULL;
}

/* A WireMultipartFound. */
static void
take_part (const WireMultipartPart *found, gpointer user_data)
{
  Form *self = user_data;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (self->content, &size);
  WireZeekPart *part;

  if (found->size == 0 || found->offset + found->size > size)
    return;
  part = wire_zeek_part_new (self->object);
  part->name = find_name (found);
  wire_zeek_part_set_content (part, bytes + found->offset, found->size, self->detector);
  wire_zeek_part_set_place (part, self->list, found->offset, found->offset + found->size);
  g_ptr_array_add (self->parts, part);
}

/**
 * wire_zeek_form_take_apart:
 * @list: all objects
 * @object: that was sent as multipart
 * @content: all of it
 * @detector: for types
 *
 * Returns: (transfer full) (element-type WireZeekPart): its parts, without those that are empty;
 *   none where it is not a multipart
 */
GPtrArray *
wire_zeek_form_take_apart (WireObjectList *list,
                           guint32 object,
                           GBytes *content,
                           WireTypeDetector *detector)
{
  const char *type = wire_object_list_get (list, object)->content_type;
  g_autofree char *boundary = type ? wire_http_find_parameter (type, "boundary") : NULL;
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_zeek_part_free);
  Form self = { list, object, content, detector, parts };
  g_autoptr (WireMultipart) parser = NULL;

  if (!boundary || !*boundary || strlen (boundary) > 256)
    return parts;
  parser = wire_multipart_new (boundary, take_part, &self);
  wire_multipart_add (parser, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  wire_multipart_end (parser);
  return parts;
}
