/* wire-files-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-progress.h"

#include "ui/widgets/wire-figures.h"
#include "ui/work/wire-progress-bar.h"

#include <glib/gi18n.h>

/**
 * WireFilesProgress:
 *
 * A bar that is there while files are examined: how many, how fast and how long it will take, with
 * buttons that pause and cancel. Main thread only.
 */
struct _WireFilesProgress
{
  AdwBin parent_instance;

  WireFilesWork *work;
  GtkRevealer *revealer;
  GtkProgressBar *bar;
  GtkLabel *label;
  GtkToggleButton *pause_button;
};

G_DEFINE_FINAL_TYPE (WireFilesProgress, wire_files_progress, ADW_TYPE_BIN)

#define SECOND G_GINT64_CONSTANT (1000000000)

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
  /* Translators: a span of time, after other figures */
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
progress_cb (WireFilesProgress *self, WireEvidenceRun *run)
{
  WireEvidenceRunProgress progress;
  g_autofree char *text = NULL;

  if (!self->work || run != wire_files_work_get_run (self->work))
    return;
  wire_evidence_run_get_progress (run, &progress);
  text = progress_text (&progress);
  gtk_label_set_text (self->label, text);
  if (!progress.examination.walking && progress.examination.bytes_found > 0)
    gtk_progress_bar_set_fraction (self->bar,
                                   MIN (1, (double) progress.examination.bytes_done
                                               / (double) progress.examination.bytes_found));
  else if (!wire_evidence_run_get_paused (run))
    wire_progress_bar_pulse (self->bar);
}

static void
began_cb (WireFilesProgress *self, WireEvidenceRun *run)
{
  g_signal_connect_object (run, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  gtk_toggle_button_set_active (self->pause_button, FALSE);
  gtk_label_set_text (self->label, "");
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
ended_cb (WireFilesProgress *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
pause_cb (WireFilesProgress *self)
{
  gboolean paused = gtk_toggle_button_get_active (self->pause_button);

  gtk_button_set_label (GTK_BUTTON (self->pause_button), paused ? _ ("_Go On") : _ ("_Pause"));
  if (self->work)
    wire_files_work_set_paused (self->work, paused);
}

static void
cancel_cb (WireFilesProgress *self)
{
  if (self->work)
    wire_files_work_cancel (self->work);
}

static void
wire_files_progress_dispose (GObject *object)
{
  g_clear_object (&WIRE_FILES_PROGRESS (object)->work);
  G_OBJECT_CLASS (wire_files_progress_parent_class)->dispose (object);
}

static void
wire_files_progress_class_init (WireFilesProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_files_progress_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/files/wire-files-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, WireFilesProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, WireFilesProgress, label);
  gtk_widget_class_bind_template_child (widget_class, WireFilesProgress, pause_button);
  gtk_widget_class_bind_template_child (widget_class, WireFilesProgress, revealer);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
}

static void
wire_files_progress_init (WireFilesProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Follows the runs of @work from now on. To be called once. */
void
wire_files_progress_set_work (WireFilesProgress *self, WireFilesWork *work)
{
  g_return_if_fail (WIRE_IS_FILES_PROGRESS (self));
  g_return_if_fail (!self->work);

  self->work = g_object_ref (work);
  g_signal_connect_object (work, "run-began", G_CALLBACK (began_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (work, "run-ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}
