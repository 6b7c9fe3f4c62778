/* wire-owned-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/work/wire-owned-job.h"

typedef struct
{
  WireJobFunc work;
  gpointer request;
  GDestroyNotify request_free;
  WireOwnedJobEnded ended;
  GObject *owner;
} Owned;

static gboolean
owned_work (WireJob *job, gpointer data, GError **error)
{
  Owned *owned = data;

  return owned->work (job, owned->request, error);
}

/* GTask frees what it holds in whichever thread drops it last: so nothing is left to it. */
static void
ended_cb (WireJob *job, gpointer data)
{
  g_autofree Owned *owned = data;
  g_autoptr (GObject) owner = owned->owner;

  owned->ended (job, owned->request, owner);
  owned->request_free (owned->request);
}

/**
 * wire_owned_job_start:
 * @title: what is done, for people
 * @work: run in a worker with @request
 * @request: (transfer full): what the worker needs, and where it puts what it found. The main
 * thread reads that after the worker has returned.
 * @request_free: frees @request on the main thread, after @ended
 * @ended: called at the end, cancelled or not
 * @owner: kept alive until @ended has returned, and let go on the main thread: a widget must not be
 *   freed by a worker
 *
 * Main thread only.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_owned_job_start (const char *title,
                      WireJobFunc work,
                      gpointer request,
                      GDestroyNotify request_free,
                      WireOwnedJobEnded ended,
                      GObject *owner)
{
  WireJob *job = wire_job_new (title);
  Owned *owned = g_new (Owned, 1);

  *owned = (Owned){ work, request, request_free, ended, g_object_ref (owner) };
  wire_job_start (job, owned_work, owned, NULL, ended_cb, owned);
  return job;
}
