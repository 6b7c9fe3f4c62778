/* wire-verification.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-verification.h"

#include "files/examination/wire-file-walk.h"
#include "files/lists/wire-checksum-path.h"
#include "files/lists/wire-checksum-reader.h"
#include "files/lists/wire-siblings.h"
#include "files/sets/wire-hash-list.h"
#include "base/wire-printable.h"
#include "base/wire-text-hash.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a run of verification carries along. */
typedef struct
{
  const WireVerificationOptions *options;
  char *folder;
  char *alone; /* the file that a digest without a name is of */
  WireHashGate *gate;
  GHashTable *met; /* canonical paths of files in the list; NULL where nobody asks */
  WireVerificationFunc func;
  gpointer data;
  WireVerificationCount *count;
} Verifying;

/** Returns: as `--json` and `md5sum --check` write it, in lower case */
const char *
wire_verification_status_to_key (WireVerificationStatus status)
{
  static const char *const KEYS[] = { "ok", "failed", "missing", "unreadable", "unlisted" };

  return KEYS[status];
}

static WireDigestMask
get_mask (const WireChecksumLine *line)
{
  WireDigestMask mask = 0;

  for (guint i = 0; i < line->n; i++)
    mask |= WIRE_DIGEST_BIT (line->checksums[i].algorithm);
  return mask;
}

/* Other algorithms whose digests are as long, where the list names none. */
static WireDigestMask
get_other_mask (const WireChecksumLine *line)
{
  WireDigestMask mask = 0;

  for (guint i = 0; i < line->n; i++)
    if (!line->checksums[i].named)
      mask |= wire_digest_mask_for_size (wire_digest_get_info (line->checksums[i].algorithm)->size);
  return mask & ~get_mask (line);
}

static gboolean
all_agree (const WireChecksumLine *line, const WireDigests *one, const WireDigests *other)
{
  for (guint i = 0; i < line->n; i++)
    if (!wire_checksum_agrees (&line->checksums[i], one)
        && !(other && wire_checksum_agrees (&line->checksums[i], other)))
      return FALSE;
  return TRUE;
}

/**
 * wire_verify_file:
 * @path: a file
 * @line: what a list says of it
 * @gate: (nullable): counts bytes, cancels
 * @error: set where the file is unreadable or missing
 *
 * Where the list names no algorithm, others of the same length are tried before the content is
 * called another.
 */
WireVerificationStatus
wire_verify_file (const char *path,
                  const WireChecksumLine *line,
                  WireHashGate *gate,
                  GError **error)
{
  WireDigestMask others = get_other_mask (line);
  g_autofree WireFileHash *hash = g_new (WireFileHash, 1);
  g_autoptr (GError) cause = NULL;
  WireDigests first;

  if (wire_file_hash (path, get_mask (line), gate, hash, &cause))
    {
      if (all_agree (line, &hash->digests, NULL))
        return WIRE_VERIFICATION_OK;
      first = hash->digests;
      if (others && wire_file_hash (path, others, gate, hash, &cause)
          && all_agree (line, &first, &hash->digests))
        return WIRE_VERIFICATION_OK;
    }
  if (!cause)
    return WIRE_VERIFICATION_FAILED;
  WireVerificationStatus status = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                                      ? WIRE_VERIFICATION_MISSING
                                      : WIRE_VERIFICATION_UNREADABLE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return status;
}

static void
tell (Verifying *self,
      const char *name,
      const char *path,
      WireVerificationStatus status,
      const GError *error)
{
  if (status == WIRE_VERIFICATION_MISSING && self->options->ignore_missing)
    return;
  self->count->counts[status]++;
  self->func (name, path, status, error, self->data);
}

static gboolean
verify_line (Verifying *self, const WireChecksumLine *line)
{
  g_autofree char *shown = NULL;
  g_autofree char *path =
      wire_checksum_find_file (self->folder, line->name ? line->name : self->alone, &shown);
  g_autoptr (GError) error = NULL;
  WireVerificationStatus status = wire_verify_file (path, line, self->gate, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (self->met)
    g_hash_table_add (self->met, g_canonicalize_filename (path, NULL));
  tell (self, shown, path, status, error);
  return TRUE;
}

static int
verify_entries (Verifying *self, WireChecksumReader *reader, GError **error)
{
  WireChecksumEntry entry;
  int more;

  while ((more = wire_checksum_reader_next (reader, &entry, error)) == 1)
    if (entry.line->n == 0 || (!entry.line->name && !self->alone))
      self->count->bad_lines++;
    else if (!verify_line (self, entry.line))
      break;
  return more;
}

/* A walk's callback: what the list did not name. */
static gboolean
found_cb (const WireFoundFile *found, gpointer data)
{
  Verifying *self = data;
  g_autofree char *canonical = g_canonicalize_filename (found->path, NULL);
  gsize folder = strlen (self->folder);
  const char *name = found->path;

  if (found->error || g_hash_table_contains (self->met, canonical))
    return TRUE;
  if (strncmp (name, self->folder, folder) == 0 && name[folder] == '/')
    name += folder + 1;
  tell (self, name, found->path, WIRE_VERIFICATION_UNLISTED, NULL);
  return TRUE;
}

static gboolean
fail_as_empty (const char *list, GError **error)
{
  g_autofree char *name = wire_printable_name (list);

  g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY,
               _ ("“%s” does not list any file with its digest."), name);
  return FALSE;
}

