/* wire-object-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-batch.h"

#include "capture/objects/wire-body-read.h"

typedef struct
{
  guint32 object;
  WireObjectFacts *facts;
  WireBody body;
  gboolean held;
} Entry;

struct _WireObjectBatch
{
  const WireObjectList *list;
  WireTypeDetector *detector;
  WireObjectWanted wanted;
  gsize limit;
  guint64 size; /* of all entries */
  GArray *entries;
  GArray *reads; /* WireBodyRead of those that are read at once, in the order of @entries */
  guint8 *bytes; /* @limit of them */
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  wire_body_clear (&entry->body);
}

/**
 * wire_object_batch_new:
 * @list: where the objects are
 * @detector: tells types
 * @wanted: how much
 * @limit: bytes of objects that are held in memory
 *
 * Returns: (transfer full): an empty batch
 */
WireObjectBatch *
wire_object_batch_new (const WireObjectList *list,
                       WireTypeDetector *detector,
                       WireObjectWanted wanted,
                       gsize limit)
{
  WireObjectBatch *self = g_new0 (WireObjectBatch, 1);

  self->list = list;
  self->detector = detector;
  self->wanted = wanted;
  self->limit = limit;
  self->bytes = g_malloc (limit);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->reads = g_array_new (FALSE, FALSE, sizeof (WireBodyRead));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

void
wire_object_batch_free (WireObjectBatch *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->reads);
  g_free (self->bytes);
  g_free (self);
}

/* Returns: whether the object is read at once. Those with gaps, and those that are too large, are
 * read in pieces: where only the type is wanted, no further than that needs. */
static gboolean
is_held (const WireObjectBatch *self, const WireObject *object)
{
  return object->missing == 0
         && object->size <= (self->wanted == WIRE_OBJECT_TYPE ? WIRE_OBJECT_HEAD : self->limit);
}

/**
 * wire_object_batch_add:
 * @self: a batch
 * @object: of its list; one that has a body
 * @facts: zeroed; filled by wire_object_batch_examine()
 *
 * An object that is larger than the limit is a batch of its own.
 *
 * Returns: %FALSE where @self has to be examined first
 */
gboolean
wire_object_batch_add (WireObjectBatch *self, guint32 object, WireObjectFacts *facts)
{
  Entry entry = { .object = object, .facts = facts };
  const WireObject *added = wire_object_list_get (self->list, object);
  guint64 size =
      self->wanted == WIRE_OBJECT_TYPE ? MIN (added->size, WIRE_OBJECT_HEAD) : added->size;

  if (self->entries->len > 0 && self->size + size > self->limit)
    return FALSE;
  g_array_append_val (self->entries, entry);
  self->size += size;
  return TRUE;
}

static void
plan (WireObjectBatch *self)
{
  guint8 *to = self->bytes;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      const WireObject *object = wire_object_list_get (self->list, entry->object);
      WireBodyRead read = { &entry->body, to };

      if (!is_held (self, object))
        continue;
      wire_object_list_get_body (self->list, entry->object, &entry->body);
      /* A capture that was still loading when it was listed. */
      if (entry->body.size != object->size)
        continue;
      entry->held = TRUE;
      g_array_append_val (self->reads, read);
      to += object->size;
    }
}

/* A block of the disk that cannot be read, or a file that was changed, concerns what is there: the
 * facts of that object say so, and the others are examined. Returns: whether to go on */
static gboolean
examine_alone (WireObjectBatch *self, const Entry *entry, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (wire_object_examine (self->list, entry->object, self->detector, self->wanted, cancellable,
                           entry->facts, &problem))
    return TRUE;
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  wire_object_facts_clear (entry->facts);
  *entry->facts = (WireObjectFacts){ .problem = g_strdup (problem->message) };
  return TRUE;
}

/* @was_read: whether those that are held were read; where not, each is read by itself. */
static gboolean
examine_entries (WireObjectBatch *self,
                 gboolean was_read,
                 GCancellable *cancellable,
                 GError **error)
{
  const WireBodyRead *read = (gpointer) self->reads->data;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (entry->held && was_read)
        wire_object_examine_bytes (wire_object_list_get (self->list, entry->object), read++->bytes,
                                   self->detector, self->wanted, entry->facts);
      else if (!examine_alone (self, entry, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
empty (WireObjectBatch *self)
{
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->reads, 0);
  self->size = 0;
}

/** Fills in the facts of all objects that were added, and empties @self. Blocks. */
gboolean
wire_object_batch_examine (WireObjectBatch *self, GCancellable *cancellable, GError **error)
{
  gboolean was_read;
  gboolean done;

  plan (self);
  was_read = wire_body_read_many (wire_object_list_get_capture (self->list),
                                  (const WireBodyRead *) (gpointer) self->reads->data,
                                  self->reads->len, cancellable, NULL);
  done = examine_entries (self, was_read, cancellable, error);
  empty (self);
  return done;
}
