/* wire-download-saver.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-saver.h"

#include "capture/objects/wire-object-name.h"
#include "ui/downloads/wire-download-save.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/**
 * WireDownloadSaver:
 *
 * Asks for a file where one download is to be saved, for a folder where several are, and says
 * in a toast what came of it. Main thread only.
 */
struct _WireDownloadSaver
{
  GObject parent_instance;

  GtkWidget *widget;        /* not held: it holds this */
  WireDownloadStore *store; /* of what a file dialog was opened for */
  gboolean sorted;          /* into folders, as was chosen last */
  GArray *objects;          /* likewise, of guint32 */
};

G_DEFINE_FINAL_TYPE (WireDownloadSaver, wire_download_saver, G_TYPE_OBJECT)

static void
wire_download_saver_dispose (GObject *object)
{
  wire_download_saver_forget (WIRE_DOWNLOAD_SAVER (object));
  G_OBJECT_CLASS (wire_download_saver_parent_class)->dispose (object);
}

static void
wire_download_saver_class_init (WireDownloadSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_download_saver_dispose;
}

static void
wire_download_saver_init (WireDownloadSaver *self)
{
  (void) self;
}

/** @widget: in the window; not held: it holds what this returns. Returns: (transfer full) */
WireDownloadSaver *
wire_download_saver_new (GtkWidget *widget)
{
  WireDownloadSaver *self = g_object_new (WIRE_TYPE_DOWNLOAD_SAVER, NULL);

  self->widget = widget;
  return self;
}

static void
saved_cb (WireJob *job, const WireDownloadSaved *saved, GObject *owner)
{
  g_autofree char *sentence =
      wire_download_saved_describe (saved, wire_job_get_state (job) == WIRE_JOB_CANCELLED);

  if (!gtk_widget_get_root (GTK_WIDGET (owner))) /* the window was closed meanwhile */
    return;
  g_ptr_array_add (saved->paths, NULL);
  wire_toast_lead_to_files (GTK_WIDGET (owner), sentence,
                            (const char *const *) saved->paths->pdata);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  WireDownloadSaver *self = WIRE_DOWNLOAD_SAVER (data);
  g_autoptr (GArray) objects = g_steal_pointer (&self->objects);
  g_autoptr (WireDownloadStore) store = g_steal_pointer (&self->store);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (WireJob) job = NULL;

  if (!path)
    gtk_widget_activate_action (self->widget, "win.notify", "s",
                                _ ("Downloads can be saved only to folders on this machine."));
  if (!path || !objects || !store)
    return;
  if (objects->len == 1)
    job = wire_download_save_as (store, g_array_index (objects, guint32, 0), path, saved_cb,
                                 G_OBJECT (self->widget));
  else
    job = wire_download_save_into (store, objects, path, self->sorted, saved_cb,
                                   G_OBJECT (self->widget));
}

static char *
propose_name (WireDownloadStore *store, guint32 number)
{
  const WireObject *object = wire_object_list_get (wire_download_store_get_list (store), number);
  g_autofree char *extension = NULL;
  WireDownloadFacts facts;

  wire_download_store_get_facts (store, number, &facts);
  extension = wire_download_store_get_extension (store, facts.type);
  return wire_object_make_file_name (object, extension);
}

/** @objects: (element-type guint32): of @store; nothing is asked where there are none */
void
wire_download_saver_ask (WireDownloadSaver *self, WireDownloadStore *store, GArray *objects)
{
  GtkWindow *window;
  g_autofree char *proposed = NULL;

  g_return_if_fail (WIRE_IS_DOWNLOAD_SAVER (self));
  if (objects->len == 0)
    return;
  wire_download_saver_forget (self);
  self->store = g_object_ref (store);
  self->objects = g_array_ref (objects);
  window = GTK_WINDOW (gtk_widget_get_root (self->widget));
  if (objects->len > 1)
    {
      wire_file_dialog_folder_or (window, _ ("Save Downloads Into"),
                                  _ ("Sort into folders by protocol and host"), &self->sorted,
                                  chosen_cb, self);
      return;
    }
  proposed = propose_name (store, g_array_index (objects, guint32, 0));
  wire_file_dialog_save (window, _ ("Save Download"), proposed, chosen_cb, self);
}

/** Saves nothing of what a dialog still asks about: its capture has been closed. */
void
wire_download_saver_forget (WireDownloadSaver *self)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_SAVER (self));
  g_clear_object (&self->store);
  g_clear_pointer (&self->objects, g_array_unref);
}
