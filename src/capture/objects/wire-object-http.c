/* wire-object-http.c: bodies of HTTP as objects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-private.h"

#include "base/wire-text-hash.h"
#include "capture/http/wire-content-coding.h"
#include "capture/http/wire-http-parameter.h"
#include "capture/objects/wire-object-join.h"

/* Single messages */

static void
fill_size (WireObject *object, const WireHttpMessage *message)
{
  object->size = message->body.size;
  object->expected = object->size;
  object->missing = message->body.missing;
  object->gaps = message->body.gaps;
  if (message->framing == WIRE_HTTP_BY_LENGTH && message->declared > object->size)
    {
      object->expected = message->declared;
      object->missing += message->declared - object->size;
      object->gaps++;
    }
  /* All that a response to a request for a part brought is still a part. */
  if (message->flags & WIRE_HTTP_COMPLETE && message->status != 206)
    object->flags |= WIRE_OBJECT_COMPLETE;
  if (message->flags & WIRE_HTTP_CLOSED && message->body.gaps == 0)
    object->flags |= WIRE_OBJECT_CLOSED;
  if (message->flags & WIRE_HTTP_BROKEN)
    object->flags |= WIRE_OBJECT_BROKEN;
}

static void
fill_answer (WireObject *object, const WireHttpExchange *exchange)
{
  const WireHttpMessage *response = &exchange->response;

  object->location = response->location;
  object->upgrade = response->upgrade;
  object->remarks = response->remarks;
  object->extra = response->extra;
  object->interim = exchange->interim;
  object->headless = exchange->headless;
  object->foreign = exchange->foreign;
  if (response->kind)
    object->flags |= WIRE_OBJECT_ANSWERED;
  if (exchange->request.flags & WIRE_HTTP_HEAD_CUT)
    object->flags |= WIRE_OBJECT_ASK_CUT;
  if (exchange->request.flags & WIRE_HTTP_CONTESTED)
    object->flags |= WIRE_OBJECT_CONTESTED;
  if (response->flags & WIRE_HTTP_COMPLETE)
    object->flags |= WIRE_OBJECT_ANSWER_WHOLE;
  if (response->flags & WIRE_HTTP_HEAD_CUT)
    object->flags |= WIRE_OBJECT_HEAD_CUT;
  if (response->flags & WIRE_HTTP_CLOSED)
    object->flags |= WIRE_OBJECT_CLOSED;
  if (response->flags & WIRE_HTTP_BROKEN)
    object->flags |= WIRE_OBJECT_BROKEN;
  if (response->flags & WIRE_HTTP_HEAD_LONG)
    object->flags |= WIRE_OBJECT_HEAD_LONG;
  if (response->body.size == 0 && response->framing == WIRE_HTTP_BY_LENGTH)
    object->expected = response->declared;
}

/* Names in Content-Disposition are those that browsers save by (RFC 6266). */
static void
fill_name (WireObjectList *self, const WireHttpExchange *exchange, WireObject *object)
{
  const char *disposition = exchange->response.content_disposition;
  g_autofree char *name = disposition ? wire_http_find_file_name (disposition) : NULL;

  if (name && *name)
    object->origin.name = g_string_chunk_insert (self->strings, name);
}

static const char *
get_protocol (const WireHttpExchange *exchange, const WireHttpMessage *message)
{
  if (exchange->protocol)
    return exchange->protocol;
  return message->minor == 0 ? "HTTP/1.0" : "HTTP/1.1";
}

static void
fill_object (WireCapture *capture,
             guint32 number,
             const WireHttpExchange *exchange,
             const WireHttpMessage *message,
             WireObject *object)
{
  const WireHttpMessage *request = &exchange->request;
  const WireHttpMessage *response = &exchange->response;
  const WireHttpMessage *first = request->kind ? request : response;

  *object = (WireObject){
    .exchange = number,
    .stream = exchange->stream,
    .packet = first->packet,
    .parts = 1,
    .time = first->time,
    .status = response->status,
    .method = request->method,
    .uri = request->uri,
    .host = request->host,
    .referer = request->referer,
    .content_type = message->content_type,
    .content_encoding = message->content_encoding,
    .origin = {
      .protocol = get_protocol (exchange, message->kind ? message : first),
      .direction = message == request ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD,
      .decrypted = exchange->decrypted,
      .parent = WIRE_OBJECT_NONE,
      .asked_on = WIRE_OBJECT_NONE,
    },
  };
  wire_capture_get_exchange_tuple (capture, exchange, &object->tuple);
  if (message->body.size > 0)
    fill_size (object, message);
  else
    object->flags = WIRE_OBJECT_REQUESTED_ONLY;
  if (message == response)
    fill_answer (object, exchange);
}

