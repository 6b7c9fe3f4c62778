/* wire-object-forms.c: files that were sent in forms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-parameter.h"
#include "capture/objects/wire-object-multipart.h"

#include <string.h>

static const char *
keep (const WireObjectList *self, const char *text)
{
  return text ? g_string_chunk_insert (self->strings, text) : NULL;
}

/* A WireObjectPartFound. Fields without a file name are what somebody typed: they stay in the form.
 */
static void
add_file (WireObjectMultipart *form, const WireMultipartPart *part, gpointer user_data)
{
  WireObjectList *self = user_data;
  g_autofree char *disposition = wire_multipart_part_get_field (part, "Content-Disposition");
  g_autofree char *name = disposition ? wire_http_find_file_name (disposition) : NULL;
  g_autofree char *type = wire_multipart_part_get_field (part, "Content-Type");
  WireObjectEntry entry = { .transfer = WIRE_OBJECT_NONE };

  if (!name || (!*name && part->size == 0) || self->n >= WIRE_OBJECT_MAX_PARTS)
    return;
  entry.slice = wire_object_multipart_cut (form, part);
  entry.object = wire_object_multipart_make (form, part, entry.slice);
  entry.object.content_type = keep (self, type);
  entry.object.origin.path = strpbrk (name, "/\\") ? keep (self, name) : NULL;
  entry.object.origin.name = keep (self, MAX (strrchr (name, '/'), strrchr (name, '\\'))
                                             ? MAX (strrchr (name, '/'), strrchr (name, '\\')) + 1
                                             : name);
  wire_object_list_append (self, &entry);
}

/**
 * wire_object_list_take_form_apart:
 * @self: a list that is not sorted yet
 * @form: an entry of it
 * @cancellable: (nullable): polled now and then
 *
 * Where @form is one that was sent as multipart, adds the files in it. Where it cannot be read,
 * they are not there; who examines the form itself learns why. Blocks.
 */
void
wire_object_list_take_form_apart (WireObjectList *self, guint32 form, GCancellable *cancellable)
{
  wire_object_multipart_visit (self, form, cancellable, add_file, self);
}
