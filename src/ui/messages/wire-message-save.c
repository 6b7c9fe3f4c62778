/* wire-message-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/messages/wire-message-save.h"

#include "base/wire-printable.h"
#include "capture/objects/wire-object-save.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireObjectList *list;
  guint32 object;
  char *path;
  WireObjectSaved saved; /* written by the worker before it returns, read after */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  wire_object_list_unref (self->list);
  wire_object_saved_clear (&self->saved);
  g_free (self->path);
  g_free (self);
}

static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  Saving *self = data;

  return wire_object_save_as (self->list, self->object, self->path, wire_job_get_cancellable (job),
                              &self->saved, error);
}

/* A mail with holes is saved with zeros in them, and that is said. */
static char *
tell (const Saving *self)
{
  g_autofree char *name = wire_printable_name (self->saved.name ? self->saved.name : "");
  const WireObject *mail = wire_object_list_get (self->list, self->object);

  if (self->saved.map)
    return g_strdup_printf (_ ("“%s” holds what was captured; a file next to it says where its "
                               "bytes belong."),
                            name);
  return g_strdup_printf (mail->missing > 0
                              ? _ ("“%s” was saved, with zeros where bytes were not captured.")
                              : _ ("“%s” was saved."),
                          name);
}

static void
saved_cb (WireJob *job, gpointer data, GObject *owner)
{
  const Saving *self = data;
  g_autofree char *sentence = NULL;

  if (!gtk_widget_get_root (GTK_WIDGET (owner))) /* the window was closed meanwhile */
    return;
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_toast_show (GTK_WIDGET (owner), wire_job_get_error (job)->message);
  if (wire_job_get_state (job) != WIRE_JOB_DONE)
    return;
  sentence = tell (self);
  wire_toast_lead_to_files (GTK_WIDGET (owner), sentence,
                            (const char *const[]){ self->path, NULL });
}

/** Returns: (transfer full): a safe name for the file of @mail */
char *
wire_message_save_propose (const WireObject *mail)
{
  return wire_object_make_file_name (mail, "eml");
}

/** Writes the mail into @file, in a worker, and tells the user by a toast of the window that @owner
 * is in. */
void
wire_message_save (WireObjectList *list, guint32 object, GFile *file, GtkWidget *owner)
{
  g_autoptr (WireJob) job = NULL;
  Saving *self;

  if (!g_file_peek_path (file))
    {
      wire_toast_show (owner, _ ("Mails can be saved only to folders on this machine."));
      return;
    }
  self = g_new0 (Saving, 1);
  self->list = wire_object_list_ref (list);
  self->object = object;
  self->path = g_file_get_path (file);
  job = wire_owned_job_start (_ ("Saving the mail"), save_work, self, saving_free, saved_cb,
                              G_OBJECT (owner));
}
