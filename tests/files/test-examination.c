/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire-examination.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define N_FILES 500

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/%02u", fixture->folder, i % 10);
      g_autofree char *path = g_strdup_printf ("%s/%04u", folder, i);
      g_autofree char *text = g_strdup_printf ("content %u", i % 100);

      g_mkdir (folder, 0700);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  (void) data;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_free (fixture->folder);
}

static void
collect (WireEvidence *evidence, gpointer data)
{
  g_ptr_array_add (data, evidence);
}

static GPtrArray *
run (Fixture *fixture, const WireExaminationOptions *options)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autoptr (WireExamination) examination = wire_examination_new (paths, options, NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_evidence_free);
  WireExaminationProgress progress;

  g_assert_true (wire_examination_run (examination, collect, rows, NULL));
  wire_examination_get_progress (examination, &progress);
  g_assert_cmpuint (progress.files_done, ==, rows->len);
  g_assert_cmpuint (progress.files_found, ==, rows->len);
  g_assert_cmpuint (progress.bytes_done, ==, progress.bytes_found);
  g_assert_false (progress.walking);
  return rows;
}

static void
test_in_order (Fixture *fixture, gconstpointer data)
{
  WireExaminationOptions options = { WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), TRUE, TRUE, NULL, NULL };
  g_autoptr (GPtrArray) rows = run (fixture, &options);
  const char *last = "";

  (void) data;
  g_assert_cmpuint (rows->len, ==, N_FILES);
  for (guint i = 0; i < rows->len; i++)
    {
      const WireEvidence *evidence = g_ptr_array_index (rows, i);
      g_autofree char *hex = wire_evidence_get_hex (evidence, WIRE_DIGEST_MD5);

      g_assert_no_error (evidence->error);
      g_assert_cmpuint (evidence->order, ==, i);
      g_assert_cmpstr (evidence->path, >, last);
      g_assert_cmpuint (strlen (hex), ==, 32);
      g_assert_null (wire_evidence_get_digest (evidence, WIRE_DIGEST_SHA1));
      last = evidence->path;
    }
}

static int
one_digest (WireKnownDigest *digest, gpointer data, GError **error)
{
  static WireDigests digests;
  gboolean *given = data;

  (void) error;
  if (*given)
    return 0;
  *given = TRUE;
  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1), "content 7", 9, &digests);
  *digest = (WireKnownDigest){ WIRE_DIGEST_SHA1, digests.values[WIRE_DIGEST_SHA1], "seven.txt" };
  return 1;
}

/* The set holds SHA-1 and only MD5 was asked for: what is needed is computed by itself. */
static void
test_matches (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sets.db", NULL);
  g_autoptr (WireHashDatabase) database = wire_hash_database_open (path, NULL);
  gint64 set = wire_hash_database_create_set (database, "Lab", WIRE_HASH_SET_BAD, NULL, NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "07", NULL);
  const char *paths[] = { folder, NULL };
  WireExaminationOptions options = { WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), TRUE, FALSE, database,
                                     NULL };
  g_autoptr (WireExamination) examination = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_evidence_free);
  WireHashImportCount count;
  gboolean given = FALSE;
  guint n_matched = 0;

  (void) data;
  g_assert_true (wire_hash_database_add (database, set, one_digest, &given, &count, NULL));
  examination = wire_examination_new (paths, &options, NULL);
  g_assert_true (wire_examination_run (examination, collect, rows, NULL));
  g_assert_cmpuint (rows->len, ==, N_FILES / 10);
  for (guint i = 0; i < rows->len; i++)
    {
      const WireEvidence *evidence = g_ptr_array_index (rows, i);

      if (!evidence->matches)
        continue;
      const WireHashMatch *match = g_ptr_array_index (evidence->matches, 0);
      g_assert_cmpstr (match->name, ==, "seven.txt");
      g_assert_cmpint (match->algorithm, ==, WIRE_DIGEST_SHA1);
      n_matched++;
    }
  g_assert_cmpuint (n_matched, ==, N_FILES / 100); /* five files have that content */
}

static void
test_unreadable_is_a_row (Fixture *fixture, gconstpointer data)
{
  WireExaminationOptions options = { WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), TRUE, TRUE, NULL, NULL };
  g_autofree char *link = g_build_filename (fixture->folder, "00", "0000-link", NULL);
  g_autoptr (GPtrArray) rows = NULL;

  (void) data;
  g_assert_cmpint (symlink ("/nowhere", link), ==, 0);
  rows = run (fixture, &options);
  g_assert_cmpuint (rows->len, ==, N_FILES + 1);
  const WireEvidence *evidence = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (evidence->path, ==, link);
  g_assert_error (evidence->error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

typedef struct
{
  WireJob *job;
  guint n;
} Canceller;

static void
cancel_at_ten (WireEvidence *evidence, gpointer data)
{
  Canceller *canceller = data;

  if (++canceller->n == 10)
    wire_job_cancel (canceller->job);
  wire_evidence_free (evidence);
}

static gboolean
run_cancelled (WireJob *job, gpointer data, GError **error)
{
  Fixture *fixture = data;
  const char *paths[] = { fixture->folder, NULL };
  WireExaminationOptions options = { WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), TRUE, TRUE, NULL, NULL };
  g_autoptr (WireExamination) examination = wire_examination_new (paths, &options, job);
  Canceller canceller = { job, 0 };
  gboolean done = wire_examination_run (examination, cancel_at_ten, &canceller, error);

  g_assert_cmpuint (canceller.n, >=, 10); /* what was done already is still handed over */
  return done;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WireJob) job = wire_job_new ("Hashing");
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (wire_job_run (job, run_cancelled, fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/examination/in-order", test_in_order);
  ADD ("/examination/matches", test_matches);
  ADD ("/examination/unreadable-is-a-row", test_unreadable_is_a_row);
  ADD ("/examination/cancel", test_cancel);
  return g_test_run ();
}
