/* wire-owned-job.h: a job for an object that stays alive until it has ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

G_BEGIN_DECLS

/**
 * WireOwnedJobEnded:
 * @job: the job; its state and error say how it ended
 * @request: what wire_owned_job_start() was given; freed after the call
 * @owner: likewise
 *
 * Called once on the main thread.
 */
typedef void (*WireOwnedJobEnded) (WireJob *job, gpointer request, GObject *owner);

WireJob *wire_owned_job_start (const char *title,
                               WireJobFunc work,
                               gpointer request,
                               GDestroyNotify request_free,
                               WireOwnedJobEnded ended,
                               GObject *owner);

G_END_DECLS
