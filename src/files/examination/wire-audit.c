/* wire-audit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-audit.h"

#include "files/examination/wire-audit-known.h"
#include "files/examination/wire-examination.h"
#include "files/lists/wire-checksum-reader.h"
#include "files/sets/wire-hash-list.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  WireAuditKnown *known;
  const char *folder;
  char *list; /* canonical: it is no new file of the folder that it is in */
  WireAuditFunc func;
  gpointer data;
  WireAuditCount *count;
} Auditing;

/** Returns: as --json writes it */
const char *
wire_audit_status_to_key (WireAuditStatus status)
{
  static const char *const KEYS[] = {
    "matched", "moved", "changed", "new", "missing", "unreadable"
  };

  return KEYS[status];
}

/* Returns: @path as it is in @folder */
static const char *
get_place (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  while (length > 0 && folder[length - 1] == '/')
    length--;
  path += strncmp (path, folder, length) == 0 ? length : 0;
  return path + strspn (path, "/");
}

static void
tell (Auditing *self,
      const char *name,
      const char *path,
      WireAuditStatus status,
      const char *was,
      const GError *error)
{
  const WireAuditFinding finding = { name, path, status, was, error };

  self->count->counts[status]++;
  self->func (&finding, self->data);
}

/* Empty files are alike and say nothing of each other. */
static WireAuditFile *
find_elsewhere (Auditing *self, const WireEvidence *evidence, const WireDigests *digests)
{
  return evidence->size > 0 ? wire_audit_known_find_content (self->known, digests) : NULL;
}

static void
compare (Auditing *self, const WireEvidence *evidence, const char *place)
{
  WireAuditFile *file = wire_audit_known_find_place (self->known, place);
  WireAuditFile *elsewhere;
  WireDigests digests;

  wire_evidence_get_digests (evidence, &digests);
  if (file)
    {
      file->is_met = TRUE;
      tell (self, place, evidence->path,
            wire_audit_file_agrees (file, &digests) ? WIRE_AUDIT_MATCHED : WIRE_AUDIT_CHANGED, NULL,
            NULL);
      return;
    }
  elsewhere = find_elsewhere (self, evidence, &digests);
  if (elsewhere)
    elsewhere->is_met = TRUE;
  tell (self, place, evidence->path, elsewhere ? WIRE_AUDIT_MOVED : WIRE_AUDIT_NEW,
        elsewhere ? elsewhere->name : NULL, NULL);
}

/* A WireEvidenceFunc. */
static void
take_evidence (WireEvidence *evidence, gpointer data)
{
  Auditing *self = data;
  g_autofree char *canonical = g_canonicalize_filename (evidence->path, NULL);
  const char *place = get_place (evidence->path, self->folder);
  WireAuditFile *file;

  if (g_strcmp0 (canonical, self->list) == 0)
    ;
  else if (evidence->error)
    {
      file = wire_audit_known_find_place (self->known, place);
      if (file)
        file->is_met = TRUE;
      tell (self, place, evidence->path, WIRE_AUDIT_UNREADABLE, NULL, evidence->error);
    }
  else
    compare (self, evidence, place);
  wire_evidence_free (evidence);
}

static gboolean
walk (const char *folder,
      WireDigestMask mask,
      WireJob *job,
      WireEvidenceFunc func,
      gpointer data,
      GError **error)
{
  const char *const paths[] = { folder, NULL };
  const WireExaminationOptions options = { .mask = mask, .recurse = TRUE, .in_order = TRUE };
  g_autoptr (WireExamination) examination = wire_examination_new (paths, &options, job);

  return wire_examination_run (examination, func, data, error);
}

static gboolean
read_list (Auditing *self, const char *list, WireJob *job, GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (list, cancellable, error);
  WireChecksumEntry entry;
  int more = -1;

  while (reader && (more = wire_checksum_reader_next (reader, &entry, error)) == 1)
    {
      g_autofree char *alone = NULL;

      if (entry.line.n > 0 && !entry.line.name)
        entry.line.name = alone = g_strdup (wire_checksum_reader_get_name (reader)->alone);
      if (entry.line.n > 0 && entry.line.name)
        wire_audit_known_add (self->known, &entry.line);
      else
        self->count->bad_lines++;
    }
  if (more < 0 || wire_audit_known_get_length (self->known) > 0)
    return more == 0;
  g_autofree char *name = wire_printable_name (list);
  g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY,
               _ ("“%s” does not list any file with its digest."), name);
  return FALSE;
}

