/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/sets/wire-digest-sorter.h"
#include "files/sets/wire-hash-database.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  WireHashDatabase *database;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "deep", "sets.db", NULL);
  fixture->database = wire_hash_database_open (fixture->path, NULL);
  g_assert_nonnull (fixture->database);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  (void) data;
  g_clear_pointer (&fixture->database, wire_hash_database_close);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Digests of the numbers from `next` up to `end`. */
typedef struct
{
  guint next;
  guint end;
  WireDigests digests;
  char name[32];
  void (*at_end) (void);
} Numbers;

static int
numbers_source (WireKnownDigest *digest, gpointer data, GError **error)
{
  Numbers *numbers = data;

  (void) error;
  if (numbers->next == numbers->end)
    {
      if (numbers->at_end)
        numbers->at_end ();
      return 0;
    }
  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), &numbers->next, 4, &numbers->digests);
  g_snprintf (numbers->name, sizeof numbers->name, "file-%u", numbers->next++);
  *digest =
      (WireKnownDigest){ WIRE_DIGEST_MD5, numbers->digests.values[WIRE_DIGEST_MD5], numbers->name };
  return 1;
}

static guint
count_matches (WireHashDatabase *database, guint number)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  WireDigests digests = { 0 };

  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), &number, 4, &digests);
  g_assert_true (wire_hash_database_match (database, &digests, matches, NULL));
  return matches->len;
}

static void
test_add_and_match (Fixture *fixture, gconstpointer data)
{
  gint64 bad =
      wire_hash_database_create_set (fixture->database, "Lab", WIRE_HASH_SET_BAD, "test", NULL);
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  g_autoptr (GError) error = NULL;
  WireHashImportCount count;
  Numbers numbers = { .next = 0, .end = 1000 };

  (void) data;
  g_assert_true (
      wire_hash_database_add (fixture->database, bad, numbers_source, &numbers, &count, &error));
  g_assert_cmpint (count.added, ==, 1000);
  numbers = (Numbers){ .next = 990, .end = 1010 };
  g_assert_true (
      wire_hash_database_add (fixture->database, bad, numbers_source, &numbers, &count, &error));
  g_assert_cmpint (count.added, ==, 10);
  g_assert_cmpint (count.duplicates, ==, 10);

  numbers = (Numbers){ .next = 7, .end = 8 };
  WireKnownDigest digest;
  g_assert_cmpint (numbers_source (&digest, &numbers, NULL), ==, 1);
  g_assert_true (
      wire_hash_database_lookup (fixture->database, WIRE_DIGEST_MD5, digest.digest, matches, NULL));
  g_assert_cmpuint (matches->len, ==, 1);
  const WireHashMatch *match = g_ptr_array_index (matches, 0);
  g_assert_cmpstr (match->set, ==, "Lab");
  g_assert_cmpstr (match->name, ==, "file-7");
  g_assert_cmpint (match->kind, ==, WIRE_HASH_SET_BAD);
  g_assert_cmpuint (count_matches (fixture->database, 1010), ==, 0);

  g_assert_true (wire_hash_database_remove_digest (fixture->database, bad, WIRE_DIGEST_MD5,
                                                   digest.digest, NULL));
  g_assert_cmpuint (count_matches (fixture->database, 7), ==, 0);
  g_autoptr (WireHashSet) set = wire_hash_database_find_set (fixture->database, "Lab", NULL);
  g_assert_cmpint (set->count, ==, 1009);
  g_assert_cmpuint (set->mask, ==, WIRE_DIGEST_BIT (WIRE_DIGEST_MD5));
}

static gboolean
has (WireHashDatabase *database, gint64 set, guint number)
{
  WireDigests digests = { 0 };
  WireKnownDigest digest = { .algorithm = WIRE_DIGEST_MD5 };
  gboolean found = FALSE;

  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), &number, 4, &digests);
  digest.digest = digests.values[WIRE_DIGEST_MD5];
  g_assert_true (wire_hash_database_has (database, set, &digest, &found, NULL));
  return found;
}

