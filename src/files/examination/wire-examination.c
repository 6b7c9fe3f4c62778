/* wire-examination.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-examination.h"

#include "files/examination/wire-file-walk.h"
#include "files/lists/wire-siblings.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Files that were found and wait, or are done and wait for an earlier one: enough to keep every
 * core busy in spite of a slow disk, little enough that a walk of millions costs no memory. */
#define MAX_AHEAD 1024

/* Small files that a worker takes and brings back at once: waking another thread costs as much as
 * hashing one of them. After so many bytes it takes no more. */
#define BATCH_FILES 32
#define BATCH_BYTES (1024 * 1024)

/* A worker that waits is woken for so many files, or once so many µs have gone by. */
#define WAKE_FILES 8
#define WAKE_US 2000

struct _WireExamination
{
  char **paths;
  WireExaminationOptions options;
  WireJob *job;
  WireHashGate *gate;
  WireSiblings *siblings; /* NULL where none are looked for */
  GError *unmatched;      /* why nobody knows what the sets hold; then no file can be matched */

  GMutex lock;
  GCond work; /* for workers: something was found, or the walk ended */
  GCond room; /* for the walk: not so much is ahead any more */
  guint n_workers;
  gint64 woken;       /* when a worker last was; under lock */
  guint n_idle;       /* workers that wait; under lock */
  gboolean is_full;   /* the walk waits; under lock */
  GQueue found;       /* WireEvidence that waits to be hashed; under lock */
  GHashTable *done;   /* order → WireEvidence that waits for its turn; under lock */
  guint64 next_order; /* the next to be handed over; under lock */
  gboolean delivering;
  WireExaminationProgress progress;

  WireEvidenceFunc func;
  gpointer data;
};

/** Returns: (transfer full): a run that wire_examination_run() starts; @paths are copied */
WireExamination *
wire_examination_new (const char *const *paths, const WireExaminationOptions *options, WireJob *job)
{
  WireExamination *self = g_new0 (WireExamination, 1);
  WireDigestMask held;

  self->paths = g_strdupv ((char **) paths);
  self->options = *options;
  self->job = job ? g_object_ref (job) : NULL;
  self->gate = wire_hash_gate_new (job ? wire_job_get_cancellable (job) : NULL);
  self->done = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->progress.walking = TRUE;
  self->n_workers = MAX (1, g_get_num_processors ());
  self->siblings = options->siblings ? wire_siblings_new () : NULL;
  self->unmatched = options->unmatched ? g_error_copy (options->unmatched) : NULL;
  if (options->database && wire_hash_database_get_mask (options->database, &held, &self->unmatched))
    self->options.mask |= held;
  g_mutex_init (&self->lock);
  g_cond_init (&self->work);
  g_cond_init (&self->room);
  return self;
}

static void
free_waiting (gpointer key, gpointer value, gpointer data)
{
  (void) key;
  (void) data;
  wire_evidence_free (value);
}

void
wire_examination_free (WireExamination *self)
{
  g_queue_clear_full (&self->found, (GDestroyNotify) wire_evidence_free);
  g_hash_table_foreach (self->done, free_waiting, NULL); /* left by a cancelled run */
  g_hash_table_unref (self->done);
  g_clear_pointer (&self->siblings, wire_siblings_free);
  g_clear_error (&self->unmatched);
  wire_hash_gate_free (self->gate);
  g_clear_object (&self->job);
  g_cond_clear (&self->work);
  g_cond_clear (&self->room);
  g_mutex_clear (&self->lock);
  g_strfreev (self->paths);
  g_free (self);
}

/** Holds every worker at its next piece, or lets them go on. */
void
wire_examination_set_paused (WireExamination *self, gboolean paused)
{
  wire_hash_gate_set_paused (self->gate, paused);
}

void
wire_examination_get_progress (WireExamination *self, WireExaminationProgress *progress)
{
  g_mutex_lock (&self->lock);
  *progress = self->progress;
  g_mutex_unlock (&self->lock);
  progress->bytes_done = wire_hash_gate_get_bytes (self->gate);
}

