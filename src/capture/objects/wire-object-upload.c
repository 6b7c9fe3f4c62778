/* wire-object-upload.c: files that came in several requests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests with Content-Range (RFC 9110, section 14.5), and those of tus 1.0.0: a POST makes the
 * upload, whose address the server tells, and each PATCH brings a part.
 */

#include "base/wire-text-hash.h"
#include "capture/http/wire-content-coding.h"
#include "capture/objects/wire-object-join.h"
#include "capture/objects/wire-object-private.h"

#include <string.h>

/*
 * An upload that may go on.
 * @entry: the number of its entry plus 1; 0: none yet
 * @total: bytes that there will be; 0 where nobody said that
 * @came: bytes that came, what came twice counted twice
 * @name: (nullable): of the file, kept by the list
 */
typedef struct
{
  guint entry;
  guint64 total;
  guint64 came;
  const char *name;
} Upload;

struct _WireObjectUploads
{
  WireObjectList *list;
  GHashTable *uploads; /* of addresses to Upload */
};

/* Returns: (transfer full): uploads of @list, of which none is known yet */
WireObjectUploads *
wire_object_uploads_new (WireObjectList *list)
{
  WireObjectUploads *self = g_new0 (WireObjectUploads, 1);

  self->list = list;
  self->uploads = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, g_free);
  return self;
}

void
wire_object_uploads_free (WireObjectUploads *self)
{
  g_hash_table_unref (self->uploads);
  g_free (self);
}

/* The path of an address, which may be all of it. */
static const char *
find_path (const char *address)
{
  const char *host = strstr (address, "://");
  const char *path = host ? strchr (host + 3, '/') : NULL;

  return path ? path : address;
}

/* Returns: (transfer none): what @client uploads to @address */
static Upload *
ensure_upload (WireObjectUploads *self, const WireObject *object, const char *address)
{
  char server[WIRE_ENDPOINT_TEXT_MAX];
  char client[WIRE_ADDRESS_TEXT_MAX];
  g_autofree char *key = NULL;
  Upload *upload;

  wire_endpoint_to_text (object->tuple.family, object->tuple.dst, TRUE, object->tuple.dst_port,
                         server);
  wire_address_to_text (object->tuple.family, object->tuple.src, client);
  key = g_strdup_printf ("%s\n%s\n%s", client, server, find_path (address));
  upload = g_hash_table_lookup (self->uploads, key);
  if (upload)
    return upload;
  upload = g_new0 (Upload, 1);
  g_hash_table_insert (self->uploads, g_steal_pointer (&key), upload);
  return upload;
}

/* Returns: (nullable): the file's name in @metadata: words and values in base64, with commas
 * between them */
static const char *
find_name (WireObjectUploads *self, const char *metadata)
{
  g_auto (GStrv) pairs = g_strsplit (metadata ? metadata : "", ",", 64);

  for (guint i = 0; pairs[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (pairs[i]), " ", 2);
      g_autofree guchar *value = NULL;
      g_autofree char *name = NULL;
      gsize length;

      if (g_strv_length (words) < 2 || strcmp (words[0], "filename") != 0 || !*words[1])
        continue;
      value = g_base64_decode (words[1], &length);
      name = g_utf8_make_valid ((const char *) value, (gssize) length);
      return *name ? g_string_chunk_insert (self->list->strings, name) : NULL;
    }
  return NULL;
}

/* A POST of tus: the answer tells where the parts will go. */
static void
note_made (WireObjectUploads *self, const WireHttpExchange *exchange, const WireObject *object)
{
  const char *length = exchange->request.content_range;
  const char *address = exchange->response.location;
  Upload *upload;

  if (exchange->response.status != 201 || !address || !length
      || !g_str_has_prefix (length, "bytes */"))
    return;
  upload = ensure_upload (self, object, address);
  *upload = (Upload){ .total = g_ascii_strtoull (length + strlen ("bytes */"), NULL, 10),
                      .name = find_name (self, exchange->request.content_disposition) };
  if (upload->total >= WIRE_OBJECT_MAX_ENTITY)
    upload->total = 0;
}

/* What a request says that it has: more may be missing at its end. */
static guint64
get_size (const WireHttpMessage *request)
{
  return request->framing == WIRE_HTTP_BY_LENGTH ? MAX (request->declared, request->body.size)
                                                 : request->body.size;
}

/* Whether @range is of another file than what came before: of another size, or from the beginning
 * once more after all had come. */
static gboolean
begins_again (const Upload *upload, const WireObjectRange *range)
{
  if (upload->total > 0 && range->total > 0 && upload->total != range->total)
    return TRUE;
  return range->first == 0 && upload->total > 0 && upload->came >= upload->total;
}

static void
add_part (WireObjectUploads *self, Upload *upload, const WireObjectPart *part)
{
  WireObjectEntry *entry = wire_object_list_get_entry (self->list, upload->entry - 1);

  g_array_append_val (entry->parts, *part);
  upload->came += part->range.last - part->range.first + 1;
  upload->total = MAX (upload->total, part->range.total);
  g_array_index (entry->parts, WireObjectPart, 0).range.total = upload->total;
}

/**
 * wire_object_uploads_add:
 * @self: uploads
 * @exchange: a request and its answer
 * @entry: what the request brought
 *
 * Returns: whether it is a part of a file that is listed as a whole; @entry may have been taken
 */
gboolean
wire_object_uploads_add (WireObjectUploads *self,
                         const WireHttpExchange *exchange,
                         WireObjectEntry *entry)
{
  const WireHttpMessage *request = &exchange->request;
  WireObjectPart part = { .exchange = entry->object.exchange };
  Upload *upload;

  note_made (self, exchange, &entry->object);
  if (!request->content_range || !request->uri || request->body.size == 0
      || exchange->response.status >= 400 || wire_content_is_coded (request->content_encoding)
      || !wire_object_range_parse_upload (request->content_range, get_size (request), &part.range))
    return FALSE;
  upload = ensure_upload (self, &entry->object, request->uri);
  if (upload->entry > 0 && begins_again (upload, &part.range))
    *upload = (Upload){ 0 };
  if (upload->entry == 0)
    {
      entry->parts = g_array_new (FALSE, FALSE, sizeof (WireObjectPart));
      if (upload->name)
        entry->object.origin.name = upload->name;
      upload->entry = wire_object_list_append (self->list, entry) + 1;
    }
  add_part (self, upload, &part);
  return TRUE;
}
