/* wire-files-signature.c: a signature of the user's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-signature.h"

#include "files/types/wire-own-signatures.h"
#include "ui/widgets/wire-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

enum
{
  BYTES,
  OFFSET,
  WORDS,
  EXTENSIONS,
  N_ENTRIES
};

static const char *const TITLES[N_ENTRIES] = {
  [BYTES] = N_ ("Bytes in hexadecimal; ?? for any"),
  [OFFSET] = N_ ("Offset from the beginning"),
  [WORDS] = N_ ("What such a file is"),
  [EXTENSIONS] = N_ ("Extensions that agree"),
};

static const char *
get_text (AdwMessageDialog *dialog, guint entry)
{
  GtkListBox *list = GTK_LIST_BOX (adw_message_dialog_get_extra_child (dialog));

  return gtk_editable_get_text (GTK_EDITABLE (gtk_list_box_get_row_at_index (list, (int) entry)));
}

/* What the rows' files are is asked again: they may be of the new kind. */
static void
response_cb (AdwMessageDialog *dialog, const char *response, GtkWidget *page)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (!g_str_equal (response, "add"))
    return;
  if (!wire_own_signatures_add (get_text (dialog, OFFSET), get_text (dialog, BYTES),
                                get_text (dialog, WORDS), get_text (dialog, EXTENSIONS), &error))
    {
      wire_toast_show (page, error->message);
      return;
    }
  said = g_strdup_printf (_ ("Files of type “%s” are now recognised by their signature."),
                          get_text (dialog, WORDS));
  wire_toast_show (page, said);
  gtk_widget_activate_action (page, "files.rescan", NULL);
}

/* Only what is a signature can be added; before, a hint says what one is. */
static void
changed_cb (AdwMessageDialog *dialog)
{
  g_autoptr (GError) error = NULL;
  gboolean valid =
      wire_own_signatures_check (get_text (dialog, OFFSET), get_text (dialog, BYTES),
                                 get_text (dialog, WORDS), get_text (dialog, EXTENSIONS), &error);

  adw_message_dialog_set_response_enabled (dialog, "add", valid);
  adw_message_dialog_set_body (dialog, valid
                                           ? _ ("Files with these bytes at this place are of this "
                                                "type, here, in Downloads and on the command line.")
                                           : error->message);
}

static GtkWidget *
make_entries (AdwMessageDialog *dialog)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (TITLES[i]));
      adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
      if (i == OFFSET)
        gtk_editable_set_text (GTK_EDITABLE (row), "0");
      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return list;
}

/** Asks for a signature, adds it to those of the user, and examines the files of @page again by its
 * action `files.rescan`. */
void
wire_files_signature_ask (GtkWidget *page)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (page));
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Add a Signature"), NULL));

  adw_message_dialog_set_extra_child (dialog, make_entries (dialog));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "add");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), page, 0);
  changed_cb (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}
