/* wire-hash-set-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hashsets/wire-hash-set-work.h"

#include "files/lists/wire-checksum-line-format.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/widgets/wire-figures.h"
#include "files/sets/wire-hash-list.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* A digest to add, with a place for its name among the names. */
typedef struct
{
  WireDigestAlgorithm algorithm;
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
  gboolean known; /* the set had it before */
} Entry;

typedef struct
{
  WireHashSetTask *task;
  WireHashSetDone done;
  GObject *owner;
} Request;

/* Digests between two reports of progress. */
#define REPORT 65536

/** Returns: (transfer full): to be filled in and started */
WireHashSetTask *
wire_hash_set_task_new (WireHashSetAction action)
{
  WireHashSetTask *task = g_new0 (WireHashSetTask, 1);

  task->action = action;
  task->digests = g_array_new (FALSE, FALSE, sizeof (Entry));
  task->names = g_ptr_array_new_with_free_func (g_free);
  return task;
}

/** Frees a task that was not started. */
void
wire_hash_set_task_free (WireHashSetTask *self)
{
  g_array_unref (self->digests);
  g_ptr_array_unref (self->names);
  g_clear_pointer (&self->bad, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

static void
task_free_cb (gpointer data)
{
  wire_hash_set_task_free (data);
}

/** @name: (nullable): UTF-8, recorded with @digest */
void
wire_hash_set_task_add (WireHashSetTask *self,
                        WireDigestAlgorithm algorithm,
                        const guint8 *digest,
                        const char *name)
{
  Entry entry = { .algorithm = algorithm };

  memcpy (entry.digest, digest, wire_digest_get_info (algorithm)->size);
  g_array_append_val (self->digests, entry);
  g_ptr_array_add (self->names, g_strdup (name));
}

/** Returns: (transfer full): what undoes adding, of which @self has come to its end */
WireHashSetTask *
wire_hash_set_task_reverse (const WireHashSetTask *self)
{
  WireHashSetTask *reverse = wire_hash_set_task_new (WIRE_HASH_SET_UNDO);

  reverse->set = self->set;
  reverse->name = g_strdup (self->name);
  reverse->made = self->made;
  for (guint i = 0; i < self->digests->len; i++)
    {
      const Entry *entry = &g_array_index (self->digests, Entry, i);

      if (!entry->known)
        wire_hash_set_task_add (reverse, entry->algorithm, entry->digest, NULL);
    }
  return reverse;
}

static int
next_entry (WireKnownDigest *digest, gpointer data, GError **error)
{
  WireHashSetTask *task = data;
  const Entry *entry;

  (void) error;
  if (task->next == task->digests->len)
    return 0;
  entry = &g_array_index (task->digests, Entry, task->next);
  *digest = (WireKnownDigest){ entry->algorithm, entry->digest,
                               g_ptr_array_index (task->names, task->next) };
  task->next++;
  return 1;
}

/* Into the set that was chosen, or into one of that name, made with its digests. */
static gboolean
put (WireHashDatabase *database,
     WireHashSetTask *task,
     const char *source,
     WireKnownDigestSource next,
     gpointer data,
     GError **error)
{
  const WireHashSetWish wish = { task->name, task->kind, TRUE, source };

  return task->set ? wire_hash_database_add (database, task->set, next, data, &task->count, error)
                   : wire_hash_database_add_to (database, &wish, next, data, &task->set,
                                                &task->count, error);
}

/* Which set is meant, where it is there already. */
static gboolean
find_set (WireHashDatabase *database, WireHashSetTask *task, gint64 *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (WireHashSet) set = NULL;

  *id = task->set;
  if (task->set)
    return TRUE;
  set = wire_hash_database_find_set (database, task->name, &local);
  task->made =
      !set && g_error_matches (local, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_NO_SET);
  if (set)
    *id = set->id;
  else if (!task->made)
    g_propagate_error (error, g_steal_pointer (&local));
  return set || task->made;
}

/* What was there before stays where adding is undone. */
static gboolean
note_known (WireHashDatabase *database, WireHashSetTask *task, GError **error)
{
  gint64 set;

  if (!find_set (database, task, &set, error))
    return FALSE;
  for (guint i = 0; !task->made && i < task->digests->len; i++)
    {
      Entry *entry = &g_array_index (task->digests, Entry, i);
      const WireKnownDigest digest = { .algorithm = entry->algorithm, .digest = entry->digest };

      if (!wire_hash_database_has (database, set, &digest, &entry->known, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add (WireHashDatabase *database, WireHashSetTask *task, GError **error)
{
  return note_known (database, task, error)
         && put (database, task, task->source, next_entry, task, error);
}

static gboolean
undo (WireHashDatabase *database, WireHashSetTask *task, GError **error)
{
  g_autoptr (WireHashSet) set = NULL;

  if (!wire_hash_database_remove_digests (database, task->set, next_entry, task, &task->count.added,
                                          error))
    return FALSE;
  set = task->made ? wire_hash_database_find_set (database, task->name, NULL) : NULL;
  if (!set || set->id != task->set || set->count > 0) /* something else was put there since */
    return TRUE;
  return wire_hash_database_remove_set (database, task->set, error);
}

/* A list that tells how far it is. */
typedef struct
{
  WireHashList *list;
  WireJob *job;
  guint64 n;
} Reported;

static int
next_listed (WireKnownDigest *digest, gpointer data, GError **error)
{
  Reported *reported = data;

  if (++reported->n % REPORT == 0)
    {
      g_autofree char *message = g_strdup_printf (
          ngettext ("%" PRIu64 " digest read", "%" PRIu64 " digests read", reported->n),
          reported->n);

      wire_job_set_progress (reported->job, -1, message);
    }
  return wire_hash_list_next (digest, reported->list, error);
}

static gboolean
import (WireHashDatabase *database, WireJob *job, WireHashSetTask *task, GError **error)
{
  g_autoptr (WireHashList) list =
      wire_hash_list_open (task->path, wire_job_get_cancellable (job), error);
  g_autofree char *base = g_path_get_basename (task->path);
  g_autofree char *source = wire_printable_name (base);
  Reported reported = { list, job, 0 };

  if (!list || !put (database, task, source, next_listed, &reported, error))
    return FALSE;
  task->skipped = wire_hash_list_get_n_bad (list);
  task->bad = g_ptr_array_ref (wire_hash_list_get_bad (list));
  return TRUE;
}

typedef struct
{
  WireHashDatabase *database;
  gint64 set;
  GOutputStream *out;
  GCancellable *cancellable;
  GError *error;
} Exporting;

static gboolean
write_digest (const WireKnownDigest *digest, gpointer data)
{
  Exporting *exporting = data;
  g_autofree char *line = wire_checksum_line_format (digest->algorithm, digest->digest,
                                                     digest->name, digest->name != NULL);

  return g_output_stream_printf (exporting->out, NULL, exporting->cancellable, &exporting->error,
                                 "%s\n", line);
}

static gboolean
write_set (GOutputStream *out, WireJob *job, gpointer data, GError **error)
{
  Exporting *exporting = data;
  g_autoptr (GOutputStream) buffered = g_buffered_output_stream_new_sized (out, 65536);
  gboolean done;

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);
  exporting->out = buffered;
  exporting->cancellable = wire_job_get_cancellable (job);
  done = wire_hash_database_foreach (exporting->database, exporting->set, write_digest, exporting,
                                     error);
  if (exporting->error)
    {
      g_clear_error (error);
      g_propagate_error (error, exporting->error);
      return FALSE;
    }
  return done && g_output_stream_flush (buffered, exporting->cancellable, error);
}

static gboolean
export_set (WireHashDatabase *database, WireJob *job, WireHashSetTask *task, GError **error)
{
  Exporting exporting = { .database = database, .set = task->set };
  g_autoptr (GFile) file = g_file_new_for_path (task->path);

  return wire_file_write (file, job, write_set, &exporting, error);
}

static gboolean
task_work (WireHashDatabase *database, WireJob *job, gpointer data, GError **error)
{
  WireHashSetTask *task = data;

  switch (task->action)
    {
    case WIRE_HASH_SET_CREATE:
      task->set = wire_hash_database_create_set (database, task->name, task->kind, NULL, error);
      return task->set >= 0;
    case WIRE_HASH_SET_ADD:
      return add (database, task, error);
    case WIRE_HASH_SET_UNDO:
      return undo (database, task, error);
    case WIRE_HASH_SET_IMPORT:
      return import (database, job, task, error);
    case WIRE_HASH_SET_EXPORT:
      return export_set (database, job, task, error);
    case WIRE_HASH_SET_RENAME:
      return wire_hash_database_rename_set (database, task->set, task->name, error);
    case WIRE_HASH_SET_JUDGE:
      return wire_hash_database_set_kind (database, task->set, task->kind, error);
    case WIRE_HASH_SET_REMOVE:
      return wire_hash_database_remove_set (database, task->set, error);
    case WIRE_HASH_SET_RESTORE:
    default:
      return wire_hash_database_restore_set (database, task->set, error);
    }
}

static void
ended_cb (WireJob *job, gpointer data)
{
  g_autofree Request *request = data;
  g_autoptr (GObject) owner = request->owner;

  request->done (request->task, wire_job_get_error (job), owner);
}

static char *
make_title (const WireHashSetTask *task)
{
  g_autofree char *base = task->path ? g_path_get_basename (task->path) : NULL;
  g_autofree char *name = base ? wire_printable_name (base) : NULL;

  if (task->action == WIRE_HASH_SET_IMPORT)
    return g_strdup_printf (_ ("Importing %s"), name);
  if (task->action == WIRE_HASH_SET_EXPORT)
    return g_strdup_printf (_ ("Exporting to %s"), name);
  return g_strdup (_ ("Changing a hash set"));
}

/**
 * wire_hash_set_task_start:
 * @self: (transfer full): what to do
 * @done: called at the end
 * @owner: given to @done, and kept alive until then
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_hash_set_task_start (WireHashSetTask *self,
                          WireHashSetStore *store,
                          WireHashSetDone done,
                          GObject *owner)
{
  g_autofree char *title = make_title (self);
  Request *request = g_new (Request, 1);

  *request = (Request){ self, done, g_object_ref (owner) };
  return wire_hash_set_store_change (store, title, task_work, self, task_free_cb, ended_cb,
                                     request);
}

/** Returns: (transfer full): what adding or importing did, in a sentence */
char *
wire_hash_set_task_describe (const WireHashSetTask *self)
{
  g_autofree char *added = wire_figure_count ((guint64) self->count.added);
  g_autofree char *duplicates = wire_figure_count ((guint64) self->count.duplicates);
  g_autofree char *skipped = wire_figure_count (self->skipped);
  GString *sentence = g_string_new (NULL);

  g_string_printf (
      sentence,
      ngettext ("%s digest was added", "%s digests were added", (gulong) self->count.added), added);
  if (self->count.duplicates)
    g_string_append_printf (sentence,
                            ngettext (", %s was there already", ", %s were there already",
                                      (gulong) self->count.duplicates),
                            duplicates);
  if (self->skipped)
    g_string_append_printf (
        sentence, ngettext (", %s line was skipped", ", %s lines were skipped", self->skipped),
        skipped);
  g_string_append_c (sentence, '.');
  return g_string_free (sentence, FALSE);
}
