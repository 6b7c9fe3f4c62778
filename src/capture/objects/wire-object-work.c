/* wire-object-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-work.h"

#include "capture/objects/wire-object-batch.h"

/* Of objects that are held in memory, by all threads together: the more, the more neighbours are
 * read at once, and a load is to stay below 256 MiB with all that the capture's lists take. */
#define IN_MEMORY (32u * 1024 * 1024)
/* By each thread, even of few objects or with many threads. */
#define LEAST_IN_MEMORY (1024u * 1024)
#define MAX_THREADS 32u

typedef struct
{
  const WireObjectList *list;
  const guint32 *objects;
  guint n;
  WireTypeDetector *detector;
  WireObjectWanted wanted;
  GCancellable *cancellable;
  WireObjectFacts *facts;
  gsize limit; /* of a batch, in bytes */
  GMutex lock;
  guint next; /* of @objects; taken by any thread that is free; under @lock, as is @error */
  GError *error;
} Work;

static gboolean
has_body (const Work *self, guint i)
{
  return !(wire_object_list_get (self->list, self->objects[i])->flags & WIRE_OBJECT_REQUESTED_ONLY);
}

/* Returns: whether there was something to take */
static gboolean
take_batch (Work *self, WireObjectBatch *batch)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gboolean taken = FALSE;

  for (; !self->error && self->next < self->n; self->next++)
    {
      guint i = self->next;

      if (!has_body (self, i))
        continue;
      if (!wire_object_batch_add (batch, self->objects[i], &self->facts[i]))
        break;
      taken = TRUE;
    }
  return taken;
}

static void
fail (Work *self, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->error)
    g_error_free (error);
  else
    self->error = error;
}

static void
work (gpointer data, gpointer user_data)
{
  (void) user_data;
  Work *self = data;
  g_autoptr (WireObjectBatch) batch =
      wire_object_batch_new (self->list, self->detector, self->wanted, self->limit);
  GError *error = NULL;

  while (take_batch (self, batch))
    if (!wire_object_batch_examine (batch, self->cancellable, &error))
      fail (self, g_steal_pointer (&error));
}

/* Each thread is to have a turn, and none much more to do than the others in the end. */
static gsize
find_limit (const Work *self, guint n_threads)
{
  guint64 bytes = 0;

  for (guint i = 0; i < self->n; i++)
    bytes += wire_object_list_get (self->list, self->objects[i])->size;
  return CLAMP (bytes / (2 * n_threads), LEAST_IN_MEMORY, IN_MEMORY / n_threads);
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
  guint n_threads = CLAMP (n, 1, MIN (g_get_num_processors (), MAX_THREADS));
  Work self = { list, objects, n, detector, wanted, cancellable, facts, .next = 0 };
  /* GLib keeps idle threads for the next pool, and with them what libmagic took 20 ms to load. */
  GThreadPool *pool =
      n_threads > 1 ? g_thread_pool_new (work, NULL, (int) n_threads - 1, FALSE, NULL) : NULL;

  self.limit = find_limit (&self, n_threads);
  g_mutex_init (&self.lock);
  for (guint i = 1; i < n_threads; i++)
    g_thread_pool_push (pool, &self, NULL);
  work (&self, NULL);
  if (pool)
    g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&self.lock);
  if (!self.error)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}
