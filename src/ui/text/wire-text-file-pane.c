/* wire-text-file-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-file-pane.h"

#include "ui/text/wire-codec-button.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "base/wire-printable.h"
#include "ui/text/wire-text-trial.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireTextFilePane:
 *
 * A text file, however large: how it begins under the codec that is chosen, how its lines end, and
 * what saving it under another would lose, which is found out before by converting it into nothing.
 * Main thread only.
 */
struct _WireTextFilePane
{
  AdwBin parent_instance;

  GFile *file;
  WireJob *trying;
  WireJob *saving;
  WireTextTrial *trial;
  gboolean guessing; /* the codec is not chosen yet */

  GtkStack *stack;
  GtkLabel *name;
  WireCodecButton *from;
  WireCodecButton *to;
  GtkCheckButton *mark;
  GtkDropDown *newline;
  GtkCheckButton *backup;
  GtkButton *save;
  GtkLabel *lines;
  GtkLabel *guess;
  GtkLabel *loss;
  GtkLabel *beginning;
};

G_DEFINE_FINAL_TYPE (WireTextFilePane, wire_text_file_pane, ADW_TYPE_BIN)

typedef struct
{
  char *in;
  char *out; /* NULL: try */
  char *from;
  char *to;
  WireConversion conversion;
  WireTextTrial *trial; /* written by the worker before it returns, and read after */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->in);
  g_free (work->out);
  g_free (work->from);
  g_free (work->to);
  g_clear_pointer (&work->trial, wire_text_trial_free);
  g_free (work);
}

static Work *
work_new (WireTextFilePane *self, const char *out)
{
  Work *work = g_new0 (Work, 1);

  work->in = g_file_get_path (self->file);
  work->out = g_strdup (out);
  work->from = self->guessing ? NULL : g_strdup (wire_codec_button_get_codec (self->from));
  work->to = g_strdup (wire_codec_button_get_codec (self->to));
  work->conversion = (WireConversion){
    .from = work->from,
    .to = work->to,
    .policy = WIRE_TEXT_REPLACE, /* what that replaces was told, and agreed to */
    .mark = gtk_check_button_get_active (self->mark),
    .newline = (WireNewline) gtk_drop_down_get_selected (self->newline),
    .backup = gtk_check_button_get_active (self->backup),
  };
  return work;
}

/* Trying */

static gboolean
try_work (WireJob *job, gpointer data, GError **error)
{
  Work *work = data;

  work->trial = wire_text_trial_run (work->in, &work->conversion, job, error);
  return work->trial != NULL;
}

static void
say_loss (WireTextFilePane *self, const char *sentence, gboolean bad)
{
  gtk_label_set_text (self->loss, sentence);
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->loss), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->loss), "error");
}

