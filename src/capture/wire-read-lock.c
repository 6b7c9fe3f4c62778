/* wire-read-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-read-lock.h"

/* Tries for the lock before a thread sleeps for it: some tens of microseconds, as long as a writer
 * may hold it. */
#define SPINS 2000

/**
 * wire_read_lock:
 * @lock: a mutex
 * @waiting: how many readers want it; atomic
 *
 * For everybody but the writer.
 *
 * Returns: (transfer full): @lock, held
 */
WireReadLock *
wire_read_lock (GMutex *lock, int *waiting)
{
  guint spins = 0;

  g_atomic_int_inc (waiting);
  while (spins < SPINS && !g_mutex_trylock (lock))
    spins++;
  if (spins == SPINS)
    g_mutex_lock (lock);
  g_atomic_int_add (waiting, -1);
  return lock;
}

/** For the writer, before it takes the lock. Who waits is running or about to, so this is short. */
void
wire_read_lock_let_in (const int *waiting)
{
  while (G_UNLIKELY (g_atomic_int_get (waiting) > 0))
    g_thread_yield ();
}
