/* wire-files-intake.c: what is opened or dropped, recognised and sent where it belongs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-page-private.h"

#include "ui/evidence/wire-evidence-recognise.h"
#include "ui/hashsets/wire-hash-set-window.h"
#include "ui/widgets/wire-file-dialog.h"

#include <glib/gi18n.h>

/** Examines files and folders, whatever they are; folders are entered. */
void
wire_files_page_add (WireFilesPage *self, const char *const *paths)
{
  g_return_if_fail (WIRE_IS_FILES_PAGE (self));

  wire_files_work_add (self->work, paths, wire_files_digests_get_mask (self->digests));
}

static void
opened_cb (GListModel *files, gpointer data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path)
        g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  wire_files_page_add (WIRE_FILES_PAGE (data), (const char *const *) paths->pdata);
}

/** Asks for files, or for a folder. */
void
wire_files_page_open (WireFilesPage *self, gboolean folder)
{
  GtkWindow *window;

  g_return_if_fail (WIRE_IS_FILES_PAGE (self));
  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  if (folder)
    wire_file_dialog_open_folders (window, _ ("Open Folder"), opened_cb, self);
  else
    wire_file_dialog_open_files (window, _ ("Open Files"), opened_cb, self);
}

static void
open_capture (WireFilesPage *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-capture", "s", uri);
}

/* A capture that was opened leaves this page, so that comes last. One list at a time is asked
 * about: the others are evidence like any file. */
static void
recognised_cb (const WireRecognised *recognised, GObject *owner)
{
  WireFilesPage *self = WIRE_FILES_PAGE (owner);
  g_autoptr (GPtrArray) evidence = g_ptr_array_new ();
  const char *hash_set = NULL;

  if (!recognised || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  for (guint i = 0; i < recognised->paths->len; i++)
    {
      char *path = g_ptr_array_index (recognised->paths, i);
      WireDropped kind = g_array_index (recognised->kinds, WireDropped, i);

      if (kind == WIRE_DROPPED_HASH_SET && !hash_set)
        hash_set = path;
      else if (kind == WIRE_DROPPED_EVIDENCE || kind == WIRE_DROPPED_HASH_SET)
        g_ptr_array_add (evidence, path);
    }
  g_ptr_array_add (evidence, NULL);
  wire_files_page_add (self, (const char *const *) evidence->pdata);
  if (wire_evidence_checks_get_length (recognised->checks) > 0)
    wire_files_work_check (self->work, recognised->checks,
                           wire_files_digests_get_mask (self->digests));
  if (hash_set)
    wire_hash_set_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->store,
                                  hash_set);
  for (guint i = 0; i < recognised->paths->len; i++)
    if (g_array_index (recognised->kinds, WireDropped, i) == WIRE_DROPPED_CAPTURE)
      open_capture (self, g_ptr_array_index (recognised->paths, i));
}

/** Does with each of @paths what its content asks for: opens a capture, checks the files next to a
 * checksum list, offers to import a hash set, and examines everything else. */
void
wire_files_page_drop (WireFilesPage *self, const char *const *paths)
{
  g_autoptr (WireJob) job = NULL;

  g_return_if_fail (WIRE_IS_FILES_PAGE (self));
  job = wire_recognise_start (paths, recognised_cb, G_OBJECT (self));
}

/**
 * wire_files_page_check_objects:
 * @objects: of the window's capture
 * @wanted: (array length=n): numbers of some; none for all
 *
 * Gives each a row, and selects those.
 */
void
wire_files_page_check_objects (WireFilesPage *self,
                               WireObjectList *objects,
                               const guint32 *wanted,
                               gsize n)
{
  g_return_if_fail (WIRE_IS_FILES_PAGE (self));
  wire_files_objects_check (self->objects, objects, wanted, n,
                            wire_files_digests_get_mask (self->digests));
}

void
wire_files_page_forget_objects (WireFilesPage *self)
{
  g_return_if_fail (WIRE_IS_FILES_PAGE (self));
  wire_files_objects_forget (self->objects);
}
