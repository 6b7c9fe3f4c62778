/* wire-view-building.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-view-building.h"

#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireCapture *capture;
  WireFilter *filter;
  WireViewParts parts;
  WireView *view; /* written by the worker before it returns, read after */
  WireViewBuilt built;
} Build;

static void
build_free (gpointer data)
{
  Build *build = data;

  g_object_unref (build->capture);
  wire_filter_unref (build->filter);
  g_clear_object (&build->view);
  g_free (build);
}

static gboolean
build_work (WireJob *job, gpointer data, GError **error)
{
  Build *build = data;

  build->view = wire_view_new_parts (build->capture, build->filter, build->parts, job, error);
  return build->view != NULL;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Build *build = data;

  build->built (job, build->view, owner);
}

/** Builds in a worker the view of @capture under @filter. @owner is kept alive until then. Returns:
 * (transfer full): the running job */
WireJob *
wire_view_building_start (WireCapture *capture,
                          WireFilter *filter,
                          WireViewParts parts,
                          WireViewBuilt built,
                          GObject *owner)
{
  Build *build = g_new0 (Build, 1);

  build->capture = g_object_ref (capture);
  build->filter = wire_filter_ref (filter);
  build->parts = parts;
  build->built = built;
  return wire_owned_job_start (_ ("Applying the filters"), build_work, build, build_free, ended_cb,
                               owner);
}
