/* wire-object-ipp.c: documents that were sent to printers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * IPP (RFC 8010): a request has attributes, and after them the document.
 */

#include "base/wire-cursor.h"
#include "capture/http/wire-content-coding.h"
#include "capture/objects/wire-object-multipart.h"
#include "capture/wire-capture-body.h"

#include <string.h>

/* Attributes are looked for in as many bytes. */
#define MAX_ATTRIBUTES (256u * 1024)
#define MAX_TEXT 1024u

/* RFC 8011, section 5.4.15: those that bring a document. */
#define PRINT_JOB 0x0002u
#define SEND_DOCUMENT 0x0006u

/* RFC 8010, section 3.5.1. */
#define END_OF_ATTRIBUTES 0x03u
#define FIRST_VALUE_TAG 0x10u

/*
 * What a request says of its document.
 * @at: where in the body it begins
 */
typedef struct
{
  gsize at;
  char *document;
  char *job;
  char *format;
  char *user;
} Request;

static void
clear_request (Request *request)
{
  g_free (request->document);
  g_free (request->job);
  g_free (request->format);
  g_free (request->user);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, clear_request)

static void
take_attribute (
    Request *request, const guint8 *name, guint16 length, const guint8 *value, guint16 n)
{
  const struct
  {
    const char *name;
    char **place;
  } WANTED[] = {
    { "document-name", &request->document },
    { "job-name", &request->job },
    { "document-format", &request->format },
    { "requesting-user-name", &request->user },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WANTED); i++)
    if (!*WANTED[i].place && strlen (WANTED[i].name) == length
        && memcmp (name, WANTED[i].name, length) == 0)
      *WANTED[i].place = g_utf8_make_valid ((const char *) value, MIN (n, MAX_TEXT));
}

/* Returns: whether a document follows the attributes */
static gboolean
read_request (const GByteArray *bytes, Request *request)
{
  WireCursor cursor = wire_cursor_new (bytes->data, bytes->len);
  guint8 major = wire_cursor_u8 (&cursor);
  guint16 operation;

  wire_cursor_skip (&cursor, 1);
  operation = wire_cursor_be16 (&cursor);
  wire_cursor_skip (&cursor, 4);
  if (cursor.failed || major < 1 || major > 2
      || (operation != PRINT_JOB && operation != SEND_DOCUMENT))
    return FALSE;
  while (!cursor.failed)
    {
      guint8 tag = wire_cursor_u8 (&cursor);
      const guint8 *name;
      const guint8 *value;
      guint16 length;
      guint16 n;

      if (tag == END_OF_ATTRIBUTES)
        break;
      if (tag < FIRST_VALUE_TAG)
        continue;
      length = wire_cursor_be16 (&cursor);
      name = wire_cursor_take (&cursor, length);
      n = wire_cursor_be16 (&cursor);
      value = wire_cursor_take (&cursor, n);
      if (value)
        take_attribute (request, name, length, value, n);
    }
  request->at = cursor.position;
  return !cursor.failed;
}

/* A WireBodyVisitor. After a gap nobody knows where the attributes end. */
static gboolean
read_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  GByteArray *head = user_data;

  if (bytes)
    g_byte_array_append (head, bytes, MIN (length, MAX_ATTRIBUTES - head->len));
  return bytes && head->len < MAX_ATTRIBUTES;
}

static const char *
keep (const WireObjectList *self, const char *text)
{
  return text && *text ? g_string_chunk_insert (self->strings, text) : NULL;
}

static void
add_document (WireObjectList *self, guint32 whole, const Request *request, const WireBody *body)
{
  WireObjectEntry entry = { .transfer = WIRE_OBJECT_NONE, .slice = g_new0 (WireBody, 1) };
  const WireObject *object = &wire_object_list_get_entry (self, whole)->object;
  gboolean complete = (object->flags & WIRE_OBJECT_COMPLETE) != 0;

  wire_body_slice (body, request->at, body->size - request->at, entry.slice);
  entry.object = *object;
  entry.object.size = entry.slice->size;
  entry.object.missing = entry.slice->missing + (object->expected - object->size);
  entry.object.expected = entry.object.size + (object->expected - object->size);
  entry.object.gaps = entry.slice->gaps + (object->expected > object->size);
  entry.object.flags = complete ? WIRE_OBJECT_COMPLETE : 0;
  entry.object.content_type = keep (self, request->format);
  entry.object.origin.parent = whole;
  entry.object.origin.user = keep (self, request->user);
  entry.object.origin.name = keep (self, request->document ? request->document : request->job);
  wire_object_list_append (self, &entry);
}

/**
 * wire_object_list_find_document:
 * @self: a list that is not sorted yet
 * @whole: an entry of it
 * @cancellable: (nullable): polled now and then
 *
 * Where @whole is a request to a printer that brings a document, adds that. Blocks.
 */
void
wire_object_list_find_document (WireObjectList *self, guint32 whole, GCancellable *cancellable)
{
  const WireObject *object = &wire_object_list_get_entry (self, whole)->object;
  g_autoptr (GByteArray) head = NULL;
  g_auto (WireBody) body = { 0 };
  g_auto (Request) request = { 0 };

  if (!object->content_type
      || g_ascii_strncasecmp (object->content_type, "application/ipp", 15) != 0
      || wire_content_is_coded (object->content_encoding) || self->n >= WIRE_OBJECT_MAX_PARTS)
    return;
  head = g_byte_array_new ();
  wire_object_list_get_body (self, whole, &body);
  wire_capture_visit_body (self->capture, &body, read_bytes, head, cancellable, NULL);
  if (read_request (head, &request) && request.at < body.size)
    add_document (self, whole, &request, &body);
}
