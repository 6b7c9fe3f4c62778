/* wire-job-private.h: what the files of a job share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

G_BEGIN_DECLS

struct _WireJob
{
  GObject parent_instance;

  char *title;
  GCancellable *cancellable;
  GMainContext *context;

  WireJobState state;
  gint64 started;
  double fraction;
  char *message;
  GError *error;

  GMutex lock;
  double reported_fraction; /* under lock */
  char *reported_message;   /* under lock */
  GSource *delivery;        /* under lock; non-NULL while one is on its way */
  gboolean paused;          /* under lock */
  GCond gone_on;            /* @paused is no longer so, or the job is cancelled */
};

G_END_DECLS