/* Of those that are to go, the set has only some. */
static void
test_many_are_taken_out (Fixture *fixture, gconstpointer data)
{
  Numbers numbers = { .next = 0, .end = 10 };
  Numbers gone = { .next = 8, .end = 13 };
  WireHashImportCount count;
  gint64 n;
  gint64 set =
      wire_hash_database_create_set (fixture->database, "set", WIRE_HASH_SET_BAD, NULL, NULL);

  (void) data;
  g_assert_true (
      wire_hash_database_add (fixture->database, set, numbers_source, &numbers, &count, NULL));
  g_assert_true (has (fixture->database, set, 9));
  g_assert_false (has (fixture->database, set, 12));
  g_assert_true (
      wire_hash_database_remove_digests (fixture->database, set, numbers_source, &gone, &n, NULL));
  g_assert_cmpint (n, ==, 2);
  g_assert_true (has (fixture->database, set, 7));
  g_assert_false (has (fixture->database, set, 9));

  g_autoptr (WireHashSet) after = wire_hash_database_find_set (fixture->database, "set", NULL);
  g_assert_cmpint (after->count, ==, 8);
}

static void
test_names_and_removal (Fixture *fixture, gconstpointer data)
{
  WireHashDatabase *database = fixture->database;
  g_autoptr (GError) error = NULL;
  WireHashImportCount count;
  Numbers numbers = { .next = 0, .end = 3 };
  gint64 one = wire_hash_database_create_set (database, "one", WIRE_HASH_SET_BAD, NULL, NULL);
  gint64 two = wire_hash_database_create_set (database, "two", WIRE_HASH_SET_GOOD, NULL, NULL);

  (void) data;
  g_assert_true (wire_hash_database_add (database, one, numbers_source, &numbers, &count, NULL));
  g_assert_cmpint (wire_hash_database_create_set (database, "one", WIRE_HASH_SET_BAD, NULL, &error),
                   ==, -1);
  g_assert_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_NAME_USED);
  g_clear_error (&error);
  g_assert_false (wire_hash_database_rename_set (database, two, "one", &error));
  g_assert_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_NAME_USED);
  g_clear_error (&error);

  g_assert_true (wire_hash_database_remove_set (database, one, NULL));
  g_assert_cmpuint (count_matches (database, 1), ==, 0);
  g_assert_null (wire_hash_database_find_set (database, "one", &error));
  g_assert_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_NO_SET);
  g_assert_true (wire_hash_database_restore_set (database, one, NULL));
  g_assert_cmpuint (count_matches (database, 1), ==, 1);

  g_assert_true (wire_hash_database_remove_set (database, one, NULL));
  g_assert_true (wire_hash_database_purge (database, NULL));
  g_assert_true (wire_hash_database_rename_set (database, two, "one", NULL));
  g_assert_cmpuint (count_matches (database, 1), ==, 0);
}

static void
test_two_windows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashDatabase) other = wire_hash_database_open (fixture->path, NULL);
  gint64 set =
      wire_hash_database_create_set (fixture->database, "Lab", WIRE_HASH_SET_BAD, NULL, NULL);
  WireHashImportCount count;
  Numbers numbers = { .next = 0, .end = 3 };
  gint64 before = wire_hash_database_get_revision (other, NULL);

  (void) data;
  g_assert_cmpuint (count_matches (other, 1), ==, 0);
  g_assert_true (
      wire_hash_database_add (fixture->database, set, numbers_source, &numbers, &count, NULL));
  g_assert_cmpint (wire_hash_database_get_revision (other, NULL), >, before);
  g_assert_cmpuint (count_matches (other, 1), ==, 1);
}

/* Whoever comes in the middle of another program's import sees the sets as they were. */
static void
test_opens_during_an_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashDatabase) other = NULL;
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *importing = NULL;

  (void) data;
  wire_hash_database_create_set (fixture->database, "Lab", WIRE_HASH_SET_BAD, NULL, NULL);
  g_assert_cmpint (sqlite3_open (fixture->path, &importing), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (importing, "BEGIN IMMEDIATE; UPDATE sets SET count = 9", NULL, NULL, NULL), ==,
      SQLITE_OK);
  other = wire_hash_database_open (fixture->path, &error);
  g_assert_no_error (error);
  sets = wire_hash_database_list (other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((const WireHashSet *) g_ptr_array_index (sets, 0))->count, ==, 0);
  sqlite3_close (importing);
}

