/* wire-capture-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-capture-session.h"

#include "base/wire-printable.h"
#include "ui/session/wire-object-listing.h"
#include "ui/session/wire-view-building.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireCaptureSession:
 *
 * One capture, the filter that it is seen under, and the view that follows from both. Every page
 * binds to it and shows its view; another filter gives another view, built in a worker,
 * while the old one stays on the screen. Main thread only.
 *
 * While the capture loads, a new view replaces the last about as often as building one allows.
 */
struct _WireCaptureSession
{
  GObject parent_instance;

  WireCapture *capture;
  WireFilter *filter;
  WireView *view;
  WireJob *load;
  WireJob *build;    /* of the view for @filter; NULL when @view is it */
  gboolean stale;    /* the capture has grown since @build was started */
  gboolean unwanted; /* nobody looks at it any more */
  WireJob *listing;  /* of @objects, while it runs */
  WireObjectList *objects;
  gboolean inside; /* packets count in the flow of their innermost IP header */
  WireHostSearch *hosts;
};

G_DEFINE_FINAL_TYPE (WireCaptureSession, wire_capture_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CAPTURE,
  PROP_FILTER,
  PROP_VIEW,
  PROP_JOB,
  PROP_BUSY,
  PROP_LISTING,
  PROP_INSIDE,
  PROP_OBJECTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint failed_signal;

static void start_build (WireCaptureSession *self);

static void
set_build (WireCaptureSession *self, WireJob *job)
{
  if (self->build && job)
    wire_job_cancel (self->build);
  if (g_set_object (&self->build, job))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
replace_filter (WireCaptureSession *self, WireFilter *filter)
{
  wire_filter_ref (filter);
  wire_filter_unref (self->filter);
  self->filter = filter;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/* What could not be applied is not in force: back to what the view was built for. */
static void
fail (WireCaptureSession *self, const GError *error)
{
  if (self->view)
    replace_filter (self, wire_view_get_filter (self->view));
  g_signal_emit (self, failed_signal, 0, error);
}

static void
built_cb (WireJob *job, WireView *view, GObject *owner)
{
  WireCaptureSession *self = WIRE_CAPTURE_SESSION (owner);

  if (job != self->build)
    return;
  set_build (self, NULL);
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    {
      g_set_object (&self->view, view);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
    }
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    fail (self, wire_job_get_error (job));
  if (self->stale && !self->build)
    start_build (self);
}

static void
start_build (WireCaptureSession *self)
{
  WireViewParts parts = WIRE_VIEW_ALL | (self->inside ? WIRE_VIEW_INSIDE : 0);
  g_autoptr (WireJob) job = NULL;

  self->stale = FALSE;
  job = wire_view_building_start (self->capture, self->filter, parts, built_cb, G_OBJECT (self));
  set_build (self, job);
}

static void
grew_cb (WireCaptureSession *self)
{
  if (self->build)
    self->stale = TRUE;
  else
    start_build (self);
}

static void
listed_cb (WireJob *job, WireObjectList *objects, GObject *owner)
{
  WireCaptureSession *self = WIRE_CAPTURE_SESSION (owner);

  (void) job;
  self->objects = objects;
  g_clear_object (&self->listing);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTING]);
  if (self->objects)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBJECTS]);
}

/** Lists the objects of a capture that was loaded, where that was stopped before. */
void
wire_capture_session_list_objects (WireCaptureSession *self)
{
  g_return_if_fail (WIRE_IS_CAPTURE_SESSION (self));
  if (self->listing || self->objects)
    return;
  self->listing = wire_object_listing_start (self->capture, listed_cb, G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTING]);
}

/** Returns: (transfer none) (nullable): the job that lists the objects, while it runs */
WireJob *
wire_capture_session_get_listing (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), NULL);
  return self->listing;
}

/** Ends what runs for a session that will not be looked at any more. */
void
wire_capture_session_stop (WireCaptureSession *self)
{
  g_return_if_fail (WIRE_IS_CAPTURE_SESSION (self));
  if (self->load)
    wire_job_cancel (self->load);
  self->unwanted = TRUE;
  if (self->listing)
    wire_job_cancel (self->listing);
  wire_host_search_stop (self->hosts);
}

