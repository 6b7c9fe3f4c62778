/* wire-download-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-save.h"

#include "capture/objects/wire-object-folders.h"
#include "ui/widgets/wire-figures.h"
#include "capture/objects/wire-object-record.h"
#include "base/wire-printable.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireDownloadStore *store;
  WireObjectList *list;
  GArray *objects;      /* of guint32 */
  char *folder;         /* NULL where @path is written */
  WireSaveFolder *into; /* the folder, once it was opened */
  gboolean sorted;
  WireObjectFolders *folders; /* in @into, where files are sorted */
  char *path;
  WireObjectRecord *record; /* of @folder */
  WireDownloadSaved saved;  /* written by the worker before it returns, read after */
  WireDownloadSaveEnded ended;
} Request;

/* In a row; then the disk is full, or the folder gone. */
#define MAX_FAILED 20u

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  wire_object_list_unref (request->list);
  g_array_unref (request->objects);
  g_clear_pointer (&request->folders, wire_object_folders_free);
  g_clear_pointer (&request->into, wire_save_folder_free);
  g_clear_pointer (&request->record, wire_object_record_free);
  g_free (request->folder);
  g_free (request->path);
  g_free (request->saved.name);
  g_free (request->saved.list);
  g_free (request->saved.list_problem);
  g_free (request->saved.problem);
  g_ptr_array_unref (request->saved.paths);
  g_free (request);
}

static gboolean
write_file (Request *self,
            guint32 object,
            const char *extension,
            GCancellable *cancellable,
            WireObjectSaved *saved,
            GError **error)
{
  if (!self->sorted)
    return wire_object_save (self->list, object, extension, self->into, cancellable, saved, error);
  if (!self->folders)
    self->folders = wire_object_folders_new (self->into);
  return wire_object_folders_save (self->folders, self->list, object, extension, cancellable, saved,
                                   error);
}

static gboolean
save_one (Request *self,
          guint32 object,
          GCancellable *cancellable,
          WireObjectSaved *saved,
          GError **error)
{
  g_auto (WireObjectNoted) noted = { 0 };
  WireDownloadFacts facts;
  g_autofree char *extension = NULL;

  if (self->path)
    return wire_object_save_as (self->list, object, self->path, cancellable, saved, error);
  if (!self->into)
    self->into = wire_save_folder_open (self->folder, error);
  if (!self->into)
    return FALSE;
  wire_download_store_get_facts (self->store, object, &facts);
  extension = wire_download_store_get_extension (self->store, facts.type);
  if (!write_file (self, object, extension, cancellable, saved, error))
    return FALSE;
  wire_download_note (wire_object_list_get (self->list, object), &facts, &noted);
  wire_object_record_add (self->record, object, saved, &noted);
  return TRUE;
}

static void
note_saved (Request *self, WireObjectSaved *one)
{
  WireDownloadSaved *saved = &self->saved;

  saved->saved++;
  g_ptr_array_add (saved->paths, self->path ? g_strdup (self->path)
                                            : g_build_filename (self->folder, one->name, NULL));
  g_free (saved->name);
  saved->name = g_steal_pointer (&one->name);
}

static void
note_failure (WireDownloadSaved *saved, const GError *error)
{
  saved->failed++;
  if (!saved->problem)
    saved->problem = g_strdup (error->message);
}

/* A download may have the name of the list, and a folder an older one. */
static void
end_record (Request *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  const char *sums;

  if (!self->record || !self->into)
    return;
  if (!wire_object_record_end (self->record, self->into, cancellable, &error))
    self->saved.list_problem = g_strdup (error->message);
  else if (!g_cancellable_is_cancelled (cancellable))
    self->saved.list_problem = g_strdup (wire_object_record_get_problem (self->record));
  sums = wire_object_record_get_sums (self->record);
  if (sums && !g_str_equal (sums, WIRE_OBJECT_RECORD_SUMS))
    self->saved.list = g_strdup (sums);
}

