/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/examination/wire-evidence-export.h"
#include "files/sets/wire-hash-database.h"

#include <glib/gstdio.h>

static WireEvidence *
evidence_new (const char *path, const char *content, WireDigestMask mask)
{
  WireEvidence *evidence = wire_evidence_new (path, 0);
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);

  hash->size = strlen (content);
  wire_digests_of_bytes (mask, content, hash->size, &hash->digests);
  wire_evidence_take_hash (evidence, hash);
  return evidence;
}

static void
add_match (WireEvidence *evidence, const char *set, const char *name)
{
  WireHashMatch *match = g_new0 (WireHashMatch, 1);

  match->set = g_strdup (set);
  match->name = g_strdup (name);
  match->algorithm = WIRE_DIGEST_MD5;
  if (!evidence->matches)
    evidence->matches = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  g_ptr_array_add (evidence->matches, match);
}

static char *
export_one (WireEvidenceFormat format,
            WireDigestMask mask,
            WireEvidence *evidence,
            const char *origin)
{
  WireEvidenceExport export;
  g_autoptr (GBytes) bytes = NULL;

  wire_evidence_export_begin (&export, format, mask);
  wire_evidence_export_add (&export, evidence, origin);
  wire_evidence_free (evidence);
  bytes = wire_evidence_export_end (&export);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

#define MD5 WIRE_DIGEST_BIT (WIRE_DIGEST_MD5)
#define SHA1 WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1)

static void
test_sums (void)
{
  g_autofree char *plain =
      export_one (WIRE_EVIDENCE_SUMS, MD5, evidence_new ("/e/unsure2.txt", "bad stuff", MD5), NULL);
  g_autofree char *hostile =
      export_one (WIRE_EVIDENCE_SUMS, MD5, evidence_new ("/e/a\nb\\c\xff", "bad stuff", MD5), NULL);
  g_autofree char *two =
      export_one (WIRE_EVIDENCE_SUMS, MD5 | SHA1, evidence_new ("/e/) = x", "", MD5 | SHA1), NULL);
  g_autofree char *download =
      export_one (WIRE_EVIDENCE_SUMS, MD5, evidence_new ("a.gif", "", MD5), "http://host/a.gif");

  g_assert_cmpstr (plain, ==, "cff5ad7d18e86a83e8b0660d5707397a  /e/unsure2.txt\n");
  g_assert_cmpstr (hostile, ==, "\\cff5ad7d18e86a83e8b0660d5707397a  /e/a\\nb\\\\c\xff\n");
  g_assert_cmpstr (two, ==,
                   "MD5 (/e/) = x) = d41d8cd98f00b204e9800998ecf8427e\n"
                   "SHA1 (/e/) = x) = da39a3ee5e6b4b0d3255bfef95601890afd80709\n");
  g_assert_cmpstr (download, ==, "");
}

/* md5sum itself accepts the lines, whatever the names. */
static void
test_md5sum_accepts_the_lines (void)
{
  static const char *const NAMES[] = { "plain",    "two  spaces", "*star",
                                       "\\back",   "new\nline",   "cr\rhere",
                                       "\xff\xfe", "-dash",       "\xe2\x80\xaeorre" };
  g_autofree char *folder = g_dir_make_tmp ("wirecase-export-XXXXXX", NULL);
  g_autofree char *list = g_build_filename (folder, "list", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *command = g_strdup_printf ("md5sum --strict --status --check %s", list);
  WireEvidenceExport export;
  g_autoptr (GBytes) bytes = NULL;
  int status = -1;

  wire_evidence_export_begin (&export, WIRE_EVIDENCE_SUMS, MD5);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      char *path = g_build_filename (folder, NAMES[i], NULL);
      WireEvidence *evidence = evidence_new (path, NAMES[i], MD5);

      g_assert_true (g_file_set_contents (path, NAMES[i], -1, NULL));
      wire_evidence_export_add (&export, evidence, NULL);
      wire_evidence_free (evidence);
      g_ptr_array_add (paths, path);
    }
  bytes = wire_evidence_export_end (&export);
  g_assert_true (g_file_set_contents (list, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  for (guint i = 0; i < paths->len; i++)
    g_assert_cmpint (g_remove (g_ptr_array_index (paths, i)), ==, 0);
  g_assert_cmpint (g_remove (list), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_csv (void)
{
  WireEvidence *evidence = evidence_new ("=cmd|\"x\"\n,\xff", "bad stuff", MD5);
  g_autofree char *csv = NULL;

  add_match (evidence, "Lab", "badfile2.txt");
  csv = export_one (WIRE_EVIDENCE_CSV, MD5, evidence, NULL);
  g_assert_cmpstr (csv, ==,
                   "\"path\",\"size\",\"md5\",\"match\",\"type\",\"mime\",\"extension\","
                   "\"verdict\",\"reason\",\"error\",\"origin\"\r\n"
                   "\"'=cmd|\"\"x\"\"\\n,\\xff\",\"9\",\"cff5ad7d18e86a83e8b0660d5707397a\","
                   "\"bad: Lab: badfile2.txt\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n");
}

static void
test_json (void)
{
  WireEvidence *evidence = evidence_new ("/e/\"q\"\\\n\xff", "bad stuff", MD5);
  WireEvidence *unreadable = wire_evidence_new ("/e/gone", 0);
  g_autofree char *json = NULL;
  g_autofree char *error = NULL;

  add_match (evidence, "Lab", "badfile2.txt");
  unreadable->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "It is gone.");
  json = export_one (WIRE_EVIDENCE_JSON, MD5, evidence, "http://host/");
  error = export_one (WIRE_EVIDENCE_JSON, MD5, unreadable, NULL);
  g_assert_cmpstr (
      json, ==,
      "[\n{\"path\": \"/e/\\\"q\\\"\\\\\\\\n\\\\xff\", \"origin\": \"http://host/\", "
      "\"size\": 9, \"md5\": \"cff5ad7d18e86a83e8b0660d5707397a\", \"matches\": ["
      "{\"set\": \"Lab\", \"kind\": \"bad\", \"name\": \"badfile2.txt\", "
      "\"algorithm\": \"md5\", \"digest\": \"cff5ad7d18e86a83e8b0660d5707397a\"}]}\n]\n");
  g_assert_cmpstr (error, ==, "[\n{\"path\": \"/e/gone\", \"error\": \"It is gone.\"}\n]\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence-export/sums", test_sums);
  g_test_add_func ("/evidence-export/md5sum", test_md5sum_accepts_the_lines);
  g_test_add_func ("/evidence-export/csv", test_csv);
  g_test_add_func ("/evidence-export/json", test_json);
  return g_test_run ();
}
