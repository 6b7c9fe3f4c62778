/* wire-case-clock-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-clock-dialog.h"

#include "base/wire-printable.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

/* Seconds: a century is more than a clock is wrong by. */
#define MOST 3.2e9

typedef struct
{
  WireCaseStore *store;
  char *sha256;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  (void) closure;
  g_object_unref (question->store);
  g_free (question->sha256);
  g_free (question);
}

/* A comma is a point to many people. */
static gboolean
read_seconds (GtkEditable *entry, double *seconds)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  char *end;

  g_strdelimit (text, ",", '.');
  *seconds = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && fabs (*seconds) < MOST;
}

static void
changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  double seconds;

  adw_message_dialog_set_response_enabled (dialog, "correct", read_seconds (entry, &seconds));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  const Question *question = data;
  const WireCaseEvidence *evidence =
      wire_case_store_find_evidence (question->store, question->sha256);
  double seconds;

  if (g_str_equal (response, "correct") && evidence
      && read_seconds (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), &seconds))
    wire_case_store_set_clock (question->store, evidence, llrint (seconds * 1e9));
}

static GtkWidget *
make_entry (const WireCaseEvidence *evidence, AdwMessageDialog *dialog)
{
  GtkWidget *entry = gtk_entry_new ();
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.9g", (double) evidence->clock / 1e9);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Seconds"), -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), dialog, 0);
  return entry;
}

/**
 * wire_case_clock_dialog_show:
 * @parent: what the dialog is over
 * @store: a case
 * @evidence: of @store: a capture
 *
 * Asks how many seconds are to be added to the times of the capture, and keeps that.
 */
void
wire_case_clock_dialog_show (GtkWindow *parent,
                             WireCaseStore *store,
                             const WireCaseEvidence *evidence)
{
  g_autofree char *name = wire_printable_name (evidence->path);
  g_autofree char *body = g_strdup_printf (
      _ ("Seconds to add to the times of “%s”, such as 3600 or -0.25. The timeline of the case, "
         "its "
         "list of evidence and its report have the corrected times. The capture is not changed."),
      name);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Correct the Clock"), body));
  Question *question = g_new (Question, 1);

  *question = (Question){ g_object_ref (store), g_strdup (evidence->sha256) };
  adw_message_dialog_set_extra_child (dialog, make_entry (evidence, dialog));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "correct", _ ("C_orrect"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "correct", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "correct");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
