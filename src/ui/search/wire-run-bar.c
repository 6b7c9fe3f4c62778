/* wire-run-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-run-bar.h"

#include "ui/widgets/wire-announcement.h"

#include <glib/gi18n.h>

/**
 * WireRunBar:
 *
 * While a job runs: a spinner, and buttons that let it rest and end it. Before and after that a
 * sentence. Main thread only.
 */
struct _WireRunBar
{
  AdwBin parent_instance;

  WireJob *job; /* that runs, or NULL */

  GtkLabel *sentence;
  GtkSpinner *spinner;
  GtkToggleButton *pause;
  GtkWidget *stop;
};

G_DEFINE_FINAL_TYPE (WireRunBar, wire_run_bar, ADW_TYPE_BIN)

static void
pause_cb (WireRunBar *self)
{
  gboolean paused = gtk_toggle_button_get_active (self->pause);

  gtk_button_set_label (GTK_BUTTON (self->pause), paused ? _ ("_Go On") : _ ("_Pause"));
  if (!self->job)
    return;
  wire_job_set_paused (self->job, paused);
  gtk_spinner_set_spinning (self->spinner, !paused);
}

static void
stop_cb (WireRunBar *self)
{
  if (self->job)
    wire_job_cancel (self->job);
}

static void
wire_run_bar_dispose (GObject *object)
{
  g_clear_object (&WIRE_RUN_BAR (object)->job);
  G_OBJECT_CLASS (wire_run_bar_parent_class)->dispose (object);
}

static void
wire_run_bar_class_init (WireRunBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_run_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/search/wire-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WireRunBar, pause);
  gtk_widget_class_bind_template_child (widget_class, WireRunBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, WireRunBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, WireRunBar, stop);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
wire_run_bar_init (WireRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->sentence);
  wire_run_bar_set_job (self, NULL);
}

/** @job: (nullable): what runs now */
void
wire_run_bar_set_job (WireRunBar *self, WireJob *job)
{
  g_return_if_fail (WIRE_IS_RUN_BAR (self));

  g_set_object (&self->job, NULL); /* its worker is not let go on by the button below */
  gtk_toggle_button_set_active (self->pause, FALSE);
  g_set_object (&self->job, job);
  gtk_widget_set_visible (GTK_WIDGET (self->pause), job != NULL);
  gtk_widget_set_visible (self->stop, job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), job != NULL);
  gtk_spinner_set_spinning (self->spinner, job != NULL);
}

/** Says @sentence, in place of the one before. */
void
wire_run_bar_say (WireRunBar *self, const char *sentence)
{
  g_return_if_fail (WIRE_IS_RUN_BAR (self));

  gtk_label_set_text (self->sentence, sentence);
}
