/* wire-zip-password-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-zip-password-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  WireZipPasswordGiven given;
  gpointer data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  (void) closure;
  question->destroy (question->data);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  const Question *question = data;
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "export"))
    question->given (gtk_editable_get_text (entry), question->data);
}

/* What is typed is to be read: whoever gets the ZIP is to be told it. The buffer keeps it in memory
 * that is not swapped out. */
static GtkWidget *
make_entry (void)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  GtkWidget *entry = gtk_entry_new_with_buffer (buffer);

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Without a password"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Password of the ZIP"), -1);
  return entry;
}

/**
 * wire_zip_password_dialog_show:
 * @parent: what the dialog is over
 * @given: called where the user goes on
 * @data: for @given
 * @destroy: releases @data
 */
void
wire_zip_password_dialog_show (GtkWindow *parent,
                               WireZipPasswordGiven given,
                               gpointer data,
                               GDestroyNotify destroy)
{
  Question *question = g_new (Question, 1);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      parent, _ ("Password of the ZIP"),
      _ ("With a password the files are encrypted (AES-256), so that mail and virus scanners leave "
         "them alone. Often it is “infected”. Names of files can be read without it.")));

  *question = (Question){ given, data, destroy };
  adw_message_dialog_set_extra_child (dialog, make_entry ());
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "export", _ ("_Export"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "export", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "export");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