static void
show_trial (WireTextFilePane *self)
{
  g_autofree char *lines = wire_text_trial_describe_lines (self->trial);
  g_autofree char *loss =
      wire_text_trial_describe_loss (self->trial, wire_codec_button_get_codec (self->to));
  const char *guess = self->trial->guess;

  gtk_label_set_text (self->lines, lines);
  gtk_label_set_text (self->guess, guess ? guess : "");
  gtk_widget_set_visible (GTK_WIDGET (self->guess), guess != NULL);
  gtk_label_set_text (self->beginning, self->trial->beginning);
  say_loss (self, loss ? loss : _ ("Nothing would be lost."), loss != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
}

static void
tried_cb (WireJob *job, gpointer data, GObject *owner)
{
  Work *work = data;
  WireTextFilePane *self = WIRE_TEXT_FILE_PANE (owner);

  if (job != self->trying)
    return;
  g_clear_object (&self->trying);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    say_loss (self, wire_job_get_error (job)->message, TRUE);
  if (wire_job_get_state (job) != WIRE_JOB_DONE)
    return;
  self->trial = g_steal_pointer (&work->trial);
  if (self->guessing)
    wire_codec_button_set_codec (self->from, self->trial->from); /* asks for nothing new */
  self->guessing = FALSE;
  show_trial (self);
}

static void
try_again (WireTextFilePane *self)
{
  Work *work;

  if (!self->file)
    return;
  if (self->trying)
    wire_job_cancel (self->trying);
  g_clear_object (&self->trying);
  g_clear_pointer (&self->trial, wire_text_trial_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  say_loss (self, _ ("Reading the whole file…"), FALSE);
  work = work_new (self, NULL);
  self->trying = wire_owned_job_start (_ ("Reading a text file"), try_work, work, work_free,
                                       tried_cb, G_OBJECT (self));
}

static void
changed_cb (WireTextFilePane *self)
{
  if (!self->guessing)
    try_again (self);
}

/* Saving */

static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  Work *work = data;
  WireConversionReport report;

  return wire_text_convert_file (&work->conversion, work->in, work->out, job, &report, error);
}

/* A file that was saved over itself is in another codec now: read in the old one, and saved once
 * more, it would be garbled. */
static void
read_anew (WireTextFilePane *self, const char *saved)
{
  g_autoptr (GFile) file = g_file_new_for_path (saved);

  if (g_file_equal (file, self->file))
    wire_text_file_pane_open (self, file);
}

static void
saved_cb (WireJob *job, gpointer data, GObject *owner)
{
  Work *work = data;
  WireTextFilePane *self = WIRE_TEXT_FILE_PANE (owner);
  g_autofree char *name = g_path_get_basename (work->out);
  g_autofree char *printed = wire_printable_name (name);
  g_autofree char *sentence = NULL;
  const char *paths[] = { work->out, NULL };

  g_clear_object (&self->saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), self->trial != NULL);
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    {
      /* Translators: file name, codec */
      sentence = g_strdup_printf (_ ("%s saved in %s"), printed, work->to);
      read_anew (self, work->out);
      if (gtk_widget_get_root (GTK_WIDGET (self)))
        wire_toast_lead_to_files (GTK_WIDGET (self), sentence, paths);
    }
  else if (wire_job_get_error (job))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s",
                                wire_job_get_error (job)->message);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  WireTextFilePane *self = WIRE_TEXT_FILE_PANE (data);
  g_autofree char *path = g_file_get_path (file);
  Work *work;

  if (!path)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s",
                                  _ ("Text can only be saved on this machine."));
      return;
    }
  work = work_new (self, path);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  self->saving = wire_owned_job_start (_ ("Saving a text file"), save_work, work, work_free,
                                       saved_cb, G_OBJECT (self));
}

static void
ask_where (WireTextFilePane *self)
{
  g_autofree char *name = g_file_get_basename (self->file);

  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save Text File"),
                         name, chosen_cb, self);
}

static void
response_cb (WireTextFilePane *self, const char *response)
{
  if (g_str_equal (response, "save"))
    ask_where (self);
}

static void
save_cb (WireTextFilePane *self)
{
  g_autofree char *loss =
      self->trial
          ? wire_text_trial_describe_loss (self->trial, wire_codec_button_get_codec (self->to))
          : NULL;
  GtkWidget *dialog;

  if (!loss)
    {
      ask_where (self);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _ ("Save With Loss?"), loss);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                    _ ("_Save With Loss"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
opened_cb (GFile *file, gpointer data)
{
  wire_text_file_pane_open (WIRE_TEXT_FILE_PANE (data), file);
}

static void
open_cb (WireTextFilePane *self)
{
  wire_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Open Text File"),
                         NULL, opened_cb, self);
}

static void
wire_text_file_pane_dispose (GObject *object)
{
  WireTextFilePane *self = WIRE_TEXT_FILE_PANE (object);

  if (self->trying)
    wire_job_cancel (self->trying);
  g_clear_object (&self->trying);
  g_clear_object (&self->saving); /* what is being saved is saved */
  g_clear_object (&self->file);
  g_clear_pointer (&self->trial, wire_text_trial_free);
  G_OBJECT_CLASS (wire_text_file_pane_parent_class)->dispose (object);
}

static void
wire_text_file_pane_class_init (WireTextFilePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_text_file_pane_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/text/wire-text-file-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, stack);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, name);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, from);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, to);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, mark);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, newline);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, backup);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, save);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, lines);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, guess);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, loss);
  gtk_widget_class_bind_template_child (widget_class, WireTextFilePane, beginning);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
wire_text_file_pane_init (WireTextFilePane *self)
{
  g_type_ensure (WIRE_TYPE_CODEC_BUTTON);
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_control_set_name (GTK_WIDGET (self->newline), _ ("How lines end"));
}

/** Reads @file in the likeliest codec. */
void
wire_text_file_pane_open (WireTextFilePane *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *printed = wire_printable_name (name);

  g_return_if_fail (WIRE_IS_TEXT_FILE_PANE (self));

  if (!path)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s",
                                  _ ("Only files on this machine can be converted."));
      return;
    }
  g_set_object (&self->file, file);
  gtk_label_set_text (self->name, printed);
  gtk_label_set_text (self->lines, "");
  gtk_label_set_text (self->beginning, "");
  gtk_stack_set_visible_child_name (self->stack, "file");
  self->guessing = TRUE;
  try_again (self);
}
