/* wire-object.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-private.h"

#include "capture/objects/wire-object-join.h"

#define STRING_BLOCK 1024

/* Entries of a chunk. */
#define CHUNK 1024u

/* In bytes; a multiple of 64 KiB. */
#define CHUNK_BYTES ((CHUNK * sizeof (WireObjectEntry) + 0xffff) & ~(gsize) 0xffff)

/* What entries take in memory. Those of a list of a million objects are mostly in a file. */
#define MAX_MEMORY ((gsize) 32 * 1024 * 1024)

/* What entries are sorted by. */
typedef struct
{
  guint32 packet;
  guint32 exchange;
  guint32 order;
} Key;

static void
entry_clear (WireObjectEntry *entry)
{
  g_clear_pointer (&entry->parts, g_array_unref);
  if (entry->slice)
    wire_body_clear (entry->slice);
  g_free (entry->slice);
}

static WireObjectEntry *
get_added (const WireObjectList *self, guint32 order)
{
  return wire_chunks_get (self->chunks, order / CHUNK, order % CHUNK * sizeof (WireObjectEntry));
}

WireObjectEntry *
wire_object_list_get_entry (const WireObjectList *self, guint32 object)
{
  return get_added (self, self->places ? g_array_index (self->places, guint32, object) : object);
}

guint32
wire_object_list_append (WireObjectList *self, WireObjectEntry *entry)
{
  if (self->n % CHUNK == 0)
    wire_chunks_add (self->chunks);
  *get_added (self, self->n++) = *entry;
  return self->n - 1;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  if (left->packet != right->packet)
    return left->packet < right->packet ? -1 : 1;
  if (left->exchange != right->exchange)
    return left->exchange < right->exchange ? -1 : 1;
  return (left->order > right->order) - (left->order < right->order);
}

static GArray *
make_keys (const WireObjectList *self)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (Key), self->n);

  for (guint32 i = 0; i < self->n; i++)
    {
      const WireObject *object = &get_added (self, i)->object;

      g_array_append_val (keys, ((Key){ object->packet, object->exchange, i }));
    }
  return keys;
}

/* Parents were named by where they were before. */
static void
sort_entries (WireObjectList *self)
{
  g_autoptr (GArray) keys = make_keys (self);
  g_autofree guint32 *now = g_new (guint32, self->n);
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->n);

  g_array_sort (keys, compare_keys);
  for (guint32 i = 0; i < self->n; i++)
    {
      const Key *key = &g_array_index (keys, Key, i);

      g_array_append_val (places, key->order);
      now[key->order] = i;
    }
  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 *parent = &get_added (self, i)->object.origin.parent;

      if (*parent != WIRE_OBJECT_NONE)
        *parent = now[*parent];
    }
  self->places = places;
}

static WireObjectList *
new_list (WireCapture *capture)
{
  WireObjectList *self = g_new0 (WireObjectList, 1);

  g_atomic_ref_count_init (&self->references);
  self->capture = g_object_ref (capture);
  self->chunks = wire_chunks_new (CHUNK_BYTES, MAX_MEMORY);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  return self;
}

/* All of them may be unpacked, and share what that may take. */
static void
count_coded (WireObjectList *self)
{
  guint32 n = 0;

  for (guint i = 0; i < self->n; i++)
    n += wire_object_list_get_entry (self, i)->object.content_encoding != NULL;
  for (guint i = 0; i < self->n; i++)
    wire_object_list_get_entry (self, i)->object.coded_together = n;
}

/* Returns: (transfer full) (nullable): @self, sorted; %NULL, and freed, where it is not @whole */
static WireObjectList *
finish_list (WireObjectList *self, gboolean whole, GCancellable *cancellable)
{
  if (whole)
    {
      sort_entries (self);
      count_coded (self);
      wire_object_list_find_versions (self, cancellable);
    }
  if (!whole || g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&self, wire_object_list_unref);
  return self;
}