static gboolean
verify_list (const char *list, Verifying *self, WireJob *job, GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (list, cancellable, error);
  guint64 entries;

  if (!reader)
    return FALSE;
  self->alone = g_strdup (wire_checksum_reader_get_name (reader)->alone);
  if (self->met)
    g_hash_table_add (self->met, g_canonicalize_filename (list, NULL));
  if (verify_entries (self, reader, error) < 0 || wire_job_set_error_if_cancelled (job, error))
    return FALSE;
  entries = self->count->bad_lines;
  for (guint i = 0; i < G_N_ELEMENTS (self->count->counts); i++)
    entries += self->count->counts[i];
  if (entries == self->count->bad_lines && !self->options->ignore_missing)
    return fail_as_empty (list, error);
  if (self->met)
    wire_file_walk (self->folder, TRUE, found_cb, self);
  return !wire_job_set_error_if_cancelled (job, error);
}

/* What lists in the folder of @path say of it. */
static gboolean
verify_by_siblings (const char *path, const GPtrArray *siblings, Verifying *self, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree WireFileHash *hash = g_new (WireFileHash, 1);
  g_autoptr (GError) problem = NULL;
  WireDigestMask mask = wire_siblings_get_mask (siblings) | wire_siblings_get_other_mask (siblings);
  WireVerificationStatus status = WIRE_VERIFICATION_UNREADABLE;

  if (wire_file_hash (path, mask, self->gate, hash, &problem))
    {
      WireSiblingCheck *check = wire_siblings_check (siblings, &hash->digests);

      if (check->problem)
        g_set_error_literal (&problem, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY,
                             check->problem);
      else
        status = check->agrees ? WIRE_VERIFICATION_OK : WIRE_VERIFICATION_FAILED;
      wire_sibling_check_free (check);
    }
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    status = WIRE_VERIFICATION_MISSING;
  tell (self, name, path, status, problem);
  return TRUE;
}

/* Whether @path is a list itself, of which another list may speak: it says a file's digest early.
 */
static gboolean
is_list (const char *path, GCancellable *cancellable)
{
  g_autoptr (WireHashList) list = wire_hash_list_open (path, cancellable, NULL);

  return list && wire_hash_list_is_text (list);
}

static void
clear (Verifying *self)
{
  g_clear_pointer (&self->met, g_hash_table_unref);
  g_clear_pointer (&self->gate, wire_hash_gate_free);
  g_free (self->folder);
  g_free (self->alone);
}

/**
 * wire_verify:
 * @path: a checksum list, `-` for one from standard input, or a file that a list in its folder
 * speaks of (#WireSiblings)
 * @options: (nullable): what else is wanted
 * @job: (nullable): cancels
 * @func: called for every file: those of the list, in its order, or @path
 * @count: (out): what came of it
 * @error: %WIRE_HASH_LIST_ERROR_EMPTY where @path is neither
 *
 * Names in a list are relative to its folder. Blocks; any thread.
 *
 * Returns: whether all was looked at, whatever came of it
 */
gboolean
wire_verify (const char *path,
             const WireVerificationOptions *options,
             WireJob *job,
             WireVerificationFunc func,
             gpointer data,
             WireVerificationCount *count,
             GError **error)
{
  static const WireVerificationOptions NOTHING = { FALSE, FALSE };
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireSiblings) siblings = wire_siblings_new ();
  g_autoptr (GPtrArray) found = wire_siblings_find (siblings, path);
  Verifying self = { .options = options ? options : &NOTHING,
                     .folder = g_path_get_dirname (path),
                     .gate = wire_hash_gate_new (cancellable),
                     .func = func,
                     .data = data,
                     .count = count };
  gboolean done;

  *count = (WireVerificationCount){ 0 };
  if (self.options->unlisted)
    self.met = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  done = found && !is_list (path, cancellable) ? verify_by_siblings (path, found, &self, error)
                                               : verify_list (path, &self, job, error);
  clear (&self);
  return done;
}
