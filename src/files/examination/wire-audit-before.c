/* wire-audit-before.c: what a folder held, read from a list or from another folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-audit-before.h"

#include "base/wire-printable.h"
#include "files/lists/wire-checksum-reader.h"
#include "files/sets/wire-hash-list.h"

#include <glib/gi18n.h>
#include <string.h>

/** Returns: (transfer none): @path as it is in @folder */
const char *
wire_audit_get_place (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  while (length > 0 && folder[length - 1] == '/')
    length--;
  path += strncmp (path, folder, length) == 0 ? length : 0;
  return path + strspn (path, "/");
}

/**
 * wire_audit_walk:
 * @folder: that is looked at, with all below
 * @mask: digests to compute
 * @job: (nullable): cancels
 * @func: called for every file, in the order of the walk, on the thread that calls
 *
 * Blocks; any thread.
 *
 * Returns: whether all was looked at
 */
gboolean
wire_audit_walk (const char *folder,
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

/**
 * wire_audit_known_read_list:
 * @self: gets the files
 * @list: a checksum list; lines of one digest and no name are of the file that the list is named
 * for
 * @job: (nullable): cancels
 * @bad_lines: (inout): lines that say nothing are added
 * @error: where it cannot be read, or names no file
 *
 * Blocks; any thread.
 *
 * Returns: whether it was read to its end
 */
gboolean
wire_audit_known_read_list (
    WireAuditKnown *self, const char *list, WireJob *job, guint64 *bad_lines, GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (list, cancellable, error);
  WireChecksumEntry entry;
  int more = -1;

  while (reader && (more = wire_checksum_reader_next (reader, &entry, error)) == 1)
    {
      const char *name =
          entry.line->name ? entry.line->name : wire_checksum_reader_get_name (reader)->alone;

      if (entry.line->n > 0 && name)
        wire_audit_known_add (self, name, entry.line);
      else
        (*bad_lines)++;
    }
  if (more < 0 || wire_audit_known_get_length (self) > 0)
    return more == 0;
  g_autofree char *name = wire_printable_name (list);
  g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY,
               _ ("“%s” does not list any file with its digest."), name);
  return FALSE;
}

/* What another folder holds now, as if it were a list. */
typedef struct
{
  WireAuditKnown *known;
  const char *folder;
  GError *problem; /* the first file that cannot be read: nobody knows what to compare with */
} Before;

/* A WireEvidenceFunc. */
static void
take_before (WireEvidence *evidence, gpointer data)
{
  Before *before = data;
  WireChecksumLine line = { .name =
                                (char *) wire_audit_get_place (evidence->path, before->folder) };

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
    wire_audit_known_add (before->known, line.name, &line);
  wire_evidence_free (evidence);
}

/**
 * wire_audit_known_read_folder:
 * @self: gets the files
 * @folder: that is read, with all below
 * @mask: digests to compare by
 * @job: (nullable): cancels
 * @error: where it, or a file in it, cannot be read
 *
 * Blocks; any thread.
 *
 * Returns: whether all of it was read
 */
gboolean
wire_audit_known_read_folder (
    WireAuditKnown *self, const char *folder, WireDigestMask mask, WireJob *job, GError **error)
{
  Before before = { self, folder, NULL };

  if (!wire_audit_walk (folder, mask, job, take_before, &before, error))
    return FALSE;
  if (!before.problem)
    return TRUE;
  g_propagate_error (error, before.problem);
  return FALSE;
}
