/* wire-object-multipart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-multipart.h"

#include "capture/http/wire-content-coding.h"
#include "capture/http/wire-event-cutter.h"
#include "capture/http/wire-grpc-cutter.h"
#include "capture/http/wire-http-parameter.h"
#include "capture/wire-capture-body.h"

#include <string.h>

/* How far its places are used up: parts come in order. */
struct _WireObjectMultipart
{
  WireObjectList *list;
  guint32 object;
  GCancellable *cancellable;
  WireObjectPartFound found;
  gpointer user_data;
  WireBody body;
  WireMultipart *parser;
  WireGrpcCutter grpc;
  WireEventCutter events;
  guint32 extent;   /* the first that is not after the last part */
  guint64 position; /* of its first byte in the body */
  guint n_parts;
};

/** Returns: (transfer full) (nullable): the value of field @name in the head of @self */
char *
wire_multipart_part_get_field (const WireMultipartPart *self, const char *name)
{
  WireHttpFields fields = { .data = self->head.data, .length = self->head.length };
  WireSpan found;
  WireSpan value;

  while (wire_http_fields_next (&fields, &found, &value))
    if (wire_span_equals (found, name))
      return wire_span_to_text (value);
  return NULL;
}

/** Returns: (transfer full): where the bytes of @part are, which comes after all that were asked
 * for before */
WireBody *
wire_object_multipart_cut (WireObjectMultipart *self, const WireMultipartPart *part)
{
  WireBody *slice = g_new0 (WireBody, 1);
  guint64 end = part->offset + part->size;

  while (self->extent < self->body.n && self->position < end)
    {
      const WireExtent *extent = &self->body.extents[self->extent];
      guint64 from = MAX (self->position, part->offset);
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

/** Returns: what is known of the whole, with the size of @part, whose bytes are at @slice */
WireObject
wire_object_multipart_make (const WireObjectMultipart *self,
                            const WireMultipartPart *part,
                            const WireBody *slice)
{
  WireObject object = wire_object_list_get_entry (self->list, self->object)->object;

  object.size = object.expected = slice->size;
  object.missing = slice->missing;
  object.gaps = slice->gaps;
  object.flags = part->ended && slice->missing == 0 ? WIRE_OBJECT_COMPLETE : 0;
  object.content_type = NULL;
  object.content_encoding = NULL;
  object.origin.parent = self->object;
  return object;
}

/* A WireMultipartFound. */
static void
find_part (const WireMultipartPart *part, gpointer user_data)
{
  WireObjectMultipart *self = user_data;

  self->n_parts++;
  self->found (self, part, self->user_data);
}

/* A WireBodyVisitor. */
static gboolean
read_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  WireObjectMultipart *self = user_data;

  if (bytes)
    wire_multipart_add (self->parser, bytes, length);
  else
    wire_multipart_add_gap (self->parser, length);
  return !g_cancellable_is_cancelled (self->cancellable);
}

/* Returns: (transfer full) (nullable): the boundary; %NULL where @type is not a multipart */
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

/* Returns: whether all of it was read */
static gboolean
visit_parts (WireObjectMultipart *self, const char *boundary)
{
  gboolean whole;

  self->parser = wire_multipart_new (boundary, find_part, self);
  whole = wire_capture_visit_body (self->list->capture, &self->body, read_bytes, self,
                                   self->cancellable, NULL);
  if (whole)
    wire_multipart_end (self->parser);
  g_clear_pointer (&self->parser, wire_multipart_free);
  return whole;
}

/**
 * wire_object_multipart_visit:
 * @list: a list that is not sorted yet
 * @object: the place of an entry
 * @cancellable: (nullable): polled now and then
 * @found: called with each part
 * @user_data: for @found
 *
 * Reads the object from the file. Blocks.
 *
 * Returns: whether it is a multipart that was read to its end; where it could not be read, who
 *   examines the object itself says why
 */
gboolean
wire_object_multipart_visit (WireObjectList *list,
                             guint32 object,
                             GCancellable *cancellable,
                             WireObjectPartFound found,
                             gpointer user_data)
{
  const WireObjectEntry *entry = wire_object_list_get_entry (list, object);
  g_autofree char *boundary = find_boundary (entry->object.content_type);
  WireObjectMultipart self = { list, object, cancellable, found, user_data, .extent = 0 };
  gboolean whole;

  if (!boundary || wire_content_is_coded (entry->object.content_encoding))
    return FALSE;
  wire_object_list_get_body (list, object, &self.body);
  whole = visit_parts (&self, boundary);
  /* Some cameras say it with the dashes that come before it. */
  if (whole && self.n_parts == 0 && g_str_has_prefix (boundary, "--"))
    whole = visit_parts (&self, boundary + 2);
  wire_body_clear (&self.body);
  return whole;
}

/* Messages */

static gboolean
is_grpc (const char *type)
{
  return type && g_ascii_strncasecmp (type, "application/grpc", 16) == 0
         && g_ascii_strncasecmp (type + 16, "-web-text", 9) != 0;
}

/** Whether the body of @object is made of messages: of gRPC, or events that a server sends. */
gboolean
wire_object_are_messages (const WireObject *object)
{
  const char *type = object->content_type;

  return is_grpc (type) || (type && g_ascii_strncasecmp (type, "text/event-stream", 17) == 0);
}

/* A WireBodyVisitor. */
static gboolean
read_grpc (const guint8 *bytes, guint32 length, gpointer user_data)
{
  WireObjectMultipart *self = user_data;

  if (bytes)
    wire_grpc_cutter_add (&self->grpc, bytes, length);
  else
    wire_grpc_cutter_add_gap (&self->grpc, length);
  return !g_cancellable_is_cancelled (self->cancellable);
}

/* A WireBodyVisitor. */
static gboolean
read_events (const guint8 *bytes, guint32 length, gpointer user_data)
{
  WireObjectMultipart *self = user_data;

  if (bytes)
    wire_event_cutter_add (&self->events, bytes, length);
  else
    wire_event_cutter_add_gap (&self->events, length);
  return !g_cancellable_is_cancelled (self->cancellable);
}

/**
 * wire_object_messages_visit:
 * @list: a list that is not sorted yet
 * @object: the place of an entry of which wire_object_are_messages() is true
 * @cancellable: (nullable): polled now and then
 * @found: called with each message
 * @user_data: for @found
 *
 * As wire_object_multipart_visit().
 *
 * Returns: whether it was read to its end
 */
gboolean
wire_object_messages_visit (WireObjectList *list,
                            guint32 object,
                            GCancellable *cancellable,
                            WireObjectPartFound found,
                            gpointer user_data)
{
  const WireObjectEntry *entry = wire_object_list_get_entry (list, object);
  gboolean grpc = is_grpc (entry->object.content_type);
  WireObjectMultipart self = { list, object, cancellable, found, user_data, .extent = 0 };
  gboolean whole;

  if (wire_content_is_coded (entry->object.content_encoding))
    return FALSE;
  self.grpc = (WireGrpcCutter){ .found = find_part, .user_data = &self };
  self.events = (WireEventCutter){ .found = find_part, .user_data = &self };
  wire_object_list_get_body (list, object, &self.body);
  whole = wire_capture_visit_body (list->capture, &self.body, grpc ? read_grpc : read_events, &self,
                                   cancellable, NULL);
  if (whole && grpc)
    wire_grpc_cutter_end (&self.grpc);
  else if (whole)
    wire_event_cutter_end (&self.events);
  wire_body_clear (&self.body);
  return whole;
}
