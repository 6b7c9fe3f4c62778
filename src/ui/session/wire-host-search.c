/* wire-host-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-host-search.h"

#include "ui/session/wire-naming.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireHostSearch:
 *
 * Looks for the hosts of a capture when somebody first wants to see them: that reads the capture
 * once more. What was found stays until something else is. Main thread only.
 */
struct _WireHostSearch
{
  GObject parent_instance;

  WireCapture *capture;
  WireJob *job;
  gboolean unwanted; /* nobody looks at it any more */
  WireHostFindings *findings;
  GError *problem;
};

G_DEFINE_FINAL_TYPE (WireHostSearch, wire_host_search, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct
{
  WireCapture *capture;
  gboolean apart;
  WireHostFindings *findings; /* written by the worker before it returns, read after */
} Request;

static void
wire_host_search_dispose (GObject *object)
{
  WireHostSearch *self = WIRE_HOST_SEARCH (object);

  g_clear_object (&self->job);
  if (self->capture)
    wire_naming_set_search (self->capture, NULL);
  g_clear_object (&self->capture);
  g_clear_object (&self->findings);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (wire_host_search_parent_class)->dispose (object);
}

static void
wire_host_search_class_init (WireHostSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_host_search_dispose;
  /** WireHostSearch::changed: a search begins or has ended */
  changed_signal = g_signal_new ("changed", WIRE_TYPE_HOST_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
wire_host_search_init (WireHostSearch *self)
{
  (void) self;
}

/** Returns: (transfer full): a search that has not begun */
WireHostSearch *
wire_host_search_new (WireCapture *capture)
{
  WireHostSearch *self = g_object_new (WIRE_TYPE_HOST_SEARCH, NULL);

  self->capture = g_object_ref (capture);
  wire_naming_set_search (capture, self);
  return self;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->capture);
  g_clear_object (&self->findings);
  g_free (self);
}

static gboolean
search_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;

  self->findings = wire_host_findings_new (self->capture, self->apart, job, error);
  return self->findings != NULL;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireHostSearch *self = WIRE_HOST_SEARCH (owner);
  Request *request = data;

  if (job != self->job)
    return;
  g_clear_object (&self->job);
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    g_set_object (&self->findings, request->findings);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    self->problem = g_error_copy (wire_job_get_error (job));
  g_signal_emit (self, changed_signal, 0);
}

/** Looks for the hosts of a capture that is loaded; @apart: does not join addresses. */
void
wire_host_search_start (WireHostSearch *self, gboolean apart)
{
  Request *request;

  g_return_if_fail (WIRE_IS_HOST_SEARCH (self));
  if (self->unwanted)
    return;
  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_error (&self->problem);
  request = g_new0 (Request, 1);
  request->capture = g_object_ref (self->capture);
  request->apart = apart;
  self->job = wire_owned_job_start (_ ("Looking for hosts"), search_work, request, request_free,
                                    ended_cb, G_OBJECT (self));
  g_signal_emit (self, changed_signal, 0);
}

/** Ends a search that nobody waits for any more. */
void
wire_host_search_stop (WireHostSearch *self)
{
  g_return_if_fail (WIRE_IS_HOST_SEARCH (self));
  self->unwanted = TRUE;
  if (self->job)
    wire_job_cancel (self->job);
}

/** Returns: (transfer none) (nullable): the job, while it runs */
WireJob *
wire_host_search_get_job (WireHostSearch *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_SEARCH (self), NULL);
  return self->job;
}

/** Returns: (transfer none) (nullable): what was found last */
WireHostFindings *
wire_host_search_get_findings (WireHostSearch *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_SEARCH (self), NULL);
  return self->findings;
}

/** Returns: (transfer none) (nullable): why the last search failed */
const GError *
wire_host_search_get_problem (WireHostSearch *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_SEARCH (self), NULL);
  return self->problem;
}