static void
report_progress (WireExamination *self)
{
  WireExaminationProgress progress;
  g_autofree char *message = NULL;
  double fraction = -1;

  if (!self->job)
    return;
  wire_examination_get_progress (self, &progress);
  if (!progress.walking && progress.bytes_found > 0)
    fraction = (double) progress.bytes_done / (double) progress.bytes_found;
  message = g_strdup_printf (
      ngettext ("%" PRIu64 " file", "%" PRIu64 " files", progress.files_done), progress.files_done);
  wire_job_set_progress (self->job, MIN (fraction, 1), message);
}

static gboolean
is_ahead (WireExamination *self)
{
  return self->found.length + g_hash_table_size (self->done) >= MAX_AHEAD;
}

static void
wait_for_room (WireExamination *self)
{
  self->is_full = TRUE;
  while (is_ahead (self) && !wire_job_is_cancelled (self->job))
    g_cond_wait_until (&self->room, &self->lock, g_get_monotonic_time () + G_TIME_SPAN_SECOND);
  self->is_full = FALSE;
}

static void
wake_worker (WireExamination *self)
{
  gint64 now;

  if (self->n_idle == 0)
    return;
  now = g_get_monotonic_time ();
  if (self->found.length < WAKE_FILES && now - self->woken < WAKE_US)
    return;
  self->woken = now;
  g_cond_signal (&self->work);
}

static gboolean
found_cb (const WireFoundFile *found, gpointer data)
{
  WireExamination *self = data;
  WireEvidence *evidence;

  g_mutex_lock (&self->lock);
  wait_for_room (self);
  evidence = wire_evidence_new (found->path, self->progress.files_found++);
  evidence->size = found->size;
  evidence->error = found->error ? g_error_copy (found->error) : NULL;
  self->progress.bytes_found += found->size;
  g_queue_push_tail (&self->found, evidence);
  wake_worker (self);
  g_mutex_unlock (&self->lock);
  return !wire_job_is_cancelled (self->job);
}

/* A file that is also hashed is so without a type: the row has its digests, and says why no type.
 */
static void
tell_type (WireExamination *self, WireEvidence *evidence)
{
  WireType *type = g_new0 (WireType, 1);
  g_autoptr (GError) error = NULL;

  if (!wire_type_detect_file (self->options.detector, evidence->path, type, &error))
    {
      if (self->options.mask == 0)
        evidence->error = g_steal_pointer (&error);
      else
        wire_type_set_unknown (type, evidence->path, error->message);
    }
  if (evidence->error)
    wire_type_free (type);
  else
    evidence->type = type;
}

static void
match (WireExamination *self, WireEvidence *evidence)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  WireDigests digests;

  if (self->unmatched)
    {
      evidence->unmatched = g_error_copy (self->unmatched);
      return;
    }
  wire_evidence_get_digests (evidence, &digests);
  wire_hash_database_match (self->options.database, &digests, matches, &evidence->unmatched);
  if (matches->len > 0)
    evidence->matches = g_steal_pointer (&matches);
}

/* A list that names no algorithm may mean another one of the same length. */
static void
check_again (WireExamination *self, WireEvidence *evidence, const GPtrArray *siblings)
{
  WireDigestMask mask = wire_siblings_get_other_mask (siblings);
  g_autofree WireFileHash *hash = NULL;

  if (!mask)
    return;
  hash = g_new (WireFileHash, 1);
  if (!wire_file_hash (evidence->path, mask | wire_siblings_get_mask (siblings), self->gate, hash,
                       NULL))
    return;
  wire_sibling_check_free (evidence->check);
  evidence->check = wire_siblings_check (siblings, &hash->digests);
}

/* Returns: whether its digests are there */
static gboolean
hash (WireExamination *self, WireEvidence *evidence)
{
  g_autoptr (GPtrArray) siblings =
      self->siblings ? wire_siblings_find (self->siblings, evidence->path) : NULL;
  WireDigestMask mask = self->options.mask | wire_siblings_get_mask (siblings);
  WireFileHash hash;

  if (!wire_file_hash (evidence->path, mask, self->gate, &hash, &evidence->error))
    return FALSE;
  wire_evidence_take_hash (evidence, &hash);
  evidence->check = wire_siblings_check (siblings, &hash.digests);
  if (evidence->check && !evidence->check->agrees)
    check_again (self, evidence, siblings);
  return TRUE;
}

