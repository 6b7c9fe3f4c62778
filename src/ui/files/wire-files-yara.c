/* wire-files-yara.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-yara.h"

#include "ui/search/wire-yara-view.h"

#include <glib/gi18n.h>

/* Downloads are bytes of a capture: the search there looks at them. */
static GListModel *
list_files (WireEvidenceList *list, const GArray *rows)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; i < rows->len; i++)
    {
      const WireEvidenceRow *row = wire_evidence_list_get (list, g_array_index (rows, guint32, i));
      g_autoptr (GFile) file =
          row->origin || row->removed ? NULL : g_file_new_for_path (row->evidence->path);

      if (file)
        g_list_store_append (files, file);
    }
  return G_LIST_MODEL (files);
}

/**
 * wire_files_yara_open:
 * @parent: what the window belongs to
 * @list: of files
 * @rows: (element-type guint32): which of them are looked at
 *
 * Opens a window in which rules are chosen, and run on these files.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
wire_files_yara_open (GtkWindow *parent, WireEvidenceList *list, const GArray *rows)
{
  g_autoptr (GListModel) files = list_files (list, rows);
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "title", _ ("Rules of YARA"),
                    "default-width", 900, "default-height", 640, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  WireYaraView *view = g_object_new (WIRE_TYPE_YARA_VIEW, "vexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  adw_window_set_content (ADW_WINDOW (window), box);
  wire_yara_view_set_paths (view, files);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}
