/* wire-file-dialog.h: asking for files, through the portal where there is one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WireFileChosen:
 * @file: what the user chose
 * @user_data: what the dialog was given
 */
typedef void (*WireFileChosen) (GFile *file, gpointer user_data);

/**
 * WireFilesChosen:
 * @files: (element-type GFile): what the user chose
 * @user_data: what the dialog was given
 */
typedef void (*WireFilesChosen) (GListModel *files, gpointer user_data);

void wire_file_dialog_open (GtkWindow *parent,
                            const char *title,
                            GtkFileFilter *filter,
                            WireFileChosen chosen,
                            gpointer user_data);
void wire_file_dialog_save (GtkWindow *parent,
                            const char *title,
                            const char *name,
                            WireFileChosen chosen,
                            gpointer user_data);
void wire_file_dialog_open_files (GtkWindow *parent,
                                  const char *title,
                                  WireFilesChosen chosen,
                                  gpointer user_data);
void wire_file_dialog_open_folders (GtkWindow *parent,
                                    const char *title,
                                    WireFilesChosen chosen,
                                    gpointer user_data);
void wire_file_dialog_folder (GtkWindow *parent,
                              const char *title,
                              WireFileChosen chosen,
                              gpointer user_data);

void wire_file_dialog_folder_or (GtkWindow *parent,
                                 const char *title,
                                 const char *choice,
                                 gboolean *chosen_choice,
                                 WireFileChosen chosen,
                                 gpointer user_data);

G_END_DECLS
