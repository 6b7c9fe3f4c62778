/* wire-files-drop.c: what is dropped on the Files page, recognised and sent where it belongs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-recognise.h"
#include "ui/files/wire-files-page-private.h"

#include <glib/gi18n.h>

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
  wire_files_work_add (self, (const char *const *) evidence->pdata);
  if (wire_evidence_checks_get_length (recognised->checks) > 0)
    wire_files_work_check (self, recognised->checks);
  if (hash_set)
    wire_files_sets_present (self, hash_set);
  for (guint i = 0; i < recognised->paths->len; i++)
    if (g_array_index (recognised->kinds, WireDropped, i) == WIRE_DROPPED_CAPTURE)
      open_capture (self, g_ptr_array_index (recognised->paths, i));
}

/** Does with each of @paths what its content asks for: opens a capture, checks the files beside a
 * checksum list, offers to import a hash set, and examines everything else. */
void
wire_files_page_drop (WireFilesPage *self, const char *const *paths)
{
  g_autoptr (WireJob) job = NULL;

  g_return_if_fail (WIRE_IS_FILES_PAGE (self));
  job = wire_recognise_start (paths, recognised_cb, G_OBJECT (self));
}