static void
kill_self (void)
{
  kill (getpid (), SIGKILL);
}

/* Killed when all digests were read, and again in the middle of the transaction itself. */
static void
test_killed_import_leaves_old_set (Fixture *fixture, gconstpointer data)
{
  WireHashImportCount count;
  Numbers numbers = { .next = 0, .end = 5 };
  gint64 set =
      wire_hash_database_create_set (fixture->database, "Lab", WIRE_HASH_SET_BAD, NULL, NULL);
  int status;

  (void) data;
  g_assert_true (
      wire_hash_database_add (fixture->database, set, numbers_source, &numbers, &count, NULL));
  g_clear_pointer (&fixture->database, wire_hash_database_close);

  for (guint delay_us = 0; delay_us <= 40000; delay_us += 10000)
    {
      pid_t child = fork ();

      if (child == 0)
        {
          WireHashDatabase *database = wire_hash_database_open (fixture->path, NULL);
          Numbers many = { .next = 5, .end = 300000, .at_end = delay_us ? NULL : kill_self };

          wire_hash_database_add (database, set, numbers_source, &many, &count, NULL);
          _exit (0);
        }
      if (delay_us)
        {
          g_usleep (150000 + delay_us);
          kill (child, SIGKILL);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);

      fixture->database = wire_hash_database_open (fixture->path, NULL);
      g_autoptr (WireHashSet) found = wire_hash_database_find_set (fixture->database, "Lab", NULL);
      g_assert_cmpuint (count_matches (fixture->database, 4), ==, 1);
      if (WIFSIGNALED (status)) /* a fast machine may have finished before the signal */
        {
          g_assert_true (found->count == 5 || found->count == 300000);
          g_assert_cmpuint (count_matches (fixture->database, 299999), ==, found->count == 300000);
        }
      g_clear_pointer (&fixture->database, wire_hash_database_close);
    }
}

/* A copy is whole or not there. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  gint64 bad =
      wire_hash_database_create_set (fixture->database, "Lab", WIRE_HASH_SET_BAD, "test", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "elsewhere", "sets.db", NULL);
  g_autoptr (WireJob) job = wire_job_new ("copy");
  g_autoptr (WireHashDatabase) copy = NULL;
  g_autoptr (GError) error = NULL;
  WireHashImportCount count;
  Numbers numbers = { .next = 0, .end = 1000 };

  (void) data;
  g_assert_true (
      wire_hash_database_add (fixture->database, bad, numbers_source, &numbers, &count, &error));
  wire_job_cancel (job);
  g_assert_false (wire_hash_database_copy (fixture->database, path, job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_object_unref (job);
  job = wire_job_new ("copy");
  g_assert_true (wire_hash_database_copy (fixture->database, path, job, &error));
  g_assert_no_error (error);
  copy = wire_hash_database_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_matches (copy, 7), ==, 1);
  g_assert_cmpuint (count_matches (fixture->database, 7), ==, 1);

  g_assert_false (wire_hash_database_copy (fixture->database, fixture->folder, job, &error));
  g_assert_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_STORAGE);
}

static void
test_refuses_other_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_build_filename (fixture->folder, "text", NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (text, "just some text that is no database at all", -1, NULL));
  g_assert_null (wire_hash_database_open (text, &error));
  g_assert_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, text));
}

/* Runs so small that thousands must be merged give what one run gives. */
static void
test_sorter (void)
{
  g_autoptr (WireDigestSorter) small = wire_digest_sorter_new (0);
  g_autoptr (WireDigestSorter) large = wire_digest_sorter_new (1 << 20);
  Numbers numbers = { .next = 0, .end = 2000 };
  WireKnownDigest digest;
  WireKnownDigest a;
  WireKnownDigest b;
  guint8 last[16] = { 0 };
  guint n = 0;

  while (numbers_source (&digest, &numbers, NULL))
    {
      digest.name = numbers.next % 3 ? digest.name : NULL;
      g_assert_true (wire_digest_sorter_add (small, &digest, NULL));
      g_assert_true (wire_digest_sorter_add (large, &digest, NULL));
    }
  g_assert_true (wire_digest_sorter_end (small, NULL));
  g_assert_true (wire_digest_sorter_end (large, NULL));
  while (wire_digest_sorter_next (small, &a, NULL) == 1)
    {
      g_assert_cmpint (wire_digest_sorter_next (large, &b, NULL), ==, 1);
      g_assert_cmpmem (a.digest, 16, b.digest, 16);
      g_assert_cmpstr (a.name, ==, b.name);
      g_assert_cmpint (memcmp (last, a.digest, 16), <, 0);
      memcpy (last, a.digest, 16);
      n++;
    }
  g_assert_cmpint (wire_digest_sorter_next (large, &b, NULL), ==, 0);
  g_assert_cmpuint (n, ==, 2000);
}

