/* wire-object.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object.h"

#include "capture/http/wire-content-coding.h"
#include "capture/objects/wire-object-join.h"

typedef struct
{
  WireObject object;
  GArray *parts; /* of WireObjectPart; NULL where the object is one response */
} Entry;

struct _WireObjectList
{
  gatomicrefcount references;
  WireCapture *capture;
  GArray *entries;
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->parts, g_array_unref);
}

/* Single responses */

static void
fill_size (WireObject *object, const WireHttpMessage *response)
{
  object->size = response->body.size;
  object->expected = object->size;
  object->missing = response->body.missing;
  object->gaps = response->body.gaps;
  if (response->framing == WIRE_HTTP_BY_LENGTH && response->declared > object->size)
    {
      object->expected = response->declared;
      object->missing += response->declared - object->size;
      object->gaps++;
    }
  /* All that a response to a request for a part brought is still a part. */
  if (response->flags & WIRE_HTTP_COMPLETE && response->status != 206)
    object->flags |= WIRE_OBJECT_COMPLETE;
}

static void
fill_object (WireCapture *capture,
             guint32 number,
             const WireHttpExchange *exchange,
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
    .content_type = response->content_type,
    .content_encoding = response->content_encoding,
  };
  wire_capture_get_exchange_tuple (capture, exchange, &object->tuple);
  if (response->body.size > 0)
    fill_size (object, response);
  else
    object->flags = WIRE_OBJECT_REQUESTED_ONLY;
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
join (const WireObjectList *self, const Entry *entry, WireBody *body)
{
  wire_object_join (self->capture, (const WireObjectPart *) (gpointer) entry->parts->data,
                    entry->parts->len, body);
}

static void
finish_combined (WireObjectList *self, Entry *entry)
{
  WireObject *object = &entry->object;
  guint64 total = g_array_index (entry->parts, WireObjectPart, 0).range.total;
  g_auto (WireBody) body = { 0 };

  join (self, entry, &body);
  object->parts = entry->parts->len;
  object->size = body.size;
  object->expected = MAX (total, body.size);
  object->missing = body.missing + (object->expected - body.size);
  object->gaps = body.gaps + (object->expected > body.size);
  object->flags = WIRE_OBJECT_COMBINED;
  /* Where the server did not say how long it is, nobody knows whether that was all. */
  if (object->missing == 0 && total > 0)
    object->flags |= WIRE_OBJECT_COMPLETE;
}

/* Returns: the entry of the same entity where there is one; @entry otherwise takes its place */
static gboolean
add_part (WireObjectList *self,
          GHashTable *entities,
          const WireHttpExchange *exchange,
          Entry *entry)
{
  WireObjectPart part = { .exchange = entry->object.exchange };
  g_autofree char *key = NULL;
  gpointer index;

  if (exchange->response.status != 206 || wire_content_is_coded (entry->object.content_encoding)
      || !wire_object_range_parse (exchange->response.content_range, &part.range))
    return FALSE;
  key = make_key (&entry->object, exchange, &part.range);
  if (!key)
    return FALSE;
  if (g_hash_table_lookup_extended (entities, key, NULL, &index))
    {
      g_array_append_val (g_array_index (self->entries, Entry, GPOINTER_TO_UINT (index)).parts,
                          part);
      return TRUE;
    }
  entry->parts = g_array_new (FALSE, FALSE, sizeof (WireObjectPart));
  g_array_append_val (entry->parts, part);
  g_hash_table_insert (entities, g_steal_pointer (&key), GUINT_TO_POINTER (self->entries->len));
  return FALSE;
}

/* The list */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const WireObject *left = &((const Entry *) a)->object;
  const WireObject *right = &((const Entry *) b)->object;

  if (left->packet != right->packet)
    return left->packet < right->packet ? -1 : 1;
  return (left->exchange > right->exchange) - (left->exchange < right->exchange);
}

/* Exchanges between two looks at whether the list is still wanted. */
#define LOOK_EVERY 256

/* Returns: whether all were looked at */
static gboolean
collect (WireObjectList *self, GCancellable *cancellable)
{
  g_autoptr (GHashTable) entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WireHttpExchange exchange;

  for (guint32 i = 0; wire_capture_get_exchange (self->capture, i, &exchange); i++)
    {
      Entry entry = { 0 };

      if (i % LOOK_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (!is_object (&exchange))
        continue;
      fill_object (self->capture, i, &exchange, &entry.object);
      if (!add_part (self, entities, &exchange, &entry))
        g_array_append_val (self->entries, entry);
    }
  return TRUE;
}

/* Returns: whether all that came in parts was put together */
static gboolean
finish (WireObjectList *self, GCancellable *cancellable)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (entry->parts)
        finish_combined (self, entry);
    }
  return TRUE;
}

/**
 * wire_object_list_new:
 * @capture: a capture whose streams were wanted, loaded
 *
 * Returns: (transfer full): its objects
 */
WireObjectList *
wire_object_list_new (WireCapture *capture)
{
  return wire_object_list_new_cancellable (capture, NULL);
}

/**
 * wire_object_list_new_cancellable:
 * @capture: a capture whose streams were wanted, loaded
 * @cancellable: (nullable): polled now and then
 *
 * Returns: (transfer full) (nullable): its objects, or %NULL where @cancellable was cancelled
 */
WireObjectList *
wire_object_list_new_cancellable (WireCapture *capture, GCancellable *cancellable)
{
  WireObjectList *self = g_new0 (WireObjectList, 1);

  g_atomic_ref_count_init (&self->references);
  self->capture = g_object_ref (capture);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  if (!collect (self, cancellable) || !finish (self, cancellable))
    g_clear_pointer (&self, wire_object_list_unref);
  else
    g_array_sort (self->entries, compare_entries);
  return self;
}

/** Returns: (transfer full): @list */
WireObjectList *
wire_object_list_ref (WireObjectList *list)
{
  g_atomic_ref_count_inc (&list->references);
  return list;
}

void
wire_object_list_unref (WireObjectList *list)
{
  if (!g_atomic_ref_count_dec (&list->references))
    return;
  g_array_unref (list->entries);
  g_object_unref (list->capture);
  g_free (list);
}

/** Returns: (transfer none) */
WireCapture *
wire_object_list_get_capture (const WireObjectList *list)
{
  return list->capture;
}

guint32
wire_object_list_get_length (const WireObjectList *list)
{
  return list->entries->len;
}

/** Returns: (transfer none): object number @object, which must exist */
const WireObject *
wire_object_list_get (const WireObjectList *list, guint32 object)
{
  g_return_val_if_fail (object < list->entries->len, NULL);

  return &g_array_index (list->entries, Entry, object).object;
}

/** Returns: the exchange that brought part @part, below #WireObject.parts, of @object */
guint32
wire_object_list_get_part (const WireObjectList *list, guint32 object, guint32 part)
{
  const Entry *entry = &g_array_index (list->entries, Entry, object);

  return entry->parts ? g_array_index (entry->parts, WireObjectPart, part).exchange
                      : entry->object.exchange;
}

/**
 * wire_object_list_get_body:
 * @list: a list
 * @object: one of its objects
 * @body: (out): where its bytes stand, as sent; cleared by the caller
 */
void
wire_object_list_get_body (const WireObjectList *list, guint32 object, WireBody *body)
{
  const Entry *entry = &g_array_index (list->entries, Entry, object);

  *body = (WireBody){ 0 };
  if (entry->parts)
    join (list, entry, body);
  else
    wire_capture_get_message_places (list->capture, entry->object.exchange, WIRE_HTTP_RESPONSE,
                                     NULL, body);
}