static gboolean
save_all (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  WireDownloadSaved *saved = &self->saved;

  for (guint i = 0; i < self->objects->len && saved->failed < MAX_FAILED; i++)
    {
      guint32 object = g_array_index (self->objects, guint32, i);
      g_autoptr (GError) cause = NULL;
      g_auto (WireObjectSaved) one = { 0 };

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_job_set_progress (job, (double) i / self->objects->len, NULL);
      if (wire_object_list_get (self->list, object)->flags & WIRE_OBJECT_REQUESTED_ONLY)
        {
          saved->empty++;
          continue;
        }
      if (save_one (self, object, wire_job_get_cancellable (job), &one, &cause))
        note_saved (self, &one);
      else if (!wire_job_is_cancelled (job))
        note_failure (saved, cause);
    }
  return TRUE;
}

/* What was saved before it was cancelled is listed, too. */
static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  gboolean done = save_all (job, data, error);

  end_record (data, wire_job_get_cancellable (job));
  return done;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;

  request->ended (job, &request->saved, owner);
}

static WireJob *
start (WireDownloadStore *store,
       GArray *objects,
       const char *folder,
       const char *path,
       gboolean sorted,
       WireDownloadSaveEnded ended,
       GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->store = g_object_ref (store);
  request->list = wire_object_list_ref (wire_download_store_get_list (store));
  request->objects = g_array_ref (objects);
  request->folder = g_strdup (folder);
  request->path = g_strdup (path);
  request->sorted = sorted;
  request->record = folder ? wire_object_record_new (request->list) : NULL;
  request->saved.paths = g_ptr_array_new_with_free_func (g_free);
  request->ended = ended;
  return wire_owned_job_start (_ ("Saving downloads"), save_work, request, request_free, ended_cb,
                               owner);
}

/**
 * wire_download_save_into:
 * @store: whose objects
 * @objects: (element-type guint32): their numbers; those without a body are passed over
 * @folder: where to; nothing there is overwritten
 * @sorted: into folders there, by protocol and host
 * @ended: called at the end
 * @owner: given to @ended; kept alive until then, and let go on the main thread
 *
 * Goes on where one cannot be saved, unless many cannot. Writes lists of what was saved next to it:
 * #WireObjectRecord.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_download_save_into (WireDownloadStore *store,
                         GArray *objects,
                         const char *folder,
                         gboolean sorted,
                         WireDownloadSaveEnded ended,
                         GObject *owner)
{
  return start (store, objects, folder, NULL, sorted, ended, owner);
}

/** As wire_download_save_into(), one into a file whose name the user chose, and may replace. */
WireJob *
wire_download_save_as (WireDownloadStore *store,
                       guint32 object,
                       const char *path,
                       WireDownloadSaveEnded ended,
                       GObject *owner)
{
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (objects, object);
  return start (store, objects, NULL, path, FALSE, ended, owner);
}

/** Returns: (transfer full): what was saved and what was not, for a toast */
char *
wire_download_saved_describe (const WireDownloadSaved *self, gboolean cancelled)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *count = wire_figure_count (self->saved);
  g_autofree char *name = self->name ? wire_printable_name (self->name) : NULL;

  if (self->saved == 1 && name)
    g_string_append_printf (out, _ ("Saved “%s”."), name);
  else
    g_string_append_printf (
        out, ngettext ("%s download saved.", "%s downloads saved.", self->saved), count);
  if (self->empty)
    g_string_append_printf (out, ngettext (" %u has no body.", " %u have no body.", self->empty),
                            self->empty);
  if (self->failed)
    g_string_append_printf (
        out, ngettext (" %u could not be saved: %s", " %u could not be saved: %s", self->failed),
        self->failed, self->problem);
  if (self->list)
    g_string_append_printf (out, _ (" Their digests are in “%s”."), self->list);
  if (self->list_problem)
    g_string_append_printf (out, " %s", self->list_problem);
  if (cancelled)
    g_string_append (out, _ (" Cancelled."));
  return g_string_free (g_steal_pointer (&out), FALSE);
}
