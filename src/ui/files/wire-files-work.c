/* wire-files-work.c: files being examined, one run after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-figures.h"
#include "ui/files/wire-files-page-private.h"
#include "ui/work/wire-job-place.h"
#include "ui/work/wire-progress-bar.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* Where a run remembers what its rows are to be held against. */
#define CHECKS_KEY "wire-checks"

static void begin_next (WireFilesPage *self);

/* `12 of 14 OK`, and what is wrong with the others. */
static char *
describe_checks (const WireEvidenceCheckCount *count)
{
  /* Translators: behind a number of files that a checksum list names */
  static const char *const WORDS[] = { NULL, N_ ("differ"), N_ ("missing"), N_ ("unreadable") };
  GString *text = g_string_new (NULL);

  /* Translators: of the files that a checksum list names */
  g_string_printf (text, _ ("%u of %u OK"), count->counts[WIRE_VERIFICATION_OK], count->n);
  for (guint i = WIRE_VERIFICATION_FAILED; i < G_N_ELEMENTS (WORDS); i++)
    if (count->counts[i])
      g_string_append_printf (text, " · %u %s", count->counts[i], _ (WORDS[i]));
  return g_string_free (text, FALSE);
}

static void
apply_checks (WireFilesPage *self, const WireEvidenceChecks *checks)
{
  WireEvidenceCheckCount count;
  g_autofree char *text = NULL;

  wire_evidence_checks_apply (checks, self->list, &count);
  text = describe_checks (&count);
  wire_files_page_notify (self, text);
}

/* What is left takes as long as what was done did. */
static char *
time_left (const WireEvidenceRunProgress *progress)
{
  const WireExaminationProgress *done = &progress->examination;
  double rate = (double) done->bytes_done / (double) MAX (1, progress->elapsed);
  guint64 left = done->bytes_found > done->bytes_done ? done->bytes_found - done->bytes_done : 0;
  g_autofree char *span = NULL;

  if (done->walking || progress->elapsed < G_USEC_PER_SEC || rate <= 0)
    return g_strdup ("");
  span = wire_figure_span ((gint64) ((double) left / rate / G_USEC_PER_SEC + 1) * SECOND);
  /* Translators: a span of time, behind other figures */
  return g_strdup_printf (_ (" · %s left"), span);
}

static char *
progress_text (const WireEvidenceRunProgress *progress)
{
  const WireExaminationProgress *done = &progress->examination;
  g_autofree char *files = wire_figure_count (done->files_done);
  g_autofree char *bytes = wire_figure_size (done->bytes_done);
  g_autofree char *rate = wire_figure_size (
      (guint64) ((double) done->bytes_done * G_USEC_PER_SEC / (double) MAX (1, progress->elapsed)));
  g_autofree char *left = time_left (progress);

  /* Translators: files, bytes, bytes a second, and how much time is left */
  return g_strdup_printf (
      ngettext ("%s file · %s · %s/s%s", "%s files · %s · %s/s%s", done->files_done), files, bytes,
      rate, left);
}

static void
progress_cb (WireFilesPage *self, WireEvidenceRun *run)
{
  WireEvidenceRunProgress progress;
  g_autofree char *text = NULL;

  if (run != self->run)
    return;
  wire_evidence_run_get_progress (run, &progress);
  text = progress_text (&progress);
  gtk_label_set_text (self->progress_label, text);
  if (!progress.examination.walking && progress.examination.bytes_found > 0)
    gtk_progress_bar_set_fraction (self->progress_bar,
                                   MIN (1, (double) progress.examination.bytes_done
                                               / (double) progress.examination.bytes_found));
  else if (!wire_evidence_run_get_paused (run))
    wire_progress_bar_pulse (self->progress_bar);
}

static void
ended_cb (WireFilesPage *self, const char *why, WireEvidenceRun *run)
{
  if (run != self->run)
    return;
  g_signal_handlers_disconnect_by_data (run, self);
  gtk_revealer_set_reveal_child (self->progress, FALSE);
  if (g_object_get_data (G_OBJECT (run), CHECKS_KEY))
    apply_checks (self, g_object_get_data (G_OBJECT (run), CHECKS_KEY));
  g_clear_object (&self->run);
  if (why)
    wire_files_page_notify (self, why);
  wire_files_rows_update (self);
  if (self->sets_changed)
    wire_files_sets_match (self);
  begin_next (self);
}

static void
begin_next (WireFilesPage *self)
{
  if (self->run || self->waiting.length == 0)
    return;
  self->run = g_queue_pop_head (&self->waiting);
  g_signal_connect_object (self->run, "progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  gtk_toggle_button_set_active (self->pause_button, FALSE);
  gtk_label_set_text (self->progress_label, "");
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_revealer_set_reveal_child (self->progress, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "files");
  wire_evidence_run_start (self->run);
  wire_job_set_place (wire_evidence_run_get_job (self->run), GTK_WIDGET (self));
}

/** Examines @paths, behind what was asked for before. */
void
wire_files_work_add (WireFilesPage *self, const char *const *paths)
{
  if (!paths[0])
    return;
  g_queue_push_tail (&self->waiting,
                     wire_evidence_run_new (self->list, self->store, paths, self->mask));
  begin_next (self);
}

/** Examines the files that checksum lists name, and holds them against those. */
void
wire_files_work_check (WireFilesPage *self, WireEvidenceChecks *checks)
{
  g_autoptr (GPtrArray) paths = wire_evidence_checks_get_paths (checks);
  WireEvidenceRun *run =
      wire_evidence_run_new (self->list, self->store, (const char *const *) paths->pdata,
                             self->mask | wire_evidence_checks_get_mask (checks));

  g_object_set_data_full (G_OBJECT (run), CHECKS_KEY, wire_evidence_checks_ref (checks),
                          (GDestroyNotify) wire_evidence_checks_unref);
  g_queue_push_tail (&self->waiting, run);
  begin_next (self);
}

/** Examines every file and download that has a row again. */
void
wire_files_work_rescan (WireFilesPage *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list); i++)
    {
      const WireEvidenceRow *row = wire_evidence_list_get (self->list, i);

      if (!row->removed && !row->origin)
        g_ptr_array_add (paths, row->evidence->path);
    }
  g_ptr_array_add (paths, NULL);
  wire_files_work_add (self, (const char *const *) paths->pdata);
  wire_files_objects_rescan (self);
}

void
wire_files_work_pause (WireFilesPage *self, gboolean paused)
{
  if (self->run)
    wire_evidence_run_set_paused (self->run, paused);
}

/** Ends what runs and forgets what waits. */
void
wire_files_work_cancel (WireFilesPage *self)
{
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->run)
    wire_evidence_run_cancel (self->run);
}

void
wire_files_work_dispose (WireFilesPage *self)
{
  wire_files_work_cancel (self);
  if (self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
}