static gboolean
load_work (WireJob *job, gpointer data, GError **error)
{
  return wire_capture_load (data, job, error);
}

static void
loaded_cb (WireJob *job, gpointer request, GObject *owner)
{
  WireCaptureSession *self = WIRE_CAPTURE_SESSION (owner);

  (void) request;
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    g_signal_emit (self, failed_signal, 0, wire_job_get_error (job));
  else
    {
      grew_cb (self);
      if (!self->unwanted)
        wire_capture_session_list_objects (self);
    }
  g_clear_object (&self->load);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}

static void
wire_capture_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireCaptureSession *self = WIRE_CAPTURE_SESSION (object);

  switch (id)
    {
    case PROP_CAPTURE:
      g_value_set_object (value, self->capture);
      break;
    case PROP_FILTER:
      g_value_set_pointer (value, self->filter);
      break;
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_JOB:
      g_value_set_object (value, self->load);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->build != NULL);
      break;
    case PROP_LISTING:
      g_value_set_object (value, self->listing);
      break;
    case PROP_INSIDE:
      g_value_set_boolean (value, self->inside);
      break;
    case PROP_OBJECTS:
      g_value_set_pointer (value, self->objects);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wire_capture_session_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_INSIDE)
    wire_capture_session_set_inside (WIRE_CAPTURE_SESSION (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_capture_session_dispose (GObject *object)
{
  WireCaptureSession *self = WIRE_CAPTURE_SESSION (object);

  g_clear_object (&self->build);
  g_clear_object (&self->load);
  g_clear_object (&self->listing);
  g_clear_object (&self->view);
  g_clear_object (&self->hosts);
  g_clear_object (&self->capture);
  g_clear_pointer (&self->filter, wire_filter_unref);
  g_clear_pointer (&self->objects, wire_object_list_unref);
  G_OBJECT_CLASS (wire_capture_session_parent_class)->dispose (object);
}

static void
wire_capture_session_class_init (WireCaptureSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = wire_capture_session_dispose;
  object_class->get_property = wire_capture_session_get_property;
  object_class->set_property = wire_capture_session_set_property;

  properties[PROP_CAPTURE] = g_param_spec_object ("capture", NULL, NULL, WIRE_TYPE_CAPTURE, flags);
  /** WireCaptureSession:filter: a #WireFilter, never %NULL */
  properties[PROP_FILTER] = g_param_spec_pointer ("filter", NULL, NULL, flags);
  /** WireCaptureSession:view: %NULL until the first is there */
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, WIRE_TYPE_VIEW, flags);
  /** WireCaptureSession:job: that loads the capture, or %NULL */
  /** WireCaptureSession:listing: the job that lists the objects, while it runs */
  properties[PROP_LISTING] = g_param_spec_object ("listing", NULL, NULL, WIRE_TYPE_JOB, flags);
  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, WIRE_TYPE_JOB, flags);
  /** WireCaptureSession:busy: whether a view is being built */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  /** WireCaptureSession:inside: whether packets count in the flow of their innermost IP header */
  properties[PROP_INSIDE] =
      g_param_spec_boolean ("inside", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /** WireCaptureSession:objects: a #WireObjectList; %NULL until the capture is loaded */
  properties[PROP_OBJECTS] = g_param_spec_pointer ("objects", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * WireCaptureSession::failed:
   * @session: the session
   * @error: why the capture could not be opened, or the filter not applied
   */
  failed_signal = g_signal_new ("failed", WIRE_TYPE_CAPTURE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
wire_capture_session_init (WireCaptureSession *self)
{
  self->filter = wire_filter_new ();
}

/** Returns: (transfer full): a session without filters over @capture, which may be loaded already
 */
WireCaptureSession *
wire_capture_session_new (WireCapture *capture)
{
  WireCaptureSession *self = g_object_new (WIRE_TYPE_CAPTURE_SESSION, NULL);
  WireCaptureSummary summary;

  self->capture = g_object_ref (capture);
  self->hosts = wire_host_search_new (capture);
  g_signal_connect_object (capture, "grew", G_CALLBACK (grew_cb), self, G_CONNECT_SWAPPED);
  wire_capture_get_summary (capture, &summary);
  if (summary.loaded)
    {
      start_build (self);
      wire_capture_session_list_objects (self);
    }
  return self;
}

/** Begins with @filter in force, before wire_capture_session_load(): every view is built for it. */
void
wire_capture_session_begin_with (WireCaptureSession *self, WireFilter *filter)
{
  g_return_if_fail (WIRE_IS_CAPTURE_SESSION (self));
  g_return_if_fail (!self->load && !self->build);

  replace_filter (self, filter);
}

/** Begins to load the capture, once. Cancel by wire_capture_session_get_job(). */
void
wire_capture_session_load (WireCaptureSession *self)
{
  g_autofree char *base = NULL, *name = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (WIRE_IS_CAPTURE_SESSION (self));
  g_return_if_fail (!self->load);

  base = g_file_get_basename (wire_capture_get_file (self->capture));
  name = wire_printable_name (base);
  title = g_strdup_printf (_ ("Opening %s"), name);
  self->load = wire_owned_job_start (title, load_work, g_object_ref (self->capture), g_object_unref,
                                     loaded_cb, G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}

/** Returns: (transfer none) */
WireCapture *
wire_capture_session_get_capture (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), NULL);
  return self->capture;
}

/** Returns: (transfer none): the filter in force, or soon to be; see #WireCaptureSession:busy */
WireFilter *
wire_capture_session_get_filter (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), NULL);
  return self->filter;
}

/** Returns: (transfer none) (nullable): what to show */
WireView *
wire_capture_session_get_view (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), NULL);
  return self->view;
}