static gboolean
is_object (const WireHttpExchange *exchange)
{
  return exchange->response.body.size > 0
         || (exchange->request.kind && g_str_equal (exchange->request.method, "GET"));
}

/* Parts */

/* Returns: (transfer full) (nullable): what all parts of one entity have in common. What two
 * clients got is not what one of them had. */
static char *
make_key (const WireObject *object, const WireHttpExchange *exchange, const WireObjectRange *range)
{
  char server[WIRE_ENDPOINT_TEXT_MAX];
  char client[WIRE_ADDRESS_TEXT_MAX];
  const char *validator = exchange->response.validator;

  if (!object->uri)
    return NULL;
  wire_endpoint_to_text (object->tuple.family, object->tuple.dst, TRUE, object->tuple.dst_port,
                         server);
  wire_address_to_text (object->tuple.family, object->tuple.src, client);
  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%" G_GUINT64_FORMAT, client, server,
                          object->host ? object->host : "", object->uri, validator ? validator : "",
                          range->total);
}

static void
join_parts (const WireObjectList *self,
            const WireObjectEntry *entry,
            WireBody *body,
            gboolean *differ)
{
  wire_object_join (self->capture, entry->kind,
                    (const WireObjectPart *) (gpointer) entry->parts->data, entry->parts->len, body,
                    differ);
}

/** @body: (out): where the bytes of @entry, which is put together from parts, are */
void
wire_object_list_join_parts (const WireObjectList *self,
                             const WireObjectEntry *entry,
                             WireBody *body)
{
  join_parts (self, entry, body, NULL);
}

static void
finish_combined (const WireObjectList *self, WireObjectEntry *entry)
{
  WireObject *object = &entry->object;
  guint64 total = g_array_index (entry->parts, WireObjectPart, 0).range.total;
  g_auto (WireBody) body = { 0 };
  gboolean differ;

  if (entry->parts->len == 1 && object->status == 200 && entry->kind == WIRE_HTTP_RESPONSE)
    {
      g_clear_pointer (&entry->parts, g_array_unref); /* nobody went on with it */
      return;
    }
  join_parts (self, entry, &body, &differ);
  object->parts = entry->parts->len;
  if (entry->kind == WIRE_HTTP_REQUEST && object->parts > 1)
    object->origin.parts = object->parts;
  object->size = body.size;
  object->expected = MAX (total, body.size);
  object->missing = body.missing + (object->expected - body.size);
  object->gaps = body.gaps + (object->expected > body.size);
  object->flags &= (guint16) ~WIRE_OBJECT_COMPLETE;
  object->flags |= WIRE_OBJECT_COMBINED | (differ ? WIRE_OBJECT_PARTS_DIFFER : 0);
  /* Where the server did not say how long it is, nobody knows whether that was all. */
  if (object->missing == 0 && total > 0)
    object->flags |= WIRE_OBJECT_COMPLETE;
}

/* A download that broke off is the first part of what was fetched later. Returns: whether there is
 * a part of something larger in @exchange, and which */
static gboolean
find_range (const WireHttpExchange *exchange, WireObjectRange *range)
{
  const WireHttpMessage *response = &exchange->response;

  if (response->status == 206)
    return wire_object_range_parse (response->content_range, range);
  if (response->status != 200 || response->flags & WIRE_HTTP_COMPLETE || !response->validator
      || response->framing != WIRE_HTTP_BY_LENGTH || response->body.size == 0
      || response->declared >= WIRE_OBJECT_MAX_ENTITY)
    return FALSE;
  *range = (WireObjectRange){ 0, response->body.size - 1, response->declared };
  return TRUE;
}