/**
 * wire_object_list_new:
 * @capture: a capture whose streams were wanted, loaded
 *
 * Returns: (transfer full): what was downloaded by HTTP
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
 * Returns: (transfer full) (nullable): what was downloaded by HTTP, or %NULL where @cancellable was
 *   cancelled
 */
WireObjectList *
wire_object_list_new_cancellable (WireCapture *capture, GCancellable *cancellable)
{
  WireObjectList *self = new_list (capture);

  return finish_list (self, wire_object_list_add_downloads (self, cancellable), cancellable);
}

/**
 * wire_object_list_new_transfers:
 * @capture: a capture whose streams were wanted, loaded
 * @cancellable: (nullable): polled now and then
 *
 * Reads forms, and bodies that are made of messages, from the file, to take them apart. Blocks.
 *
 * Returns: (transfer full) (nullable): everything that was sent or received, by any protocol, or
 * %NULL where @cancellable was cancelled
 */
WireObjectList *
wire_object_list_new_transfers (WireCapture *capture, GCancellable *cancellable)
{
  WireObjectList *self = new_list (capture);
  gboolean whole = wire_object_list_add_downloads (self, cancellable)
                   && wire_object_list_add_uploads (self, cancellable);

  if (whole)
    wire_object_list_take_messages_apart (self, cancellable);
  if (whole)
    wire_object_list_add_transfers (self);
  return finish_list (self, whole, cancellable);
}

/** Returns: (transfer full): @self */
WireObjectList *
wire_object_list_ref (WireObjectList *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_object_list_unref (WireObjectList *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint32 i = 0; i < self->n; i++)
    entry_clear (get_added (self, i));
  wire_chunks_free (self->chunks);
  g_clear_pointer (&self->places, g_array_unref);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->versions, g_array_unref);
  g_free (self->warning);
  g_object_unref (self->capture);
  g_free (self);
}

/** Returns: (transfer none) */
WireCapture *
wire_object_list_get_capture (const WireObjectList *self)
{
  return self->capture;
}

/** Returns: (transfer none) (nullable): a sentence about what could not be looked for in the
 * objects, so that they cannot be said to be without it; also among wire_capture_get_warnings() */
const char *
wire_object_list_get_warning (const WireObjectList *self)
{
  return self->warning;
}

guint32
wire_object_list_get_length (const WireObjectList *self)
{
  return self->n;
}

/** Returns: (transfer none): object number @object, which must exist */
const WireObject *
wire_object_list_get (const WireObjectList *self, guint32 object)
{
  g_return_val_if_fail (object < self->n, NULL);

  return &wire_object_list_get_entry (self, object)->object;
}

/** Returns: the exchange that brought part @part, below #WireObject.parts, of @object;
 *   %WIRE_OBJECT_NONE where it did not come by HTTP */
guint32
wire_object_list_get_part (const WireObjectList *self, guint32 object, guint32 part)
{
  const WireObjectEntry *entry = wire_object_list_get_entry (self, object);

  return entry->parts ? g_array_index (entry->parts, WireObjectPart, part).exchange
                      : entry->object.exchange;
}

/**
 * wire_object_list_get_body:
 * @self: a list
 * @object: one of its objects
 * @body: (out): where its bytes are, as sent; cleared by the caller
 */
void
wire_object_list_get_body (const WireObjectList *self, guint32 object, WireBody *body)
{
  const WireObjectEntry *entry = wire_object_list_get_entry (self, object);

  *body = (WireBody){ 0 };
  if (entry->parts)
    wire_object_list_join_parts (self, entry, body);
  else if (entry->slice)
    wire_body_copy (entry->slice, body);
  else if (entry->transfer != WIRE_OBJECT_NONE)
    wire_capture_get_transfer_body (self->capture, entry->transfer, body);
  else
    wire_capture_get_message_places (self->capture, entry->object.exchange, entry->kind, NULL,
                                     body);
}
