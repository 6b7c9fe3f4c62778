/* wire-secret-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-secret-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  WireSecretGiven given;
  gpointer data;
  GDestroyNotify destroy;
} Answer;

static void
answer_free (gpointer data, GClosure *closure)
{
  Answer *answer = data;

  (void) closure;
  answer->destroy (answer->data);
  g_free (answer);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  const Answer *answer = data;
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "accept"))
    answer->given (gtk_editable_get_text (entry), answer->data);
}

/* The buffer keeps its text in memory that is not swapped out, and wipes it. A GtkPasswordEntry of
 * GTK 4.8 still hears of Caps Lock after it is gone. */
static GtkWidget *
make_entry (const WireSecretQuestion *question)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  GtkWidget *entry = gtk_entry_new_with_buffer (buffer);

  gtk_entry_set_visibility (GTK_ENTRY (entry), question->visible);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), question->placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->name, -1);
  return entry;
}

/**
 * wire_secret_dialog_show:
 * @parent: what the dialog is over
 * @question: what it asks for; needed during the call only
 * @given: called where the user answers
 * @data: for @given
 * @destroy: releases @data
 *
 * Nothing keeps what is typed but @given.
 */
void
wire_secret_dialog_show (GtkWindow *parent,
                         const WireSecretQuestion *question,
                         WireSecretGiven given,
                         gpointer data,
                         GDestroyNotify destroy)
{
  Answer *answer = g_new (Answer, 1);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, question->heading, question->body));

  *answer = (Answer){ given, data, destroy };
  adw_message_dialog_set_extra_child (dialog, make_entry (question));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "accept", question->accept,
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), answer, answer_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
