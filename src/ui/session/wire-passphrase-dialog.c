/* wire-passphrase-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-passphrase-dialog.h"

#include "capture/tls/keys/wire-tls-passphrases.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  char *path;
  WirePassphraseGiven given;
  gpointer data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  (void) closure;
  question->destroy (question->data);
  g_free (question->path);
  g_free (question);
}

/* The entry keeps its text in memory that is not swapped out, and wipes it. */
static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  const Question *question = data;
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  if (!g_str_equal (response, "unlock"))
    return;
  wire_tls_passphrases_set (question->path, gtk_editable_get_text (entry));
  question->given (question->data);
}

/* A GtkPasswordEntry of GTK 4.8 still hears of Caps Lock after it is gone. */
static GtkWidget *
make_entry (void)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  GtkWidget *entry = gtk_entry_new_with_buffer (buffer);

  gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Passphrase"), -1);
  return entry;
}

/**
 * wire_passphrase_dialog_show:
 * @parent: what the dialog is over
 * @path: of the private key
 * @why: that it is locked, or that the last passphrase was wrong; shown as it is, never as markup
 * @given: called where the user answers; not where the question is left
 * @data: for @given
 * @destroy: releases @data
 *
 * What is typed goes to wire_tls_passphrases_set(), and nowhere else.
 */
void
wire_passphrase_dialog_show (GtkWindow *parent,
                             const char *path,
                             const char *why,
                             WirePassphraseGiven given,
                             gpointer data,
                             GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Passphrase of the Key"), why));

  question->path = g_strdup (path);
  question->given = given;
  question->data = data;
  question->destroy = destroy;
  adw_message_dialog_set_extra_child (dialog, make_entry ());
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "unlock", _ ("_Unlock"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "unlock", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "unlock");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
