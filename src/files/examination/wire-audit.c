/* wire-audit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-audit.h"

#include "files/examination/wire-audit-before.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>
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

/** Returns: (transfer full): a sentence with how many files of each status there were */
char *
wire_audit_count_to_text (const WireAuditCount *count)
{
  const guint64 *n = count->counts;

  /* Translators: all are numbers of files */
  return g_strdup_printf (_ ("Matched: %" PRIu64 ", moved: %" PRIu64 ", changed: %" PRIu64
                             ", new: %" PRIu64 ", missing: %" PRIu64 ", unreadable: %" PRIu64 "."),
                          n[WIRE_AUDIT_MATCHED], n[WIRE_AUDIT_MOVED], n[WIRE_AUDIT_CHANGED],
                          n[WIRE_AUDIT_NEW], n[WIRE_AUDIT_MISSING], n[WIRE_AUDIT_UNREADABLE]);
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

static void
compare (Auditing *self, const WireEvidence *evidence, const char *place)
{
  WireDigests digests;
  const char *was;
  WireAuditStatus status;

  wire_evidence_get_digests (evidence, &digests);
  status = wire_audit_known_judge (self->known, place, evidence->size, &digests, &was);
  tell (self, place, evidence->path, status, was, NULL);
}

/* A WireEvidenceFunc. */
static void
take_evidence (WireEvidence *evidence, gpointer data)
{
  Auditing *self = data;
  g_autofree char *canonical = g_canonicalize_filename (evidence->path, NULL);
  const char *place = wire_audit_get_place (evidence->path, self->folder);

  if (g_strcmp0 (canonical, self->list) == 0)
    ;
  else if (evidence->error)
    {
      wire_audit_known_meet (self->known, place);
      tell (self, place, evidence->path, WIRE_AUDIT_UNREADABLE, NULL, evidence->error);
    }
  else
    compare (self, evidence, place);
  wire_evidence_free (evidence);
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

  if (is_folder
          ? !wire_audit_known_read_folder (self->known, before, mask, job, error)
          : !wire_audit_known_read_list (self->known, before, job, &self->count->bad_lines, error))
    return FALSE;
  wire_audit_known_settle (self->known);
  if (!wire_audit_walk (self->folder, is_folder ? mask : wire_audit_known_get_mask (self->known),
                        job, take_evidence, self, error))
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
