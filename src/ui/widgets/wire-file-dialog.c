/* wire-file-dialog.c
 *
 * GtkFileDialog is GTK 4.10; GtkFileChooserNative is what 4.8 has, and it goes through the portal
 * in a sandbox just the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-file-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  WireFileChosen chosen;       /* for one file, or */
  WireFilesChosen many_chosen; /* for several */
  gpointer user_data;
  gboolean *choice; /* is set to what was chosen beyond the file, or NULL */
} Request;

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree Request *request = data;
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  file = files ? g_list_model_get_item (files, 0) : NULL;
  if (file && request->choice)
    *request->choice =
        g_strcmp0 (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), "choice"), "true") == 0;
  gtk_native_dialog_hide (dialog);
  if (file && request->chosen)
    request->chosen (file, request->user_data);
  else if (file)
    request->many_chosen (files, request->user_data);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
make_dialog (GtkWindow *parent,
             const char *title,
             GtkFileChooserAction action,
             const char *accept,
             Request chosen)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));
  Request *request = g_new (Request, 1);

  *request = chosen;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), request);
  return dialog;
}

/**
 * wire_file_dialog_open:
 * @parent: the dialog's window; @user_data must live as long
 * @title: what is to be opened
 * @filter: (nullable) (transfer none): shown first; “All Files” comes after it
 * @chosen: called when the user chose a file, and not where they did not
 */
void
wire_file_dialog_open (GtkWindow *parent,
                       const char *title,
                       GtkFileFilter *filter,
                       WireFileChosen chosen,
                       gpointer user_data)
{
  GtkFileChooserNative *dialog =
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"),
                   (Request){ .chosen = chosen, .user_data = user_data });
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (filter)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/** As wire_file_dialog_open(), for a file to be written; @name is proposed. */
void
wire_file_dialog_save (GtkWindow *parent,
                       const char *title,
                       const char *name,
                       WireFileChosen chosen,
                       gpointer user_data)
{
  GtkFileChooserNative *dialog =
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
                   (Request){ .chosen = chosen, .user_data = user_data });

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/** As wire_file_dialog_open(), for any number of files of any kind. */
void
wire_file_dialog_open_files (GtkWindow *parent,
                             const char *title,
                             WireFilesChosen chosen,
                             gpointer user_data)
{
  GtkFileChooserNative *dialog =
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"),
                   (Request){ .many_chosen = chosen, .user_data = user_data });

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/** As wire_file_dialog_open_files(), for folders. */
void
wire_file_dialog_open_folders (GtkWindow *parent,
                               const char *title,
                               WireFilesChosen chosen,
                               gpointer user_data)
{
  GtkFileChooserNative *dialog =
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"),
                   (Request){ .many_chosen = chosen, .user_data = user_data });

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/** As wire_file_dialog_open(), for a folder that files are written into. */
void
wire_file_dialog_folder (GtkWindow *parent,
                         const char *title,
                         WireFileChosen chosen,
                         gpointer user_data)
{
  GtkFileChooserNative *dialog =
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Save Here"),
                   (Request){ .chosen = chosen, .user_data = user_data });

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * wire_file_dialog_folder_or:
 * @parent: the dialog's window; @user_data must live as long
 * @title: what is to be written there
 * @choice: what can be chosen besides, in a few words
 * @chosen_choice: (out): whether it was; set before @chosen is called; must live as @user_data
 * @chosen: called when the user chose a folder
 *
 * As wire_file_dialog_folder().
 */
void
wire_file_dialog_folder_or (GtkWindow *parent,
                            const char *title,
                            const char *choice,
                            gboolean *chosen_choice,
                            WireFileChosen chosen,
                            gpointer user_data)
{
  GtkFileChooserNative *dialog =
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Save Here"),
                   (Request){ .chosen = chosen, .user_data = user_data, .choice = chosen_choice });

  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (dialog), "choice", choice, NULL, NULL);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (dialog), "choice",
                               *chosen_choice ? "true" : "false");
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
