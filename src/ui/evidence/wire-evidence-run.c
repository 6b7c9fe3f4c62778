/* wire-evidence-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-run.h"

#include <glib/gi18n.h>

/**
 * WireEvidenceRun:
 *
 * A #WireExamination in a job. Its workers put rows into a queue, and ten times a second the main
 * thread takes from it what it can put into the list without making the window wait. Emits
 * #WireEvidenceRun::progress each time, and #WireEvidenceRun::ended once, with a sentence where the
 * run could not be begun. Main thread only.
 */
struct _WireEvidenceRun
{
  GObject parent_instance;

  WireEvidenceList *list;
  WireHashSetStore *store;
  char **paths;
  WireDigestMask mask;
  WireJob *job;
  guint flushing; /* the source that takes rows over */
  gint64 started;
  gint64 paused_at; /* 0: goes on */
  gint64 pauses;

  GMutex lock;
  GQueue arrived;               /* of WireEvidence; under lock */
  WireExamination *examination; /* under lock; while it runs */
  gboolean paused;              /* under lock */
  WireExaminationProgress last; /* under lock; when it had ended */
};

G_DEFINE_FINAL_TYPE (WireEvidenceRun, wire_evidence_run, G_TYPE_OBJECT)

static guint progress_signal, ended_signal;

#define FLUSH_MS 100

#define SECOND_NS G_GINT64_CONSTANT (1000000000)

/* Rows put into the list at a time: some 1 µs each. */
#define FLUSH_ROWS 8192

static void
wire_evidence_run_finalize (GObject *object)
{
  WireEvidenceRun *self = WIRE_EVIDENCE_RUN (object);

  g_queue_clear_full (&self->arrived, (GDestroyNotify) wire_evidence_free);
  g_clear_object (&self->job);
  g_object_unref (self->list);
  g_object_unref (self->store);
  g_strfreev (self->paths);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wire_evidence_run_parent_class)->finalize (object);
}

