/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/window/folder-fixture.h"

#include <glib/gstdio.h>

void
folder_fixture_set_up (FolderFixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->path = g_dir_make_tmp ("wirecase-test-XXXXXX", NULL);
  g_assert_nonnull (fixture->path);
}

/* Removes @path with all below. */
static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
folder_fixture_tear_down (FolderFixture *fixture, gconstpointer data)
{
  (void) data;
  remove_all (fixture->path);
  g_free (fixture->path);
}

char *
folder_fixture_path (FolderFixture *fixture, const char *name)
{
  return g_build_filename (fixture->path, name, NULL);
}

char *
folder_fixture_write (FolderFixture *fixture, const char *name, const char *content)
{
  char *path = folder_fixture_path (fixture, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}
