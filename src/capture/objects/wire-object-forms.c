/* wire-object-forms.c: files that were sent in forms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-private.h"

#include "capture/http/wire-content-coding.h"
#include "capture/http/wire-http-parameter.h"
#include "capture/http/wire-multipart.h"
#include "capture/wire-capture-body.h"

#include <string.h>

/* Files of all forms of a capture together. */
#define MAX_FILES 200000u

/* A form that is being taken apart, and how far its places are used up. Parts come in order. */
typedef struct
{
  WireObjectList *list;
  guint32 form;
  GCancellable *cancellable;
  WireBody body;
  WireMultipart *parser;
  guint32 extent;   /* the first that is not behind the last part */
  guint64 position; /* of its first byte in the body */
} Form;

/* Returns: (transfer full) (nullable): the field's value in a part's head */
static char *
find_field (WireSpan head, const char *wanted)
{
  WireHttpFields fields = { .data = head.data, .length = head.length };
  WireSpan name;
  WireSpan value;

  while (wire_http_fields_next (&fields, &name, &value))
    if (wire_span_equals (name, wanted))
      return wire_span_to_text (value);
  return NULL;
}

/* Returns: (transfer full): where @size bytes from @offset on are, none of which was asked for
 * before */
static WireBody *
cut_body (Form *self, guint64 offset, guint64 size)
{
  WireBody *slice = g_new0 (WireBody, 1);
  guint64 end = offset + size;

  while (self->extent < self->body.n && self->position < end)
    {
      const WireExtent *extent = &self->body.extents[self->extent];
      guint64 from = MAX (self->position, offset);
      guint64 to = MIN (self->position + extent->length, end);

      if (from < to && extent->offset == WIRE_EXTENT_GAP)
        wire_body_add_gap (slice, to - from, extent->packet);
      else if (from < to)
        wire_body_add (slice, extent->offset + (from - self->position), (guint32) (to - from),
                       extent->packet);
      if (self->position + extent->length > end)
        break;
      self->position += extent->length;
      self->extent++;
    }
  return slice;
}

static const char *
keep (const Form *self, const char *text)
{
  return text ? g_string_chunk_insert (self->list->strings, text) : NULL;
}

/* What is known of the form, but for what the part says of itself. */
static WireObject
make_file (const Form *self, const WireMultipartPart *part, const WireBody *slice)
{
  WireObject file = g_array_index (self->list->entries, WireObjectEntry, self->form).object;

  file.size = file.expected = slice->size;
  file.missing = slice->missing;
  file.gaps = slice->gaps;
  file.flags = part->ended && slice->missing == 0 ? WIRE_OBJECT_COMPLETE : 0;
  file.content_type = NULL;
  file.content_encoding = NULL;
  file.origin.parent = self->form;
  return file;
}

/* A WireMultipartFound. Fields without a file name are what somebody typed: they stay in the form.
 */
static void
add_file (const WireMultipartPart *part, gpointer user_data)
{
  Form *self = user_data;
  g_autofree char *disposition = find_field (part->head, "Content-Disposition");
  g_autofree char *name = disposition ? wire_http_find_file_name (disposition) : NULL;
  g_autofree char *type = find_field (part->head, "Content-Type");
  WireObjectEntry entry = { .transfer = WIRE_OBJECT_NONE };

  if (!name || (!*name && part->size == 0) || self->list->entries->len >= MAX_FILES)
    return;
  entry.slice = cut_body (self, part->offset, part->size);
  entry.object = make_file (self, part, entry.slice);
  entry.object.content_type = keep (self, type);
  entry.object.origin.path = strpbrk (name, "/\\") ? keep (self, name) : NULL;
  entry.object.origin.name = keep (self, MAX (strrchr (name, '/'), strrchr (name, '\\'))
                                             ? MAX (strrchr (name, '/'), strrchr (name, '\\')) + 1
                                             : name);
  wire_object_list_append (self->list, &entry);
}

/* A WireBodyVisitor. */
static gboolean
read_form (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Form *self = user_data;

  if (bytes)
    wire_multipart_add (self->parser, bytes, length);
  else
    wire_multipart_add_gap (self->parser, length);
  return !g_cancellable_is_cancelled (self->cancellable);
}

/* Returns: (transfer full) (nullable): the boundary of a form; %NULL where @type is none */
static char *
find_boundary (const char *type)
{
  char *boundary;

  if (!type || g_ascii_strncasecmp (type, "multipart/", 10) != 0)
    return NULL;
  boundary = wire_http_find_parameter (type, "boundary");
  if (boundary && *boundary && strlen (boundary) <= 256)
    return boundary;
  g_free (boundary);
  return NULL;
}

/**
 * wire_object_list_take_form_apart:
 * @self: a list that is not sorted yet
 * @form: an entry of it
 * @cancellable: (nullable): polled now and then
 *
 * Where @form is one that was sent as multipart, adds the files in it. Where it cannot be read,
 * they are not there; who examines the form itself is told why. Blocks.
 */
void
wire_object_list_take_form_apart (WireObjectList *self, guint32 form, GCancellable *cancellable)
{
  const WireObjectEntry *entry = &g_array_index (self->entries, WireObjectEntry, form);
  g_autofree char *boundary = find_boundary (entry->object.content_type);
  Form reading = { .list = self, .form = form, .cancellable = cancellable };

  if (!boundary || wire_content_is_coded (entry->object.content_encoding))
    return;
  reading.parser = wire_multipart_new (boundary, add_file, &reading);
  wire_object_list_get_body (self, form, &reading.body);
  if (wire_capture_visit_body (self->capture, &reading.body, read_form, &reading, cancellable,
                               NULL))
    wire_multipart_end (reading.parser);
  wire_multipart_free (reading.parser);
  wire_body_clear (&reading.body);
}
