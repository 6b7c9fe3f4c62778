/* wire-job-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-job-list.h"

/* Code that closes a window, or looks at what keeps the machine busy, asks here instead of every
 * page. Only jobs of the main context are listed, so the list is only touched by the thread that
 * runs it. */
static GListStore *
get_store (void)
{
  static GListStore *store;

  if (!store)
    store = g_list_store_new (WIRE_TYPE_JOB);
  return store;
}

/** Returns: (transfer none): the #WireJobs that were started on the main context and have not
 * ended, in the order of their start. Main thread only. */
GListModel *
wire_job_list_get_running (void)
{
  return G_LIST_MODEL (get_store ());
}

/** For wire_job_start(): main thread only. */
void
wire_job_list_add (WireJob *self)
{
  g_list_store_append (get_store (), self);
}

/** For the end of what was added: main thread only. */
void
wire_job_list_remove (WireJob *self)
{
  guint position;

  if (g_list_store_find (get_store (), self, &position))
    g_list_store_remove (get_store (), position);
}
