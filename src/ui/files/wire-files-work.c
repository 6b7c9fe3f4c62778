/* wire-files-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-work.h"

#include <glib/gi18n.h>

/**
 * WireFilesWork:
 *
 * Examines files and holds them against checksum lists. What is asked for while a run goes on waits
 * for its end. Main thread only.
 *
 * Emits #WireFilesWork::run-began and #WireFilesWork::run-ended for each run, and
 * #WireFilesWork::said where there is something to tell the user.
 */
struct _WireFilesWork
{
  GObject parent_instance;

  WireEvidenceList *list;
  WireHashSetStore *store;
  WireEvidenceRun *run; /* that examines, or NULL */
  GQueue waiting;       /* of WireEvidenceRun */
};

G_DEFINE_FINAL_TYPE (WireFilesWork, wire_files_work, G_TYPE_OBJECT)

static guint run_began_signal, run_ended_signal, said_signal;

/* Where a run remembers what its rows are to be held against. */
#define CHECKS_KEY "wire-checks"
#define AUDIT_KEY "wire-audit"

static void begin_next (WireFilesWork *self);

/* Returns: (transfer full): how many files of a checksum list are @status */
static char *
describe_check (WireAuditStatus status, guint n)
{
  switch (status)
    {
    case WIRE_AUDIT_CHANGED:
      /* Translators: of the files that a checksum list names */
      return g_strdup_printf (ngettext ("%u differs", "%u differ", n), n);
    case WIRE_AUDIT_MISSING:
      return g_strdup_printf (ngettext ("%u is missing", "%u are missing", n), n);
    default:
      return g_strdup_printf (ngettext ("%u cannot be read", "%u cannot be read", n), n);
    }
}

/* `12 of 14 OK`, and what is wrong with the others. */
static char *
describe_checks (const WireEvidenceCheckCount *count)
{
  GString *text = g_string_new (NULL);

  /* Translators: of the files that a checksum list names */
  g_string_printf (text, _ ("%u of %u OK"), count->counts[WIRE_AUDIT_MATCHED], count->n);
  for (WireAuditStatus status = WIRE_AUDIT_CHANGED; status < WIRE_N_AUDIT_STATUSES; status++)
    {
      g_autofree char *part =
          count->counts[status] ? describe_check (status, count->counts[status]) : NULL;

      if (part)
        g_string_append_printf (text, " · %s", part);
    }
  return g_string_free (text, FALSE);
}

static void
apply_checks (WireFilesWork *self, const WireEvidenceChecks *checks)
{
  WireEvidenceCheckCount count;
  g_autofree char *text = NULL;

  wire_evidence_checks_apply (checks, self->list, &count);
  text = describe_checks (&count);
  g_signal_emit (self, said_signal, 0, text);
}

static void
apply_audit (WireFilesWork *self, WireEvidenceAudit *audit)
{
  WireAuditCount count;
  g_autofree char *text = NULL;

  wire_evidence_audit_apply (audit, self->list, &count);
  text = wire_audit_count_to_text (&count);
  g_signal_emit (self, said_signal, 0, text);
}

static void
ended_cb (WireFilesWork *self, const char *why, WireEvidenceRun *run)
{
  const WireEvidenceChecks *checks = g_object_get_data (G_OBJECT (run), CHECKS_KEY);
  WireEvidenceAudit *audit = g_object_get_data (G_OBJECT (run), AUDIT_KEY);

  if (run != self->run)
    return;
  g_signal_handlers_disconnect_by_data (run, self);
  if (checks)
    apply_checks (self, checks);
  if (audit && !why)
    apply_audit (self, audit);
  g_clear_object (&self->run);
  if (why)
    g_signal_emit (self, said_signal, 0, why);
  g_signal_emit (self, run_ended_signal, 0);
  begin_next (self);
}