/* Digests that begin alike, among them the same ones under other names, in one list: what was
 * added first comes first, from memory as from run files. */
static void
test_sorter_keeps_order (gconstpointer data)
{
  g_autoptr (WireDigestSorter) sorter = wire_digest_sorter_new (GPOINTER_TO_SIZE (data));
  guint8 bytes[16] = { 'a', 'l', 'i', 'k', 'e', '8', '8', '8' };
  WireKnownDigest digest;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      bytes[15] = (guint8) (99 - i % 100);
      digest = (WireKnownDigest){ WIRE_DIGEST_MD5, bytes, name };
      g_assert_true (wire_digest_sorter_add (sorter, &digest, NULL));
    }
  g_assert_true (wire_digest_sorter_end (sorter, NULL));
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i % 4 * 100 + 99 - i / 4);

      g_assert_cmpint (wire_digest_sorter_next (sorter, &digest, NULL), ==, 1);
      g_assert_cmpuint (digest.digest[15], ==, i / 4);
      g_assert_cmpstr (digest.name, ==, name);
    }
  g_assert_cmpint (wire_digest_sorter_next (sorter, &digest, NULL), ==, 0);
}

static void
test_sorter_without_temporary_folder (void)
{
  g_autoptr (WireDigestSorter) sorter = NULL;
  g_autoptr (GError) error = NULL;
  Numbers numbers = { .next = 0, .end = 2000 };
  WireKnownDigest digest;
  gboolean done = TRUE;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("TMPDIR", "/is/not/there", TRUE);
  sorter = wire_digest_sorter_new (0);
  while (done && numbers_source (&digest, &numbers, NULL))
    done = wire_digest_sorter_add (sorter, &digest, &error);
  g_assert_false (done);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/is/not/there"));
}

/* Writes @size bytes of @fill, or of noise for a negative one, over a page of the file. */
static void
damage (const char *path, const char *bytes, gsize size, guint page, gsize page_size, int fill)
{
  g_autofree char *copy = g_memdup2 (bytes, size);
  g_autoptr (GRand) noise = g_rand_new_with_seed (page);

  for (gsize i = page * page_size; i < (page + 1) * page_size; i++)
    copy[i] = (char) (fill >= 0 ? fill : g_rand_int_range (noise, 0, 256));
  g_assert_true (g_file_set_contents (path, copy, (gssize) size, NULL));
}

/* Whether @number is found, or a look-up says that it failed. It must not be called unknown. */
static gboolean
find_or_fail (WireHashDatabase *database, const char *path, guint number)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  g_autoptr (GError) problem = NULL;
  WireDigests digests = { 0 };

  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), &number, 4, &digests);
  if (wire_hash_database_match (database, &digests, matches, &problem))
    {
      g_assert_cmpuint (matches->len, ==, 1);
      return TRUE;
    }
  g_assert_error (problem, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_STORAGE);
  g_assert_nonnull (strstr (problem->message, path));
  return FALSE;
}

