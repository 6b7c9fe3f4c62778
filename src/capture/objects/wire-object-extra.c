/* wire-object-extra.c: bytes that follow an HTTP message and belong to none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What comes after the end that Content-Length tells, or where no body may be (RFC 9112, section
 * 6.3), is kept as an object of its own: some programs take it, and some servers hide things there.
 */

#include "capture/objects/wire-object-join.h"
#include "capture/objects/wire-object-name.h"
#include "capture/objects/wire-object-private.h"

#include <glib/gi18n.h>

static void
note_place (GHashTable *places, guint32 exchange, guint32 entry)
{
  g_hash_table_insert (places, GUINT_TO_POINTER (exchange), GUINT_TO_POINTER (entry));
}

/* Returns: (transfer full): which entry a message of kind @kind brought, by its exchange */
static GHashTable *
list_places (const WireObjectList *self, WireHttpKind kind)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);

  for (guint32 i = 0; i < self->n; i++)
    {
      const WireObjectEntry *entry = wire_object_list_get_entry (self, i);

      if (entry->kind != kind)
        continue;
      note_place (places, entry->object.exchange, i);
      for (guint part = 0; entry->parts && part < entry->parts->len; part++)
        note_place (places, g_array_index (entry->parts, WireObjectPart, part).exchange, i);
    }
  return places;
}

/* Returns: (transfer none) (nullable): what it is called after the message that it follows */
static const char *
keep_name (WireObjectList *self, const WireHttpExchange *exchange)
{
  const WireObject asked = { .uri = exchange->request.uri };
  g_autofree char *after = wire_object_tell_name (&asked);
  /* Translators: a name for bytes that follow the file %s on a connection */
  g_autofree char *name = g_strdup_printf (_ ("after %s"), after ? after : "");

  return g_string_chunk_insert (self->strings, after ? name : _ ("after a message"));
}

static void
fill (WireObjectList *self,
      const WireHttpExchange *exchange,
      const WireHttpMessage *message,
      WireObjectEntry *entry)
{
  const WireBody *body = entry->slice;

  entry->object = (WireObject){
    .exchange = WIRE_OBJECT_NONE,
    .stream = exchange->stream,
    .packet = body->extents[0].packet,
    .parts = 1,
    .time = message->last_time,
    .flags = body->gaps == 0 ? WIRE_OBJECT_COMPLETE : 0,
    .size = body->size,
    .expected = body->size,
    .missing = body->missing,
    .gaps = body->gaps,
    .origin = {
      .protocol = exchange->protocol      ? exchange->protocol
                  : message->minor == 0 ? "HTTP/1.0"
                                        : "HTTP/1.1",
      .direction = message->kind == WIRE_HTTP_REQUEST ? WIRE_TRANSFER_UPLOAD
                                                      : WIRE_TRANSFER_DOWNLOAD,
      .decrypted = exchange->decrypted,
      .titled = TRUE,
      .behind = TRUE,
      .parent = WIRE_OBJECT_NONE,
      .asked_on = WIRE_OBJECT_NONE,
      .name = keep_name (self, exchange),
      .note = _ ("It follows a message on the connection, and belongs to none."),
    },
  };
  wire_capture_get_exchange_tuple (self->capture, exchange, &entry->object.tuple);
}

static void
add_behind (WireObjectList *self,
            guint32 number,
            const WireHttpExchange *exchange,
            const WireHttpMessage *message,
            GHashTable *places)
{
  WireObjectEntry entry = { .transfer = WIRE_OBJECT_NONE, .slice = g_new0 (WireBody, 1) };
  gpointer parent;

  if (!wire_capture_get_extra_places (self->capture, number, message->kind, entry.slice)
      || entry.slice->n == 0)
    {
      g_free (entry.slice);
      return;
    }
  fill (self, exchange, message, &entry);
  if (g_hash_table_lookup_extended (places, GUINT_TO_POINTER (number), NULL, &parent))
    entry.object.origin.parent = GPOINTER_TO_UINT (parent);
  wire_object_list_append (self, &entry);
}

/* Whether another protocol may have begun after the request: it asked for that, and was not refused
 * as far as is known. */
static gboolean
may_change_protocol (const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;
  guint status = exchange->response.status;
  gboolean asked = request->upgrade || g_strcmp0 (request->method, "CONNECT") == 0;

  return asked && (status == 0 || status == 101 || (status >= 200 && status < 300));
}

/**
 * wire_object_list_add_extra:
 * @self: a list that has all objects of messages of kind @kind, and is not sorted yet
 * @kind: request or response
 *
 * Adds the bytes that follow these messages and belong to none.
 */
void
wire_object_list_add_extra (WireObjectList *self, WireHttpKind kind)
{
  g_autoptr (GHashTable) places = NULL;
  WireHttpExchange exchange;

  for (guint32 i = 0; wire_capture_get_exchange (self->capture, i, &exchange); i++)
    {
      const WireHttpMessage *message =
          kind == WIRE_HTTP_REQUEST ? &exchange.request : &exchange.response;

      if (message->extra == 0 || may_change_protocol (&exchange))
        continue;
      if (!places)
        places = list_places (self, kind);
      add_behind (self, i, &exchange, message, places);
    }
}