static void
begin_next (WireFilesWork *self)
{
  if (self->run || self->waiting.length == 0)
    return;
  self->run = g_queue_pop_head (&self->waiting);
  g_signal_connect_object (self->run, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  wire_evidence_run_start (self->run);
  g_signal_emit (self, run_began_signal, 0, self->run);
}

static void
wire_files_work_dispose (GObject *object)
{
  WireFilesWork *self = WIRE_FILES_WORK (object);

  wire_files_work_cancel (self);
  if (self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_object (&self->store);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (wire_files_work_parent_class)->dispose (object);
}

static void
wire_files_work_class_init (WireFilesWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_files_work_dispose;

  run_began_signal = g_signal_new ("run-began", WIRE_TYPE_FILES_WORK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, WIRE_TYPE_EVIDENCE_RUN);
  run_ended_signal = g_signal_new ("run-ended", WIRE_TYPE_FILES_WORK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  said_signal = g_signal_new ("said", WIRE_TYPE_FILES_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wire_files_work_init (WireFilesWork *self)
{
  g_queue_init (&self->waiting);
}

/** Returns: (transfer full): work whose rows go into @list; it needs a store before it begins */
WireFilesWork *
wire_files_work_new (WireEvidenceList *list)
{
  WireFilesWork *self = g_object_new (WIRE_TYPE_FILES_WORK, NULL);

  self->list = g_object_ref (list);
  return self;
}

/** Later runs match against the sets of @store. */
void
wire_files_work_set_store (WireFilesWork *self, WireHashSetStore *store)
{
  g_return_if_fail (WIRE_IS_FILES_WORK (self));
  g_set_object (&self->store, store);
}

/** Examines @paths, after what was asked for before; @mask: digests to compute */
void
wire_files_work_add (WireFilesWork *self, const char *const *paths, WireDigestMask mask)
{
  g_return_if_fail (WIRE_IS_FILES_WORK (self));
  if (!paths[0])
    return;
  g_queue_push_tail (&self->waiting, wire_evidence_run_new (self->list, self->store, paths, mask));
  begin_next (self);
}

/** Examines the files that checksum lists name, and holds them against those. */
void
wire_files_work_check (WireFilesWork *self, WireEvidenceChecks *checks, WireDigestMask mask)
{
  g_autoptr (GPtrArray) paths = wire_evidence_checks_get_paths (checks);
  WireEvidenceRun *run;

  g_return_if_fail (WIRE_IS_FILES_WORK (self));
  run = wire_evidence_run_new (self->list, self->store, (const char *const *) paths->pdata,
                               mask | wire_evidence_checks_get_mask (checks));
  g_object_set_data_full (G_OBJECT (run), CHECKS_KEY, wire_evidence_checks_ref (checks),
                          (GDestroyNotify) wire_evidence_checks_unref);
  g_queue_push_tail (&self->waiting, run);
  begin_next (self);
}

/** Examines the files of a folder whose past @audit has read, and says what became of them. */
void
wire_files_work_audit (WireFilesWork *self, WireEvidenceAudit *audit, WireDigestMask mask)
{
  g_auto (GStrv) paths = wire_evidence_audit_get_paths (audit);
  WireEvidenceRun *run;

  g_return_if_fail (WIRE_IS_FILES_WORK (self));
  run = wire_evidence_run_new (self->list, self->store, (const char *const *) paths,
                               mask | wire_evidence_audit_get_mask (audit));
  g_object_set_data_full (G_OBJECT (run), AUDIT_KEY, g_object_ref (audit), g_object_unref);
  g_queue_push_tail (&self->waiting, run);
  begin_next (self);
}

/** Holds the run where it is, or lets it go on. */
void
wire_files_work_set_paused (WireFilesWork *self, gboolean paused)
{
  g_return_if_fail (WIRE_IS_FILES_WORK (self));
  if (self->run)
    wire_evidence_run_set_paused (self->run, paused);
}

/** Ends what runs and forgets what waits. */
void
wire_files_work_cancel (WireFilesWork *self)
{
  g_return_if_fail (WIRE_IS_FILES_WORK (self));
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->run)
    wire_evidence_run_cancel (self->run);
}

/** Returns: (transfer none) (nullable): what examines files now */
WireEvidenceRun *
wire_files_work_get_run (WireFilesWork *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_WORK (self), NULL);
  return self->run;
}
