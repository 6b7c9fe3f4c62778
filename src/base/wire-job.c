/* wire-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-job.h"

#include "base/wire-job-list.h"
#include "base/wire-job-private.h"

/**
 * WireJob:
 *
 * Work that takes longer than a frame: it runs as a #GTask in a thread of GLib's pool while the
 * window binds a progress bar and a cancel button to it and knows nothing else of it.
 *
 * Threads: wire_job_set_progress(), wire_job_is_cancelled(), wire_job_set_paused() and
 * wire_job_cancel() may be called anywhere. Everything else, the properties and their notifications
 * among it, belongs to the thread that made the job. What the worker reports waits under @lock, and
 * a single source at a time carries it over, so that a worker that reports a million times a second
 * costs the owner some ten notifications.
 *
 * Cancelling is asking: the job ends when its worker returns.
 */
G_DEFINE_FINAL_TYPE (WireJob, wire_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_STATE,
  PROP_FRACTION,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Between two deliveries. Ten a second look continuous on a progress bar and cost nothing. */
#define DELIVERY_INTERVAL_MS 100

typedef struct
{
  WireJobFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->destroy)
    work->destroy (work->data);
  g_free (work);
}

static void
set_state (WireJob *self, WireJobState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
deliver_progress (WireJob *self)
{
  g_autoptr (GSource) delivery = NULL;
  g_autofree char *message = NULL;
  double fraction;

  g_mutex_lock (&self->lock);
  fraction = self->reported_fraction;
  message = g_strdup (self->reported_message);
  delivery = g_steal_pointer (&self->delivery);
  g_mutex_unlock (&self->lock);

  if (fraction != self->fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  if (g_strcmp0 (message, self->message) != 0)
    {
      g_free (self->message);
      self->message = g_steal_pointer (&message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
    }
  if (delivery)
    g_source_destroy (delivery);
}

static gboolean
delivery_cb (gpointer data)
{
  deliver_progress (WIRE_JOB (data));
  return G_SOURCE_REMOVE;
}

static void
work_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;

  (void) cancellable;
  if (work->func (WIRE_JOB (source), work->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
record_end (WireJob *self, gboolean done, const GError *error)
{
  g_autoptr (WireJob) alive = g_object_ref (self); /* a delivery may hold the last reference */

  deliver_progress (self);
  if (done)
    {
      set_state (self, WIRE_JOB_DONE);
      return;
    }
  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  set_state (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? WIRE_JOB_CANCELLED
                                                                             : WIRE_JOB_FAILED);
}

static void
wire_job_finalize (GObject *object)
{
  WireJob *self = WIRE_JOB (object);

  g_assert (self->delivery == NULL); /* it holds a reference */
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->gone_on);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->reported_message, g_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (wire_job_parent_class)->finalize (object);
}

static void
wire_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireJob *self = WIRE_JOB (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wire_job_class_init (WireJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = wire_job_finalize;
  object_class->get_property = wire_job_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, WIRE_JOB_CANCELLED, WIRE_JOB_READY, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wire_job_init (WireJob *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->gone_on);
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->fraction = -1;
  self->reported_fraction = -1;
}

/**
 * wire_job_new:
 * @title: what is being done, in words a user reads, such as “Opening sample.pcap”
 *
 * Returns: (transfer full): a job that belongs to the calling thread's main context
 */
WireJob *
wire_job_new (const char *title)
{
  WireJob *self = g_object_new (WIRE_TYPE_JOB, NULL);

  self->title = g_strdup (title);
  return self;
}

typedef struct
{
  WireJobEnded func;
  gpointer user_data;
} Ending;

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  WireJob *self = WIRE_JOB (object);
  g_autofree Ending *ending = data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->context == g_main_context_default ())
    wire_job_list_remove (self); /* the task holds it */
  record_end (self, done, error);
  if (ending->func)
    ending->func (self, ending->user_data);
}

/**
 * wire_job_start:
 * @self: a job that was not started yet
 * @func: the work
 * @data: given to @func
 * @destroy: (nullable): frees @data, in whichever thread drops the task last
 * @ended: (nullable): called once @self has ended and its state says how
 * @user_data: given to @ended
 *
 * Runs @func in a thread of GLib's pool, which is about ten wide: one job for one long work, never
 * a job a file. @self stays alive until @ended has returned.
 */
void
wire_job_start (WireJob *self,
                WireJobFunc func,
                gpointer data,
                GDestroyNotify destroy,
                WireJobEnded ended,
                gpointer user_data)
{
  g_return_if_fail (WIRE_IS_JOB (self));
  g_return_if_fail (self->state == WIRE_JOB_READY);

  Work *work = g_new (Work, 1);
  Ending *ending = g_new (Ending, 1);
  g_autoptr (GTask) task = NULL;

  *work = (Work){ func, data, destroy };
  *ending = (Ending){ ended, user_data };
  task = g_task_new (self, NULL, ended_cb, ending);
  g_task_set_name (task, "wirecase job");
  g_task_set_task_data (task, work, work_free);
  self->started = g_get_monotonic_time ();
  set_state (self, WIRE_JOB_RUNNING);
  if (self->context == g_main_context_default ())
    wire_job_list_add (self);
  g_task_run_in_thread (task, work_thread);
}

/**
 * wire_job_run:
 * @self: a job that was not started yet
 * @func: the work
 * @data: given to @func
 * @error: as @func leaves it
 *
 * Runs @func in the calling thread; for the command line and for tests. Progress is still
 * delivered by the owner's main context, where someone iterates it.
 *
 * Returns: what @func returned
 */
gboolean
wire_job_run (WireJob *self, WireJobFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), FALSE);
  g_return_val_if_fail (self->state == WIRE_JOB_READY, FALSE);

  g_autoptr (GError) local = NULL;

  set_state (self, WIRE_JOB_RUNNING);
  gboolean done = func (self, data, &local);
  record_end (self, done, local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return done;
}

/**
 * wire_job_set_progress:
 * @self: (nullable): a job; %NULL does nothing
 * @fraction: done, 0 … 1, or -1 where the whole is not known
 * @message: (nullable): one line for the user; copied
 *
 * Any thread.
 */
void
wire_job_set_progress (WireJob *self, double fraction, const char *message)
{
  if (!self)
    return;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->reported_fraction = CLAMP (fraction, -1, 1);
  if (g_strcmp0 (self->reported_message, message) != 0)
    {
      g_free (self->reported_message);
      self->reported_message = g_strdup (message);
    }
  if (!self->delivery)
    {
      self->delivery = g_timeout_source_new (DELIVERY_INTERVAL_MS);
      g_source_set_static_name (self->delivery, "wirecase job progress");
      g_source_set_callback (self->delivery, delivery_cb, g_object_ref (self), g_object_unref);
      g_source_attach (self->delivery, self->context);
    }
}

const char *
wire_job_get_title (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), NULL);

  return self->title;
}

/** Returns: done, 0 … 1, or -1 where the whole is not known */
double
wire_job_get_fraction (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), -1);

  return self->fraction;
}

const char *
wire_job_get_message (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), NULL);

  return self->message;
}

WireJobState
wire_job_get_state (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), WIRE_JOB_FAILED);

  return self->state;
}

/** Returns: when the job was started, in microseconds of g_get_monotonic_time(); 0 if it was not */
gint64
wire_job_get_started (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), 0);

  return self->started;
}

/** Returns: (transfer none) (nullable): why the job failed */
const GError *
wire_job_get_error (WireJob *self)
{
  g_return_val_if_fail (WIRE_IS_JOB (self), NULL);

  return self->error;
}