/** Returns: (transfer none) (nullable): the job that loads the capture */
WireJob *
wire_capture_session_get_job (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), NULL);
  return self->load;
}

/** Returns: whether a view is being built */
gboolean
wire_capture_session_get_busy (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), FALSE);
  return self->build != NULL;
}

/** Returns: (transfer none) (nullable): what was downloaded, once the capture is loaded; never
 * changed after */
WireObjectList *
wire_capture_session_get_objects (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), NULL);
  return self->objects;
}

/** Returns: (transfer none): what looks for the hosts of the capture */
WireHostSearch *
wire_capture_session_get_hosts (WireCaptureSession *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_SESSION (self), NULL);
  return self->hosts;
}

/** Puts @filter in force: the view for it follows as soon as it is built. */
void
wire_capture_session_set_filter (WireCaptureSession *self, WireFilter *filter)
{
  g_return_if_fail (WIRE_IS_CAPTURE_SESSION (self));
  g_return_if_fail (filter);

  replace_filter (self, filter);
  start_build (self);
}

/** Counts packets in the flows of their innermost IP headers, inside tunnels, where @inside is
 * %TRUE, and else of their outermost ones. */
void
wire_capture_session_set_inside (WireCaptureSession *self, gboolean inside)
{
  g_return_if_fail (WIRE_IS_CAPTURE_SESSION (self));

  if (self->inside == !!inside)
    return;
  self->inside = !!inside;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSIDE]);
  if (self->view || self->build)
    start_build (self);
}

/** As wire_capture_session_set_filter(), with @condition added to those in force, unless it is. */
void
wire_capture_session_add_condition (WireCaptureSession *self, const WireCondition *condition)
{
  g_autoptr (WireFilter) filter = NULL;

  g_return_if_fail (WIRE_IS_CAPTURE_SESSION (self));

  for (guint i = 0; i < wire_filter_get_length (self->filter); i++)
    if (wire_condition_equal (wire_filter_get (self->filter, i), condition))
      return;
  filter = wire_filter_with (self->filter, condition);
  wire_capture_session_set_filter (self, filter);
}
