/* wire-file-drop.h: files and folders dropped on a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WireFilesDropped:
 * @files: (element-type GFile): what was dropped; at least one
 * @user_data: what wire_file_drop_accept() was given
 */
typedef void (*WireFilesDropped) (GSList *files, gpointer user_data);

void wire_file_drop_accept (GtkWidget *widget, WireFilesDropped dropped, gpointer user_data);

G_END_DECLS
