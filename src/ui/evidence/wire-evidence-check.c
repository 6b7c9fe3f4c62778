/* wire-evidence-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-check.h"

#include "files/lists/wire-checksum-path.h"
#include "files/lists/wire-checksum-reader.h"
#include "base/wire-text-hash.h"

struct _WireEvidenceChecks
{
  gatomicrefcount references;
  GHashTable *files; /* path → Check */
  GPtrArray *lists;  /* paths of the lists that were read */
  WireDigestMask mask;
};

typedef struct
{
  WireChecksum checksums[WIRE_CHECKSUM_LINE_MAX];
  guint n;
  const char *list;
} Check;

WireEvidenceChecks *
wire_evidence_checks_new (void)
{
  WireEvidenceChecks *checks = g_new0 (WireEvidenceChecks, 1);

  g_atomic_ref_count_init (&checks->references);
  checks->files = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, g_free);
  checks->lists = g_ptr_array_new_with_free_func (g_free);
  return checks;
}

WireEvidenceChecks *
wire_evidence_checks_ref (WireEvidenceChecks *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_evidence_checks_unref (WireEvidenceChecks *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

/* Where a list names no algorithm, all of the digest's length are needed: the rows are read once.
 */
static WireDigestMask
get_mask (const WireChecksum *checksum)
{
  return checksum->named
             ? WIRE_DIGEST_BIT (checksum->algorithm)
             : wire_digest_mask_for_size (wire_digest_get_info (checksum->algorithm)->size);
}

static void
add (WireEvidenceChecks *checks,
     const char *folder,
     const char *name,
     const WireChecksumLine *line,
     const char *list)
{
  Check *check = g_new0 (Check, 1);
  g_autofree char *shown = NULL;
  g_autofree char *path = wire_checksum_find_file (folder, name, &shown);

  check->n = line->n;
  memcpy (check->checksums, line->checksums, line->n * sizeof (WireChecksum));
  check->list = list;
  for (guint i = 0; i < line->n; i++)
    checks->mask |= get_mask (&line->checksums[i]);
  g_hash_table_replace (checks->files, g_canonicalize_filename (path, NULL), check);
}

/**
 * wire_evidence_checks_read:
 * @list: a checksum list; names in it are relative to its folder
 * @cancellable: (nullable): ends reading
 *
 * Lines that name no file are passed over. Blocks; for workers.
 *
 * Returns: whether the list was read to its end
 */
gboolean
wire_evidence_checks_read (WireEvidenceChecks *self,
                           const char *list,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (list, cancellable, error);
  g_autofree char *folder = g_path_get_dirname (list);
  char *own = g_strdup (list);
  WireChecksumEntry entry;
  int more = -1;

  g_ptr_array_add (self->lists, own);
  while (reader && (more = wire_checksum_reader_next (reader, &entry, error)) == 1)
    {
      const char *name =
          entry.line->name ? entry.line->name : wire_checksum_reader_get_name (reader)->alone;

      if (entry.line->n > 0 && name)
        add (self, folder, name, entry.line, own);
    }
  return more == 0;
}

/** Returns: how many files the lists name */
guint
wire_evidence_checks_get_length (const WireEvidenceChecks *self)
{
  return g_hash_table_size (self->files);
}

/** Returns: the digests that are needed to check them */
WireDigestMask
wire_evidence_checks_get_mask (const WireEvidenceChecks *self)
{
  return self->mask;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/** Returns: (transfer container) (element-type filename): those files in the order of their names,
 * with a %NULL after them */
GPtrArray *
wire_evidence_checks_get_paths (const WireEvidenceChecks *self)
{
  GPtrArray *paths = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, path);
  g_ptr_array_sort (paths, compare_paths);
  g_ptr_array_add (paths, NULL);
  return paths;
}

static WireAuditStatus
judge (const WireEvidence *evidence, const Check *check)
{
  WireDigests digests;

  if (g_error_matches (evidence->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return WIRE_AUDIT_MISSING;
  wire_evidence_get_digests (evidence, &digests);
  for (guint i = 0; i < check->n; i++)
    if (!(digests.mask & WIRE_DIGEST_BIT (check->checksums[i].algorithm)))
      return WIRE_AUDIT_UNREADABLE;
  for (guint i = 0; i < check->n; i++)
    if (!wire_checksum_agrees (&check->checksums[i], &digests))
      return WIRE_AUDIT_CHANGED;
  return WIRE_AUDIT_MATCHED;
}

/** Tells every row of @list what the lists say of it, and counts; files without a row do not count.
 * Main thread only. */
void
wire_evidence_checks_apply (const WireEvidenceChecks *self,
                            WireEvidenceList *list,
                            WireEvidenceCheckCount *count)
{
  GHashTableIter iter;
  gpointer path, value;

  *count = (WireEvidenceCheckCount){ 0 };
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      const Check *check = value;
      guint32 row = wire_evidence_list_find_path (list, path);
      WireAuditStatus status;

      if (row == WIRE_EVIDENCE_NONE)
        continue;
      status = judge (wire_evidence_list_get (list, row)->evidence, check);
      wire_evidence_list_set_check (list, row, status, check->list, NULL);
      count->counts[status]++;
      count->n++;
    }
  wire_evidence_list_announce (list);
}
