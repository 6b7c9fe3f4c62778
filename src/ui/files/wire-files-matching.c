/* wire-files-matching.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-matching.h"

#include "ui/evidence/wire-evidence-match.h"
#include "ui/work/wire-job-place.h"

/**
 * WireFilesMatching:
 *
 * Matches all rows again when the sets of a store change. Rows that arrive from an examination
 * meanwhile may have been matched before that, so it is done once more when the examination ends.
 *
 * Emits #WireFilesMatching::failed with a sentence, and #WireFilesMatching::missing where the sets
 * hold kinds of digests that some rows lack. Main thread only.
 */
struct _WireFilesMatching
{
  GObject parent_instance;

  WireEvidenceList *list;
  WireHashSetStore *store;
  GtkWidget *place; /* where the outcome is seen; holds this */
  WireJob *job;
  gboolean examining;
  gboolean again; /* when the examination has ended */
};

G_DEFINE_FINAL_TYPE (WireFilesMatching, wire_files_matching, G_TYPE_OBJECT)

static guint failed_signal, missing_signal;

static void
stop (WireFilesMatching *self)
{
  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
}

/* Digests that a set has and the rows have not are worth a second look at the files. */
static void
matched_cb (WireJob *job, WireDigestMask missing, GObject *owner)
{
  WireFilesMatching *self = WIRE_FILES_MATCHING (owner);

  if (job != self->job)
    return;
  g_clear_object (&self->job);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED && wire_job_get_error (job))
    g_signal_emit (self, failed_signal, 0, wire_job_get_error (job)->message);
  else if (missing && wire_job_get_state (job) == WIRE_JOB_DONE && !self->examining)
    g_signal_emit (self, missing_signal, 0);
}

static void
match (WireFilesMatching *self)
{
  stop (self);
  self->again = self->examining;
  if (wire_evidence_list_get_length (self->list) == 0)
    return;
  self->job = wire_evidence_match_start (self->list, self->store, matched_cb, G_OBJECT (self));
  wire_job_set_place (self->job, self->place);
}

static void
wire_files_matching_dispose (GObject *object)
{
  WireFilesMatching *self = WIRE_FILES_MATCHING (object);

  stop (self);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (wire_files_matching_parent_class)->dispose (object);
}

static void
wire_files_matching_class_init (WireFilesMatchingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_files_matching_dispose;

  failed_signal = g_signal_new ("failed", WIRE_TYPE_FILES_MATCHING, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  missing_signal = g_signal_new ("missing", WIRE_TYPE_FILES_MATCHING, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_files_matching_init (WireFilesMatching *self)
{
  (void) self;
}

/** @place: not held: it holds what this returns. Returns: (transfer full) */
WireFilesMatching *
wire_files_matching_new (WireEvidenceList *list, GtkWidget *place)
{
  WireFilesMatching *self = g_object_new (WIRE_TYPE_FILES_MATCHING, NULL);

  self->list = g_object_ref (list);
  self->place = place;
  return self;
}

/** Matches against the sets of @store from its next change on. */
void
wire_files_matching_set_store (WireFilesMatching *self, WireHashSetStore *store)
{
  g_return_if_fail (WIRE_IS_FILES_MATCHING (self));
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (match), self);
}

/** Says whether files are being examined; matches again at the end where the sets have changed. */
void
wire_files_matching_set_examining (WireFilesMatching *self, gboolean examining)
{
  g_return_if_fail (WIRE_IS_FILES_MATCHING (self));
  self->examining = examining;
  if (!examining && self->again)
    match (self);
}