/* Returns: how many of the numbers could not be asked */
static guint
count_refused (const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireHashDatabase) database = wire_hash_database_open (path, &error);
  guint refused = 0;

  if (!database)
    {
      g_assert_nonnull (strstr (error->message, path));
      return n;
    }
  for (guint i = 0; i < n; i++)
    refused += !find_or_fail (database, path, i);
  return refused;
}

static char *
fill_and_read (Fixture *fixture, guint n, gsize *size)
{
  gint64 set =
      wire_hash_database_create_set (fixture->database, "Lab", WIRE_HASH_SET_BAD, "test", NULL);
  WireHashImportCount count;
  Numbers numbers = { .next = 0, .end = n };
  char *bytes;

  g_assert_true (
      wire_hash_database_add (fixture->database, set, numbers_source, &numbers, &count, NULL));
  g_clear_pointer (&fixture->database, wire_hash_database_close);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, size, NULL));
  return bytes;
}

/* Known bad never turns into clean: whatever page is damaged, a look-up finds or fails. */
static void
test_damaged_pages (Fixture *fixture, gconstpointer data)
{
  static const int FILLS[] = { 0, 0xff, -1 };
  const guint n = 1000;
  const gsize page_size = 4096;
  g_autofree char *copy = g_build_filename (fixture->folder, "damaged.db", NULL);
  g_autofree char *bytes = NULL;
  guint refused = 0;
  gsize size;

  (void) data;
  bytes = fill_and_read (fixture, n, &size);
  g_assert_cmpuint (size / page_size, >, 10);
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));
  g_assert_cmpuint (count_refused (copy, n), ==, 0);
  for (guint page = 0; page < size / page_size; page++)
    for (guint i = 0; i < G_N_ELEMENTS (FILLS); i++)
      {
        damage (copy, bytes, size, page, page_size, FILLS[i]);
        refused += count_refused (copy, n);
      }
  g_assert_cmpuint (refused, >, n);
}

static gboolean
count_digest (const WireKnownDigest *digest, gpointer data)
{
  (void) digest;
  ++*(guint *) data;
  return TRUE;
}

/* A cut file: asking for all digests, or for what sets hold, fails and says so. */
static void
test_cut_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashDatabase) cut = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  WireDigestMask mask;
  guint n = 0;
  gsize size;

  (void) data;
  bytes = fill_and_read (fixture, 3000, &size);
  fixture->database = wire_hash_database_open (fixture->path, NULL);
  g_assert_true (wire_hash_database_foreach (fixture->database, 1, count_digest, &n, NULL));
  g_assert_cmpuint (n, ==, 3000);
  g_clear_pointer (&fixture->database, wire_hash_database_close);

  g_assert_cmpint (truncate (fixture->path, (off_t) (size / 2 & ~(gsize) 4095)), ==, 0);
  cut = wire_hash_database_open (fixture->path, &error);
  if (cut && wire_hash_database_get_mask (cut, &mask, &error))
    g_assert_false (wire_hash_database_foreach (cut, 1, count_digest, &n, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/hash-database/add-and-match", test_add_and_match);
  ADD ("/hash-database/many-are-taken-out", test_many_are_taken_out);
  ADD ("/hash-database/names-and-removal", test_names_and_removal);
  ADD ("/hash-database/two-windows", test_two_windows);
  ADD ("/hash-database/opens-during-an-import", test_opens_during_an_import);
  ADD ("/hash-database/killed-import", test_killed_import_leaves_old_set);
  ADD ("/hash-database/copy", test_copy);
  ADD ("/hash-database/refuses-other-files", test_refuses_other_files);
  ADD ("/hash-database/damaged-pages", test_damaged_pages);
  ADD ("/hash-database/cut-file", test_cut_file);
  g_test_add_func ("/digest-sorter/merge", test_sorter);
  g_test_add_data_func ("/digest-sorter/order/memory", GSIZE_TO_POINTER (1 << 20),
                        test_sorter_keeps_order);
  g_test_add_data_func ("/digest-sorter/order/runs", NULL, test_sorter_keeps_order);
  g_test_add_func ("/digest-sorter/no-temporary-folder", test_sorter_without_temporary_folder);
  return g_test_run ();
}