/* Returns: the entry of the same entity where there is one; @entry otherwise takes its place */
static gboolean
add_part (WireObjectList *self,
          GHashTable *entities,
          const WireHttpExchange *exchange,
          WireObjectEntry *entry)
{
  WireObjectPart part = { .exchange = entry->object.exchange };
  g_autofree char *key = NULL;
  gpointer index;

  if (wire_content_is_coded (entry->object.content_encoding) || !find_range (exchange, &part.range))
    return FALSE;
  key = make_key (&entry->object, exchange, &part.range);
  if (!key)
    return FALSE;
  if (g_hash_table_lookup_extended (entities, key, NULL, &index))
    {
      g_array_append_val (wire_object_list_get_entry (self, GPOINTER_TO_UINT (index))->parts, part);
      return TRUE;
    }
  entry->parts = g_array_new (FALSE, FALSE, sizeof (WireObjectPart));
  g_array_append_val (entry->parts, part);
  g_hash_table_insert (entities, g_steal_pointer (&key), GUINT_TO_POINTER (self->n));
  return FALSE;
}

/* The lists */

/* Exchanges between two looks at whether the list is still wanted. */
#define LOOK_EVERY 256

/* Puts together what came in parts, of entries from @from on. Returns: %FALSE where @cancellable
 * was cancelled */
gboolean
wire_object_list_finish_parts (WireObjectList *self, guint from, GCancellable *cancellable)
{
  for (guint i = from; i < self->n; i++)
    {
      WireObjectEntry *entry = wire_object_list_get_entry (self, i);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (entry->parts)
        finish_combined (self, entry);
    }
  return TRUE;
}

/** Adds what responses brought, and GETs that got nothing. Returns: %FALSE where @cancellable was
 * cancelled */
gboolean
wire_object_list_add_downloads (WireObjectList *self, GCancellable *cancellable)
{
  g_autoptr (GHashTable) entities =
      g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  WireHttpExchange exchange;

  for (guint32 i = 0; wire_capture_get_exchange (self->capture, i, &exchange); i++)
    {
      WireObjectEntry entry = { .kind = WIRE_HTTP_RESPONSE, .transfer = WIRE_OBJECT_NONE };

      if (i % LOOK_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (!is_object (&exchange))
        continue;
      fill_object (self->capture, i, &exchange, &exchange.response, &entry.object);
      fill_name (self, &exchange, &entry.object);
      if (!add_part (self, entities, &exchange, &entry))
        wire_object_list_append (self, &entry);
    }
  if (!wire_object_list_finish_parts (self, 0, cancellable))
    return FALSE;
  wire_object_list_take_answers_apart (self, cancellable);
  wire_object_list_add_extra (self, WIRE_HTTP_RESPONSE);
  return !g_cancellable_is_cancelled (cancellable);
}

/** Adds what requests brought, and takes forms apart. Returns: %FALSE where @cancellable was
 * cancelled */
gboolean
wire_object_list_add_uploads (WireObjectList *self, GCancellable *cancellable)
{
  g_autoptr (WireObjectUploads) uploads = wire_object_uploads_new (self);
  WireHttpExchange exchange;
  guint first = self->n;

  for (guint32 i = 0; wire_capture_get_exchange (self->capture, i, &exchange); i++)
    {
      gboolean joined;
      guint32 whole;
      WireObjectEntry entry = { .kind = WIRE_HTTP_REQUEST, .transfer = WIRE_OBJECT_NONE };

      if (i % LOOK_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      fill_object (self->capture, i, &exchange, &exchange.request, &entry.object);
      joined = wire_object_uploads_add (uploads, &exchange, &entry);
      if (joined || exchange.request.body.size == 0)
        continue;
      whole = wire_object_list_append (self, &entry);
      wire_object_list_take_form_apart (self, whole, cancellable);
      wire_object_list_find_document (self, whole, cancellable);
    }
  if (!wire_object_list_finish_parts (self, first, cancellable))
    return FALSE;
  wire_object_list_add_extra (self, WIRE_HTTP_REQUEST);
  return TRUE;
}
