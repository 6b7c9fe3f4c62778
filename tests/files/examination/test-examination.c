/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/examination/wire-examination.h"

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
  WireExaminationOptions options = { .mask = WIRE_DIGEST_BIT (WIRE_DIGEST_MD5),
                                     .recurse = TRUE,
                                     .in_order = TRUE };
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
  WireExaminationOptions options = { .mask = WIRE_DIGEST_BIT (WIRE_DIGEST_MD5),
                                     .recurse = TRUE,
                                     .database = database };
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
  WireExaminationOptions options = { .mask = WIRE_DIGEST_BIT (WIRE_DIGEST_MD5),
                                     .recurse = TRUE,
                                     .in_order = TRUE };
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
  WireExaminationOptions options = { .mask = WIRE_DIGEST_BIT (WIRE_DIGEST_MD5),
                                     .recurse = TRUE,
                                     .in_order = TRUE };
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

static const WireEvidence *
find_row (GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const WireEvidence *evidence = g_ptr_array_index (rows, i);

      if (g_str_has_suffix (evidence->path, name))
        return evidence;
    }
  g_assert_not_reached ();
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The digests are those of "bad stuff"; that in `b2` is BLAKE2b, though as long as a SHA-512. */
static void
test_siblings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *list; /* NULL: nobody speaks of it */
    gboolean agrees;
  } CASES[] = {
    { "/bare.bin", "bare.bin.md5", TRUE }, { "/changed.bin", "changed.bin.md5", FALSE },
    { "/b2.bin", "b2.bin.b2", TRUE },      { "/many 1", "MD5SUMS", TRUE },
    { "/many 2", "MD5SUMS", FALSE },       { "/tagged", "CHECKSUMS", TRUE },
    { "/both", "both.sha256", FALSE },     { "/alone", NULL, FALSE },
    { "/00/0000", NULL, FALSE }, /* a list speaks of its own folder */
  };
  WireExaminationOptions options = { .mask = WIRE_DIGEST_BIT (WIRE_DIGEST_CRC32),
                                     .recurse = TRUE,
                                     .siblings = TRUE };
  g_autoptr (GPtrArray) rows = NULL;
  WireDigests digests;
  g_autofree char *blake2b = NULL;

  (void) data;
  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_BLAKE2B_512), "bad stuff", 9, &digests);
  blake2b = wire_digests_get_hex (&digests, WIRE_DIGEST_BLAKE2B_512);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES) - 1; i++)
    put (fixture, CASES[i].name, "bad stuff");
  put (fixture, "bare.bin.md5", "cff5ad7d18e86a83e8b0660d5707397a\n");
  put (fixture, "changed.bin.md5", "4eea91e7a2009ecd9bbf1242b4eaf267\n");
  put (fixture, "b2.bin.b2", blake2b);
  put (fixture, "both.md5", "cff5ad7d18e86a83e8b0660d5707397a  both\n");
  put (fixture, "both.sha256",
       "0000000000000000000000000000000000000000000000000000000000000000  both\n");
  put (fixture, "MD5SUMS",
       "cff5ad7d18e86a83e8b0660d5707397a *./many 1\n"
       "0000000000000000000000000000000a  many 2\n"
       "0000000000000000000000000000000a  00/0000\nnonsense\n");
  put (fixture, "CHECKSUMS", "MD5 (tagged) = cff5ad7d18e86a83e8b0660d5707397a\n");
  put (fixture, ".md5", "cff5ad7d18e86a83e8b0660d5707397a\n");

  rows = run (fixture, &options);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const WireSiblingCheck *check = find_row (rows, CASES[i].name)->check;

      g_test_message ("%s", CASES[i].name);
      g_assert_true ((check != NULL) == (CASES[i].list != NULL));
      if (!check)
        continue;
      g_assert_true (g_str_has_suffix (check->list, CASES[i].list));
      g_assert_cmpint (check->agrees, ==, CASES[i].agrees);
      g_assert_nonnull (
          wire_evidence_get_digest (find_row (rows, CASES[i].name), check->algorithm));
    }
}

/* Of what cannot be read both ways say the same, and a row has no type without bytes. */
static void
test_types_and_digests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WireTypeDetector) detector = wire_type_detector_new (NULL);
  WireExaminationOptions both = { .mask = WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), .detector = detector };
  WireExaminationOptions types = { .detector = detector };
  /* Reading the memory at address 0 is an I/O error, behind an open that succeeds. */
  const char *paths[] = { "/proc/self/mem", NULL };
  const WireExaminationOptions *options[] = { &both, &types };

  (void) fixture;
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (WireExamination) examination = wire_examination_new (paths, options[i], NULL);
      g_autoptr (GPtrArray) rows =
          g_ptr_array_new_with_free_func ((GDestroyNotify) wire_evidence_free);

      g_assert_true (wire_examination_run (examination, collect, rows, NULL));
      g_assert_cmpuint (rows->len, ==, 1);
      const WireEvidence *evidence = g_ptr_array_index (rows, 0);
      g_assert_nonnull (evidence->error);
      g_assert_null (evidence->type);
    }
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
  ADD ("/examination/siblings", test_siblings);
  ADD ("/examination/types-and-digests", test_types_and_digests);
  return g_test_run ();
}
