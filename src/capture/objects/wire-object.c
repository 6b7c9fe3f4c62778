/* wire-object.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-private.h"

#include "capture/objects/wire-object-join.h"

#define STRING_BLOCK 1024

static void
entry_clear (gpointer data)
{
  WireObjectEntry *entry = data;

  g_clear_pointer (&entry->parts, g_array_unref);
  if (entry->slice)
    wire_body_clear (entry->slice);
  g_free (entry->slice);
}

/** Adds @entry, which is taken. Returns: where it is until the list is sorted */
guint32
wire_object_list_append (WireObjectList *self, WireObjectEntry *entry)
{
  entry->order = self->entries->len;
  g_array_append_val (self->entries, *entry);
  return entry->order;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const WireObjectEntry *left = a;
  const WireObjectEntry *right = b;

  if (left->object.packet != right->object.packet)
    return left->object.packet < right->object.packet ? -1 : 1;
  if (left->object.exchange != right->object.exchange)
    return left->object.exchange < right->object.exchange ? -1 : 1;
  return (left->order > right->order) - (left->order < right->order);
}

/* Parents were named by where they were before. */
static void
sort_entries (WireObjectList *self)
{
  guint n = self->entries->len;
  WireObjectEntry *entries = (gpointer) self->entries->data;
  g_autofree guint32 *places = g_new (guint32, n);

  g_array_sort (self->entries, compare_entries);
  for (guint i = 0; i < n; i++)
    places[entries[i].order] = i;
  for (guint i = 0; i < n; i++)
    if (entries[i].object.origin.parent != WIRE_OBJECT_NONE)
      entries[i].object.origin.parent = places[entries[i].object.origin.parent];
}

static WireObjectList *
new_list (WireCapture *capture)
{
  WireObjectList *self = g_new0 (WireObjectList, 1);

  g_atomic_ref_count_init (&self->references);
  self->capture = g_object_ref (capture);
  self->entries = g_array_new (FALSE, FALSE, sizeof (WireObjectEntry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  return self;
}

/* All of them may be unpacked, and share what that may take. */
static void
count_coded (WireObjectList *self)
{
  guint32 n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += g_array_index (self->entries, WireObjectEntry, i).object.content_encoding != NULL;
  for (guint i = 0; i < self->entries->len; i++)
    g_array_index (self->entries, WireObjectEntry, i).object.coded_together = n;
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
  g_array_unref (self->entries);
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
  return self->entries->len;
}

/** Returns: (transfer none): object number @object, which must exist */
const WireObject *
wire_object_list_get (const WireObjectList *self, guint32 object)
{
  g_return_val_if_fail (object < self->entries->len, NULL);

  return &g_array_index (self->entries, WireObjectEntry, object).object;
}

/** Returns: the exchange that brought part @part, below #WireObject.parts, of @object;
 *   %WIRE_OBJECT_NONE where it did not come by HTTP */
guint32
wire_object_list_get_part (const WireObjectList *self, guint32 object, guint32 part)
{
  const WireObjectEntry *entry = &g_array_index (self->entries, WireObjectEntry, object);

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
  const WireObjectEntry *entry = &g_array_index (self->entries, WireObjectEntry, object);

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
