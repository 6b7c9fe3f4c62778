/* test-save.c: files that are there whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-io.h"
#include "base/wire-kept-files.h"
#include "base/wire-save.h"
#include "base/wire-text-hash.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.txt", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_holds (const char *folder, const char *name, const char *wanted)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, wanted);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static char *
save_new (WireSaveFolder *folder, const char *wanted, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireSave) save = wire_save_begin (folder, &error);
  char *name;

  g_assert_no_error (error);
  g_assert_true (wire_save_write (save, text, strlen (text), &error));
  name = wire_save_end_new (save, wanted, &error);
  g_assert_no_error (error);
  return name;
}

static void
test_new_names (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (WireSaveFolder) folder = wire_save_folder_open (fixture->folder, NULL);

  for (guint i = 1; i <= 12000; i++)
    {
      g_autofree char *wanted = i == 1 ? g_strdup ("a.txt") : g_strdup_printf ("a (%u).txt", i);
      g_autofree char *name = save_new (folder, "a.txt", "x");

      g_assert_cmpstr (name, ==, wanted);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 12000);
}

/* Until it is ended there is no file, and nothing is left of one that is not. */
static void
test_nothing_is_left (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (WireSaveFolder) folder = wire_save_folder_open (fixture->folder, NULL);
  g_autoptr (WireSave) save = wire_save_begin (folder, NULL);

  g_assert_true (wire_save_write (save, "half", 4, NULL));
  g_clear_pointer (&save, wire_save_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_the_old_file_stays (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (WireSave) save = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  save = wire_save_begin_at (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (wire_save_write (save, "new", 3, NULL));
  assert_holds (fixture->folder, "a.txt", "old");
  g_clear_pointer (&save, wire_save_free);
  assert_holds (fixture->folder, "a.txt", "old");

  save = wire_save_begin_at (fixture->path, NULL);
  wire_save_set_backup (save, TRUE);
  g_assert_true (wire_save_write (save, "new", 3, NULL));
  g_assert_true (wire_save_end (save, &error));
  g_assert_no_error (error);
  assert_holds (fixture->folder, "a.txt", "new");
  assert_holds (fixture->folder, "a.txt~", "old");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0640);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

/* Whatever a file is called, it is known by device and inode: by a hard link, by a symbolic one. */
static void
test_evidence_is_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *hard = g_build_filename (fixture->folder, "hard", NULL);
  g_autofree char *soft = g_build_filename (fixture->folder, "soft", NULL);
  const char *paths[] = { fixture->path, hard, soft };
  GStatBuf info;

  g_assert_true (g_file_set_contents (fixture->path, "evidence", -1, NULL));
  g_assert_cmpint (link (fixture->path, hard), ==, 0);
  g_assert_cmpint (symlink ("a.txt", soft), ==, 0);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  wire_kept_files_add (&info);
  wire_kept_files_add (&info);
  wire_kept_files_remove (&info);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wire_save_begin_at (paths[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
    }
  wire_kept_files_remove (&info);
  g_assert_false (wire_kept_files_have (&info));
  g_autoptr (WireSave) save = wire_save_begin_at (soft, NULL);
  g_assert_nonnull (save);
  g_assert_true (wire_save_end (save, NULL));
  g_assert_true (g_file_test (soft, G_FILE_TEST_IS_SYMLINK));
  assert_holds (fixture->folder, "a.txt", "");
  assert_holds (fixture->folder, "hard", "evidence");
}

static void
test_devices_are_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wire_save_begin_at ("/dev/null", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_null (wire_save_begin_at (fixture->folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_null (wire_save_folder_open (fixture->path, &error));
  g_assert_nonnull (strstr (error->message, fixture->path));
}

/* A folder that is swapped for a link meanwhile gets nothing. */
static void
test_a_swapped_folder (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *into = g_build_filename (fixture->folder, "into", NULL);
  g_autofree char *moved = g_build_filename (fixture->folder, "moved", NULL);
  g_autofree char *trap = g_build_filename (fixture->folder, "trap", NULL);
  g_autoptr (WireSaveFolder) folder = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpint (g_mkdir (into, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (trap, 0700), ==, 0);
  folder = wire_save_folder_open (into, NULL);
  first = save_new (folder, "x", "1");
  g_assert_cmpint (g_rename (into, moved), ==, 0);
  g_assert_cmpint (symlink (trap, into), ==, 0);
  second = save_new (folder, "y", "2");
  assert_holds (moved, "x", "1");
  assert_holds (moved, "y", "2");
  g_assert_cmpuint (count_files (trap), ==, 0);
}

static void
test_io (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (WireSave) save = wire_save_begin_at (fixture->path, NULL);
  int fd = wire_save_get_fd (save);
  char text[16] = "";
  int ends[2];

  g_assert_true (wire_io_write (fd, "0123456789", 10));
  g_assert_true (wire_io_pwrite (fd, "AB", 2, 4));
  g_assert_cmpint (wire_io_pread_full (fd, text, sizeof text, 2), ==, 8);
  g_assert_cmpmem (text, 8, "23AB6789", 8);
  g_assert_cmpint (wire_io_read_full (fd, text, sizeof text), ==, 0);
  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_true (wire_io_write (ends[1], "abc", 3));
  close (ends[1]);
  g_assert_cmpint (wire_io_read_full (ends[0], text, sizeof text), ==, 3);
  close (ends[0]);
  g_assert_false (wire_io_write (-1, "x", 1));
  g_assert_cmpint (wire_io_read (-1, text, 1), ==, -1);
}

/* Texts that g_str_hash() cannot tell apart, whatever is put around them. */
static void
test_hash (void)
{
  guint other = 0;

  g_assert_cmpuint (g_str_hash ("Ez"), ==, g_str_hash ("FY"));
  for (guint i = 0; i < 64; i++)
    {
      g_autofree char *one = g_strdup_printf ("%uEz", i);
      g_autofree char *two = g_strdup_printf ("%uFY", i);

      g_assert_cmpuint (wire_text_hash (one), ==, wire_bytes_hash (one, strlen (one)));
      other += wire_text_hash (one) != wire_text_hash (two);
    }
  g_assert_cmpuint (other, >, 60);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/save/new-names", test_new_names);
  ADD ("/save/nothing-is-left", test_nothing_is_left);
  ADD ("/save/the-old-file-stays", test_the_old_file_stays);
  ADD ("/save/evidence-is-kept", test_evidence_is_kept);
  ADD ("/save/devices-are-refused", test_devices_are_refused);
  ADD ("/save/a-swapped-folder", test_a_swapped_folder);
  ADD ("/save/io", test_io);
  g_test_add_func ("/save/hash", test_hash);
  return g_test_run ();
}
