/* wire-object-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-object-work.h"

typedef struct
{
  const WireObjectList *list;
  const guint32 *objects;
  guint n;
  WireTypeDetector *detector;
  WireObjectWanted wanted;
  GCancellable *cancellable;
  WireObjectFacts *facts;
  guint next; /* of @objects; taken by whoever is free */
  GMutex lock;
  GError *error;
} Work;

static void
examine_one (Work *self, guint i)
{
  GError *error = NULL;

  if (wire_object_list_get (self->list, self->objects[i])->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return;
  if (wire_object_examine (self->list, self->objects[i], self->detector, self->wanted,
                           self->cancellable, &self->facts[i], &error))
    return;
  g_mutex_lock (&self->lock);
  if (self->error)
    g_error_free (error);
  else
    self->error = error;
  g_mutex_unlock (&self->lock);
}

static gboolean
has_failed (Work *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->error != NULL;
}

static gpointer
work (gpointer data)
{
  Work *self = data;
  guint i;

  while (!has_failed (self) && (i = (guint) g_atomic_int_add (&self->next, 1)) < self->n)
    examine_one (self, i);
  return NULL;
}

/**
 * wire_object_examine_many:
 * @list: a list
 * @objects: numbers of its objects
 * @n: how many
 * @detector: tells types
 * @wanted: how much
 * @cancellable: (nullable): polled now and then
 * @facts: (array length=n): zeroed; filled in the order of @objects, cleared by the caller. Those
 * of an object that has no body stay zero
 * @error: set where %FALSE is returned
 *
 * Examines objects in as many threads as there are cores, and waits for them.
 */
gboolean
wire_object_examine_many (const WireObjectList *list,
                          const guint32 *objects,
                          guint n,
                          WireTypeDetector *detector,
                          WireObjectWanted wanted,
                          GCancellable *cancellable,
                          WireObjectFacts *facts,
                          GError **error)
{
  Work self = { list, objects, n, detector, wanted, cancellable, facts, .next = 0 };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  g_mutex_init (&self.lock);
  for (guint i = 1; i < MIN (g_get_num_processors (), n); i++)
    g_ptr_array_add (threads, g_thread_new ("wirecase objects", work, &self));
  work (&self);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_mutex_clear (&self.lock);
  if (!self.error)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}
