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

void
folder_fixture_tear_down (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->path, 0, NULL);
  const char *name;

  (void) data;
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = folder_fixture_path (fixture, name);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
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