/* What another folder holds now, as if it were a list. */
typedef struct
{
  Auditing *auditing;
  const char *folder;
  GError *problem; /* the first file that cannot be read: nobody knows what to compare with */
} Before;

/* A WireEvidenceFunc. */
static void
take_before (WireEvidence *evidence, gpointer data)
{
  Before *before = data;
  WireChecksumLine line = { .name = (char *) get_place (evidence->path, before->folder) };

  if (evidence->error && !before->problem)
    before->problem = g_error_copy (evidence->error);
  for (guint i = 0; i < WIRE_N_DIGESTS && line.n < WIRE_CHECKSUM_LINE_MAX; i++)
    if (evidence->mask & WIRE_DIGEST_BIT (i))
      {
        WireChecksum *checksum = &line.checksums[line.n++];

        checksum->algorithm = i;
        checksum->named = TRUE;
        memcpy (checksum->digest, wire_evidence_get_digest (evidence, i),
                wire_digest_get_info (i)->size);
      }
  if (line.n > 0)
    wire_audit_known_add (before->auditing->known, &line);
  wire_evidence_free (evidence);
}

static gboolean
read_folder (Auditing *self, const char *folder, WireDigestMask mask, WireJob *job, GError **error)
{
  Before before = { self, folder, NULL };

  if (!walk (folder, mask, job, take_before, &before, error))
    return FALSE;
  if (!before.problem)
    return TRUE;
  g_propagate_error (error, before.problem);
  return FALSE;
}

static void
tell_missing (Auditing *self)
{
  for (guint i = 0; i < wire_audit_known_get_length (self->known); i++)
    {
      const WireAuditFile *file = wire_audit_known_get (self->known, i);

      if (!file->is_met)
        tell (self, file->name, NULL, WIRE_AUDIT_MISSING, NULL, NULL);
    }
}

static gboolean
audit (Auditing *self, const char *before, WireDigestMask mask, WireJob *job, GError **error)
{
  gboolean is_folder = g_file_test (before, G_FILE_TEST_IS_DIR);

  if (is_folder ? !read_folder (self, before, mask, job, error)
                : !read_list (self, before, job, error))
    return FALSE;
  wire_audit_known_settle (self->known);
  if (!walk (self->folder, is_folder ? mask : wire_audit_known_get_mask (self->known), job,
             take_evidence, self, error))
    return FALSE;
  tell_missing (self);
  return TRUE;
}

/**
 * wire_audit:
 * @before: a checksum list that was written of the folder once, or another folder
 * @folder: that is looked at, with all below
 * @mask: digests to compare two folders by
 * @job: (nullable): cancels
 * @func: called for every file of the folder, in the order of the walk; then for what is missing
 * @count: (out): what came of it
 * @error: where @before cannot be read, or @folder is none
 *
 * Blocks; any thread.
 *
 * Returns: whether all was looked at, whatever came of it
 */
gboolean
wire_audit (const char *before,
            const char *folder,
            WireDigestMask mask,
            WireJob *job,
            WireAuditFunc func,
            gpointer data,
            WireAuditCount *count,
            GError **error)
{
  gboolean is_folder = g_file_test (before, G_FILE_TEST_IS_DIR);
  g_autofree char *list_folder = is_folder ? g_strdup (folder) : g_path_get_dirname (before);
  g_autoptr (WireAuditKnown) known = wire_audit_known_new (list_folder, folder);
  g_autofree char *list = is_folder ? NULL : g_canonicalize_filename (before, NULL);
  g_autofree char *name = wire_printable_name (folder);
  Auditing self = { known, folder, list, func, data, count };

  *count = (WireAuditCount){ 0 };
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return audit (&self, before, mask, job, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY, _ ("“%s” is not a folder."), name);
  return FALSE;
}
