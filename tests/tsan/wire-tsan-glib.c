/* wire-tsan-glib.c: tells ThreadSanitizer what GLib synchronises
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib is not built for ThreadSanitizer, and its locks wait in the kernel without pthread (GMutex
 * is a futex), so that every hand-over between threads would look like a race. The functions below
 * stand before those of GLib, call them, and say what happened before what. Preloaded into tests of
 * the library that are built with -Db_sanitize=thread; docs/architecture.md says which.
 *
 * Only what the library uses is here: locks, conditions, threads by their own pthread calls, pools,
 * tasks, sources, and counts of references.
 */

#include <dlfcn.h>
#include <gio/gio.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

/* The function of GLib that one of the same name here stands before. */
#define NEXT(name) ((__typeof__ (&name)) next (#name))

static GCallback
next (const char *name)
{
  gpointer address = dlsym (RTLD_NEXT, name);
  GCallback function;

  if (address == NULL)
    abort ();
  memcpy (&function, &address, sizeof function);
  return function;
}

/* Locks */

void
g_mutex_lock (GMutex *mutex)
{
  NEXT (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked = NEXT (g_mutex_trylock) (mutex);

  if (locked)
    __tsan_acquire (mutex);
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  NEXT (g_mutex_unlock) (mutex);
}

void
g_rec_mutex_lock (GRecMutex *mutex)
{
  NEXT (g_rec_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void
g_rec_mutex_unlock (GRecMutex *mutex)
{
  __tsan_release (mutex);
  NEXT (g_rec_mutex_unlock) (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  NEXT (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;

  __tsan_release (mutex);
  signalled = NEXT (g_cond_wait_until) (cond, mutex, end_time);
  __tsan_acquire (mutex);
  return signalled;
}

gboolean (g_once_init_enter) (volatile void *location)
{
  gboolean first = NEXT (g_once_init_enter) (location);

  __tsan_acquire ((void *) location);
  return first;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  __tsan_release ((void *) location);
  NEXT (g_once_init_leave) (location, result);
}

/* References: whoever lets go last sees what all others did before. */

void (g_object_unref) (gpointer object)
{
  __tsan_release (object);
  __tsan_acquire (object);
  NEXT (g_object_unref) (object);
}

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  gboolean last;

  __tsan_release (count);
  last = NEXT (g_atomic_ref_count_dec) (count);
  if (last)
    __tsan_acquire (count);
  return last;
}

void
g_bytes_unref (GBytes *bytes)
{
  __tsan_release (bytes);
  __tsan_acquire (bytes);
  NEXT (g_bytes_unref) (bytes);
}

/* What is handed to another thread */

typedef struct
{
  GCallback function;
  gpointer data;
  GDestroyNotify destroy;
} Call;

static Call *
call_new (GCallback function, gpointer data, GDestroyNotify destroy)
{
  Call *call = g_new (Call, 1);

  *call = (Call){ function, data, destroy };
  __tsan_release (call);
  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  __tsan_acquire (call);
  if (call->destroy != NULL)
    call->destroy (call->data);
  g_free (call);
}

static void
pool_work (gpointer data, gpointer user_data)
{
  Call *call = user_data;

  __tsan_acquire (call);
  ((GFunc) call->function) (data, call->data);
  __tsan_release (call);
}

/* The pool's call stays until the end of the process: the pool may outlive whoever made it. */
static GHashTable *pools;
static GMutex pools_lock;

static Call *
pool_get_call (GThreadPool *pool)
{
  Call *call;

  g_mutex_lock (&pools_lock);
  call = pools != NULL ? g_hash_table_lookup (pools, pool) : NULL;
  g_mutex_unlock (&pools_lock);
  return call;
}

GThreadPool *
g_thread_pool_new (
    GFunc func, gpointer user_data, gint max_threads, gboolean exclusive, GError **error)
{
  Call *call = call_new (G_CALLBACK (func), user_data, NULL);
  GThreadPool *pool = NEXT (g_thread_pool_new) (pool_work, call, max_threads, exclusive, error);

  g_mutex_lock (&pools_lock);
  if (pools == NULL)
    pools = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (pools, pool, call);
  g_mutex_unlock (&pools_lock);
  return pool;
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error)
{
  Call *call = pool_get_call (pool);

  if (call != NULL)
    __tsan_release (call);
  return NEXT (g_thread_pool_push) (pool, data, error);
}

void
g_thread_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait)
{
  Call *call = pool_get_call (pool);

  NEXT (g_thread_pool_free) (pool, immediate, wait);
  if (call != NULL && wait)
    __tsan_acquire (call);
}

static void
task_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = g_object_get_data (G_OBJECT (task), "tsan-work");

  __tsan_acquire (task);
  ((GTaskThreadFunc) call->function) (task, source, data, cancellable);
  __tsan_release (task);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc function)
{
  g_object_set_data_full (G_OBJECT (task), "tsan-work",
                          call_new (G_CALLBACK (function), NULL, NULL), call_free);
  __tsan_release (task);
  NEXT (g_task_run_in_thread) (task, task_work);
}

static void
task_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  GAsyncReadyCallback callback = (GAsyncReadyCallback) call->function;

  __tsan_acquire (result);
  data = call->data;
  g_free (call);
  callback (source, result, data);
}

GTask *(g_task_new) (gpointer source,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  if (callback == NULL)
    return NEXT (g_task_new) (source, cancellable, NULL, data);
  return NEXT (g_task_new) (source, cancellable, task_ended,
                            call_new (G_CALLBACK (callback), data, NULL));
}

static gboolean
source_dispatch (gpointer data)
{
  Call *call = data;

  __tsan_acquire (call);
  return ((GSourceFunc) call->function) (call->data);
}

void
g_source_set_callback (GSource *source, GSourceFunc function, gpointer data, GDestroyNotify destroy)
{
  NEXT (g_source_set_callback)
  (source, source_dispatch, call_new (G_CALLBACK (function), data, destroy), call_free);
}
