/* wire-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-watch.h"

#include <glib-unix.h>
#include <sys/epoll.h>
#include <unistd.h>

/* A main context asks the kernel about each of its descriptors at every turn, and every source
 * besides: with thousands of connections, most of them idle, that is what a window that shares the
 * context would wait for. epoll(7) gets each descriptor once, and is one source. */
typedef struct
{
  GSource source;
  int fd;
  GMainContext *context; /* not owned; NULL is the global default one */
  GHashTable *watches;   /* guint64 → WireWatch, not owned */
  guint64 last_number;
} Poller;

struct _WireWatch
{
  Poller *poller;
  guint64 number; /* what epoll knows it by: a pointer may be stale by the time of the event */
  int fd;
  guint32 wanted; /* of epoll; 0: it does not know the descriptor */
  WireWatchFunc func;
  gpointer user_data;
};

/* Events of one turn, so that others get theirs … */
#define EVENTS_A_TURN 64

/* … and how long it may take, in microseconds: what is left comes again, after those that were not
 * asked yet. */
#define TURN_USEC 4000

/* Failures are reported whether wanted or not. */
#define FAILED (EPOLLERR | EPOLLHUP)

static GMutex pollers_lock;
static GHashTable *pollers; /* GMainContext → Poller, neither owned */

static void
tell (WireWatch *watch, guint32 events)
{
  gboolean readable = (watch->wanted & EPOLLIN) != 0 && (events & (EPOLLIN | FAILED)) != 0;
  gboolean writable = (watch->wanted & EPOLLOUT) != 0 && (events & (EPOLLOUT | FAILED)) != 0;

  if (readable || writable)
    watch->func (readable, writable, watch->user_data);
}

static gboolean
poller_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  Poller *poller = (Poller *) source;
  struct epoll_event events[EVENTS_A_TURN];
  int n = epoll_wait (poller->fd, events, EVENTS_A_TURN, 0);
  gint64 end = g_get_monotonic_time () + TURN_USEC;

  (void) callback;
  (void) user_data;
  for (int i = 0; i < n && !g_source_is_destroyed (source); i++)
    {
      guint64 number = events[i].data.u64;
      WireWatch *watch = g_hash_table_lookup (poller->watches, &number);

      if (watch) /* and not freed by one before it */
        tell (watch, events[i].events);
      if (g_get_monotonic_time () >= end)
        break;
    }
  return G_SOURCE_CONTINUE;
}

static void
poller_finalize (GSource *source)
{
  Poller *poller = (Poller *) source;

  g_hash_table_unref (poller->watches);
  close (poller->fd);
}

static Poller *
poller_new (GMainContext *context)
{
  static GSourceFuncs funcs = { .dispatch = poller_dispatch, .finalize = poller_finalize };
  int fd = epoll_create1 (EPOLL_CLOEXEC);
  Poller *poller;

  if (fd < 0)
    return NULL;
  poller = (Poller *) g_source_new (&funcs, sizeof (Poller));
  poller->fd = fd;
  poller->context = context;
  poller->watches = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_source_set_priority (&poller->source, WIRE_WATCH_PRIORITY);
  g_source_add_unix_fd (&poller->source, fd, G_IO_IN);
  g_source_attach (&poller->source, context);
  return poller;
}

/* Returns: (transfer none) (nullable): the one of the main context that is the default one here,
 * which lasts until its last watch is freed */
static Poller *
get_poller (void)
{
  GMainContext *context = g_main_context_get_thread_default ();
  Poller *poller;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pollers_lock);

  if (!pollers)
    pollers = g_hash_table_new (NULL, NULL);
  poller = g_hash_table_lookup (pollers, context);
  if (!poller && (poller = poller_new (context)))
    g_hash_table_insert (pollers, context, poller);
  return poller;
}

static void
drop_poller (Poller *poller)
{
  g_mutex_lock (&pollers_lock);
  g_hash_table_remove (pollers, poller->context);
  if (g_hash_table_size (pollers) == 0)
    g_clear_pointer (&pollers, g_hash_table_unref);
  g_mutex_unlock (&pollers_lock);
  g_source_destroy (&poller->source);
  g_source_unref (&poller->source);
}

/**
 * wire_watch_new:
 * @fd: not owned; to stay open until the watch is freed
 * @func: called when @fd is ready for what is wanted of it: nothing yet
 *
 * Returns: (transfer full) (nullable): a watch; %NULL with errno where the system allows no more
 */
WireWatch *
wire_watch_new (int fd, WireWatchFunc func, gpointer user_data)
{
  Poller *poller = get_poller ();
  WireWatch *watch;

  if (!poller)
    return NULL;
  watch = g_new (WireWatch, 1);
  *watch = (WireWatch){ poller, ++poller->last_number, fd, 0, func, user_data };
  g_hash_table_insert (poller->watches, &watch->number, watch);
  return watch;
}

/** Says from now on when it is readable, writable, either or neither. What is not wanted costs
 * nothing, and does not come back turn by turn. */
void
wire_watch_want (WireWatch *self, gboolean readable, gboolean writable)
{
  guint32 wanted = (readable ? EPOLLIN : 0) | (writable ? EPOLLOUT : 0);
  struct epoll_event event = { .events = wanted, .data.u64 = self->number };

  if (wanted == self->wanted)
    return;
  epoll_ctl (self->poller->fd,
             wanted == 0         ? EPOLL_CTL_DEL
             : self->wanted == 0 ? EPOLL_CTL_ADD
                                 : EPOLL_CTL_MOD,
             self->fd, &event);
  self->wanted = wanted;
}

/** Waits no more for it. Before its descriptor is closed. */
void
wire_watch_free (WireWatch *self)
{
  Poller *poller = self->poller;

  wire_watch_want (self, FALSE, FALSE);
  g_hash_table_remove (poller->watches, &self->number);
  g_free (self);
  if (g_hash_table_size (poller->watches) == 0)
    drop_poller (poller);
}
