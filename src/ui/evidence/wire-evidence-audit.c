/* wire-evidence-audit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-audit.h"

#include "files/examination/wire-audit-before.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireEvidenceAudit:
 *
 * A folder, and what it was: a checksum list that was written of it, or another folder. Read in a
 * worker; its files are examined as any others; then their rows say what became of them. Main
 * thread only, but for what the worker reads.
 */
struct _WireEvidenceAudit
{
  GObject parent_instance;

  char *before;
  char *folder;
  WireAuditKnown *known;
  WireDigestMask mask;
  guint64 bad_lines;
  WireEvidenceAuditRead read;
};

G_DEFINE_FINAL_TYPE (WireEvidenceAudit, wire_evidence_audit, G_TYPE_OBJECT)

static void
wire_evidence_audit_finalize (GObject *object)
{
  WireEvidenceAudit *self = WIRE_EVIDENCE_AUDIT (object);

  g_clear_pointer (&self->known, wire_audit_known_free);
  g_free (self->before);
  g_free (self->folder);
  G_OBJECT_CLASS (wire_evidence_audit_parent_class)->finalize (object);
}

static void
wire_evidence_audit_class_init (WireEvidenceAuditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_evidence_audit_finalize;
}

static void
wire_evidence_audit_init (WireEvidenceAudit *self)
{
  (void) self;
}

/**
 * wire_evidence_audit_new:
 * @before: a checksum list that was written of @folder once, or another folder
 * @folder: that is looked at
 *
 * Returns: (transfer full): an audit that has to be read
 */
WireEvidenceAudit *
wire_evidence_audit_new (const char *before, const char *folder)
{
  WireEvidenceAudit *self = g_object_new (WIRE_TYPE_EVIDENCE_AUDIT, NULL);

  self->before = g_canonicalize_filename (before, NULL);
  self->folder = g_canonicalize_filename (folder, NULL);
  return self;
}

static gboolean
read_work (WireJob *job, gpointer data, GError **error)
{
  WireEvidenceAudit *self = data;
  gboolean is_folder = g_file_test (self->before, G_FILE_TEST_IS_DIR);
  g_autofree char *names_in =
      is_folder ? g_strdup (self->folder) : g_path_get_dirname (self->before);

  self->known = wire_audit_known_new (names_in, self->folder);
  if (is_folder
          ? !wire_audit_known_read_folder (self->known, self->before, self->mask, job, error)
          : !wire_audit_known_read_list (self->known, self->before, job, &self->bad_lines, error))
    return FALSE;
  wire_audit_known_settle (self->known);
  if (!is_folder)
    self->mask = wire_audit_known_get_mask (self->known);
  return TRUE;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireEvidenceAudit *self = data;

  self->read (self, job, owner);
}

/**
 * wire_evidence_audit_read:
 * @mask: digests to compare two folders by; a list has its own
 * @read: called when it is known what the folder was
 * @owner: given to @read
 *
 * Returns: (transfer full): the job that reads
 */
WireJob *
wire_evidence_audit_read (WireEvidenceAudit *self,
                          WireDigestMask mask,
                          WireEvidenceAuditRead read,
                          GObject *owner)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_AUDIT (self), NULL);

  self->mask = mask;
  self->read = read;
  return wire_owned_job_start (_ ("Reading what a folder was"), read_work, g_object_ref (self),
                               g_object_unref, ended_cb, owner);
}

/** Returns: the digests that its files are compared by */
WireDigestMask
wire_evidence_audit_get_mask (WireEvidenceAudit *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_AUDIT (self), 0);
  return self->mask;
}

static char *
get_path (WireEvidenceAudit *self, const WireAuditFile *file)
{
  return g_path_is_absolute (file->place) ? g_strdup (file->place)
                                          : g_build_filename (self->folder, file->place, NULL);
}

/** Returns: (transfer full): what is to be examined: the folder, and the files that it should have
 * and does not, so that they get a row */
GStrv
wire_evidence_audit_get_paths (WireEvidenceAudit *self)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  g_return_val_if_fail (WIRE_IS_EVIDENCE_AUDIT (self), NULL);
  g_strv_builder_add (paths, self->folder);
  for (guint i = 0; i < wire_audit_known_get_length (self->known); i++)
    {
      const WireAuditFile *file = wire_audit_known_get (self->known, i);
      g_autofree char *path = file->is_there ? NULL : get_path (self, file);

      if (path)
        g_strv_builder_add (paths, path);
    }
  return g_strv_builder_end (paths);
}

static gboolean
is_below (WireEvidenceAudit *self, const WireEvidenceRow *row)
{
  gsize length = strlen (self->folder);
  const char *path = row->evidence->path;

  if (row->removed || row->origin || g_str_equal (path, self->before))
    return FALSE;
  return strncmp (path, self->folder, length) == 0
         && (path[length] == '/' || g_str_equal (self->folder, "/"));
}

static void
note (WireEvidenceAudit *self,
      WireEvidenceList *list,
      guint32 row,
      WireAuditStatus status,
      const char *was,
      WireAuditCount *count)
{
  wire_evidence_list_set_check (list, row, status, self->before, was);
  count->counts[status]++;
}

static void
judge (WireEvidenceAudit *self, WireEvidenceList *list, guint32 number, WireAuditCount *count)
{
  const WireEvidence *evidence = wire_evidence_list_get (list, number)->evidence;
  const char *place = wire_audit_get_place (evidence->path, self->folder);
  WireAuditStatus status;
  WireDigests digests;
  const char *was;

  if (g_error_matches (evidence->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;
  if (evidence->error)
    {
      wire_audit_known_meet (self->known, place);
      note (self, list, number, WIRE_AUDIT_UNREADABLE, NULL, count);
      return;
    }
  wire_evidence_get_digests (evidence, &digests);
  status = wire_audit_known_judge (self->known, place, evidence->size, &digests, &was);
  note (self, list, number, status, was, count);
}

/* What was moved has a row where it is, and none where it was. */
static void
judge_absent (WireEvidenceAudit *self, WireEvidenceList *list, WireAuditCount *count)
{
  for (guint i = 0; i < wire_audit_known_get_length (self->known); i++)
    {
      const WireAuditFile *file = wire_audit_known_get (self->known, i);
      g_autofree char *path = file->is_there ? NULL : get_path (self, file);
      guint32 row = path ? wire_evidence_list_find_path (list, path) : WIRE_EVIDENCE_NONE;

      if (row == WIRE_EVIDENCE_NONE)
        continue;
      if (file->is_met)
        wire_evidence_list_set_removed (list, row, TRUE);
      else
        note (self, list, row, WIRE_AUDIT_MISSING, NULL, count);
    }
}

/**
 * wire_evidence_audit_apply:
 * @list: whose rows the files have
 * @count: (out): what came of it
 *
 * Tells every row below the folder what became of its file.
 */
void
wire_evidence_audit_apply (WireEvidenceAudit *self, WireEvidenceList *list, WireAuditCount *count)
{
  g_return_if_fail (WIRE_IS_EVIDENCE_AUDIT (self));

  *count = (WireAuditCount){ .bad_lines = self->bad_lines };
  for (guint32 i = 0; i < wire_evidence_list_get_length (list); i++)
    if (is_below (self, wire_evidence_list_get (list, i)))
      judge (self, list, i, count);
  judge_absent (self, list, count);
  wire_evidence_list_announce (list);
}