static void
examine (WireExamination *self, WireEvidence *evidence)
{
  gboolean only_types = self->options.mask == 0 && self->options.detector;

  if (evidence->error)
    return;
  if (self->options.detector)
    tell_type (self, evidence);
  if (!only_types && hash (self, evidence))
    {
      if (self->options.database || self->unmatched)
        match (self, evidence);
    }
  else if (evidence->error)
    g_clear_pointer (&evidence->type, wire_type_free);
}

static WireEvidence *
take_next_done (WireExamination *self)
{
  WireEvidence *evidence = NULL;
  GHashTableIter iter;

  if (self->options.in_order)
    evidence = g_hash_table_lookup (self->done, &self->next_order);
  else
    {
      g_hash_table_iter_init (&iter, self->done);
      g_hash_table_iter_next (&iter, NULL, (gpointer *) &evidence);
    }
  if (evidence)
    g_hash_table_remove (self->done, &evidence->order);
  return evidence;
}

/* One worker at a time hands over, for all; lock held on entry and exit, not while handing over. */
static void
deliver (WireExamination *self)
{
  WireEvidence *evidence;

  if (self->delivering)
    return;
  self->delivering = TRUE;
  while ((evidence = take_next_done (self)))
    {
      self->next_order++;
      self->progress.files_done++;
      g_mutex_unlock (&self->lock);
      self->func (evidence, self->data);
      g_mutex_lock (&self->lock);
    }
  self->delivering = FALSE;
}

/* Waits for files, and takes a fair share of them. Lock held. Returns: how many; 0 at the end */
static guint
take_batch (WireExamination *self, WireEvidence **batch)
{
  guint64 bytes = 0;
  guint share;
  guint n = 0;

  self->n_idle++;
  while (!self->found.length && self->progress.walking)
    g_cond_wait (&self->work, &self->lock);
  self->n_idle--;
  if (wire_job_is_cancelled (self->job))
    return 0;
  share = CLAMP (self->found.length / (2 * self->n_workers), 1, BATCH_FILES);
  while (n < share && bytes < BATCH_BYTES && self->found.length > 0)
    {
      batch[n] = g_queue_pop_head (&self->found);
      bytes += batch[n++]->size;
    }
  return n;
}

/* Lock held. */
static void
bring_back (WireExamination *self, WireEvidence **batch, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_error_matches (batch[i]->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      wire_evidence_free (batch[i]);
    else
      g_hash_table_insert (self->done, &batch[i]->order, batch[i]);
  deliver (self);
  if (self->is_full && !is_ahead (self))
    g_cond_signal (&self->room);
}

static gpointer
worker_thread (gpointer data)
{
  WireExamination *self = data;
  WireEvidence *batch[BATCH_FILES];
  guint n;

  g_mutex_lock (&self->lock);
  while ((n = take_batch (self, batch)) > 0)
    {
      g_mutex_unlock (&self->lock);
      for (guint i = 0; i < n; i++)
        examine (self, batch[i]);
      report_progress (self);
      g_mutex_lock (&self->lock);
      bring_back (self, batch, n);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * wire_examination_run:
 * @func: takes the rows
 * @data: given to @func
 * @error: %G_IO_ERROR_CANCELLED; nothing else stops a run
 *
 * Returns: whether the run came to its end
 */
gboolean
wire_examination_run (WireExamination *self, WireEvidenceFunc func, gpointer data, GError **error)
{
  g_autofree GThread **workers = g_new (GThread *, self->n_workers);

  self->func = func;
  self->data = data;
  for (guint i = 0; i < self->n_workers; i++)
    workers[i] = g_thread_new ("examine", worker_thread, self);
  for (gsize i = 0; self->paths[i] && !wire_job_is_cancelled (self->job); i++)
    wire_file_walk (self->paths[i], self->options.recurse, found_cb, self);

  g_mutex_lock (&self->lock);
  self->progress.walking = FALSE;
  g_cond_broadcast (&self->work);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->n_workers; i++)
    g_thread_join (workers[i]);
  report_progress (self);
  return !wire_job_set_error_if_cancelled (self->job, error);
}