static void
wire_evidence_run_class_init (WireEvidenceRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_evidence_run_finalize;

  /** WireEvidenceRun::progress: rows have come, or some time has passed */
  progress_signal = g_signal_new ("progress", WIRE_TYPE_EVIDENCE_RUN, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  /** WireEvidenceRun::ended: with a sentence where nothing could be examined, or %NULL */
  ended_signal = g_signal_new ("ended", WIRE_TYPE_EVIDENCE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wire_evidence_run_init (WireEvidenceRun *self)
{
  g_mutex_init (&self->lock);
  self->last.walking = TRUE;
}

static void
evidence_cb (WireEvidence *evidence, gpointer data)
{
  WireEvidenceRun *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_push_tail (&self->arrived, evidence);
}

static void
publish (WireEvidenceRun *self, WireExamination *examination)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (examination)
    wire_examination_set_paused (examination, self->paused);
  else
    wire_examination_get_progress (self->examination, &self->last);
  self->examination = examination;
}

static gboolean
run_work (WireJob *job, gpointer data, GError **error)
{
  WireEvidenceRun *self = data;
  WireExaminationOptions options = { .mask = self->mask, .recurse = TRUE, .siblings = TRUE };
  g_autoptr (WireTypeDetector) detector = wire_type_detector_get_shared (error);
  g_autoptr (WireExamination) examination = NULL;
  g_autoptr (GError) unmatched = NULL;
  gboolean done;

  if (!detector)
    return FALSE;
  options.database = wire_hash_set_store_open (self->store, &unmatched);
  options.unmatched = unmatched;
  options.detector = detector;
  examination = wire_examination_new ((const char *const *) self->paths, &options, job);
  publish (self, examination);
  done = wire_examination_run (examination, evidence_cb, self, error);
  publish (self, NULL);
  if (!done || !unmatched)
    return done;
  g_propagate_error (error, g_steal_pointer (&unmatched)); /* the rows are there all the same */
  return FALSE;
}

/* Moves the first of what has arrived to @taken; the rest stays where it is. Returns: whether that
 * was all. */
static gboolean
take_some (WireEvidenceRun *self, GQueue *taken)
{
  gboolean all;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (taken->length < FLUSH_ROWS && self->arrived.length > 0)
    g_queue_push_tail_link (taken, g_queue_pop_head_link (&self->arrived));
  all = self->arrived.length == 0;
  return all;
}

/* Returns: whether all that had arrived was put into the list. */
static gboolean
flush (WireEvidenceRun *self)
{
  GQueue taken = G_QUEUE_INIT;
  WireEvidence *evidence;
  gboolean all;

  all = take_some (self, &taken);
  if (taken.length > 0)
    {
      while ((evidence = g_queue_pop_head (&taken)))
        wire_evidence_list_put (self->list, evidence);
      wire_evidence_list_announce (self->list);
    }
  return all;
}

static void
end (WireEvidenceRun *self)
{
  const GError *error = wire_job_get_error (self->job);
  gboolean failed = wire_job_get_state (self->job) == WIRE_JOB_FAILED;

  self->flushing = 0;
  g_signal_emit (self, progress_signal, 0);
  g_signal_emit (self, ended_signal, 0, failed && error ? error->message : NULL);
}

/* The source holds the run until all its rows are in the list. */
static gboolean
flush_cb (gpointer data)
{
  WireEvidenceRun *self = data;
  gboolean ended = wire_job_get_state (self->job) != WIRE_JOB_RUNNING;

  if (flush (self) && ended)
    {
      end (self);
      return G_SOURCE_REMOVE;
    }
  g_signal_emit (self, progress_signal, 0);
  return G_SOURCE_CONTINUE;
}

/**
 * wire_evidence_run_new:
 * @list: gets the rows
 * @store: sets to match against
 * @paths: files and folders, which are entered; copied
 * @mask: digests to compute; what the sets need is added
 *
 * Returns: (transfer full): a run that waits for wire_evidence_run_start()
 */
WireEvidenceRun *
wire_evidence_run_new (WireEvidenceList *list,
                       WireHashSetStore *store,
                       const char *const *paths,
                       WireDigestMask mask)
{
  WireEvidenceRun *self = g_object_new (WIRE_TYPE_EVIDENCE_RUN, NULL);

  self->list = g_object_ref (list);
  self->store = g_object_ref (store);
  self->paths = g_strdupv ((char **) paths);
  self->mask = mask;
  return self;
}

void
wire_evidence_run_start (WireEvidenceRun *self)
{
  g_return_if_fail (WIRE_IS_EVIDENCE_RUN (self));
  g_return_if_fail (!self->job);

  self->job = wire_job_new (_ ("Examining files"));
  self->started = g_get_monotonic_time ();
  wire_job_start (self->job, run_work, self, NULL, NULL, NULL);
  self->flushing = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FLUSH_MS, flush_cb,
                                       g_object_ref (self), g_object_unref);
}

/** Returns: (transfer none) (nullable): what runs; %NULL before wire_evidence_run_start() */
WireJob *
wire_evidence_run_get_job (WireEvidenceRun *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_RUN (self), NULL);
  return self->job;
}

/** Ends the run; rows that are done stay. */
void
wire_evidence_run_cancel (WireEvidenceRun *self)
{
  g_return_if_fail (WIRE_IS_EVIDENCE_RUN (self));

  if (self->job)
    wire_job_cancel (self->job);
}

/** Holds the run where it is, or lets it go on. */
void
wire_evidence_run_set_paused (WireEvidenceRun *self, gboolean paused)
{
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (WIRE_IS_EVIDENCE_RUN (self));

  if (paused == self->paused)
    return;
  if (paused)
    self->paused_at = now;
  else
    self->pauses += now - self->paused_at;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->paused = paused;
  if (self->examination)
    wire_examination_set_paused (self->examination, paused);
}

gboolean
wire_evidence_run_get_paused (WireEvidenceRun *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_RUN (self), FALSE);
  return self->paused;
}

void
wire_evidence_run_get_progress (WireEvidenceRun *self, WireEvidenceRunProgress *progress)
{
  gint64 until = self->paused ? self->paused_at : g_get_monotonic_time ();

  g_return_if_fail (WIRE_IS_EVIDENCE_RUN (self));

  g_mutex_lock (&self->lock);
  if (self->examination)
    wire_examination_get_progress (self->examination, &progress->examination);
  else
    progress->examination = self->last;
  g_mutex_unlock (&self->lock);
  progress->elapsed = until - self->started - self->pauses;
}

/** Returns: (transfer none): the list that gets the rows */
WireEvidenceList *
wire_evidence_run_get_list (WireEvidenceRun *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_RUN (self), NULL);
  return self->list;
}
