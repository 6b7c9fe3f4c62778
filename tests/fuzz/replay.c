/* replay.c: runs a fuzzer's corpus, what it once found among it, as an ordinary test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
replay (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) data, size), ==, 0);
}

/* Arguments: the folder */
int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  GDir *folder;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *test = g_strconcat ("/replay/", name, NULL);

      g_test_add_data_func_full (test, g_build_filename (argv[1], name, NULL), replay, g_free);
    }
  g_dir_close (folder);
  return g_test_run ();
}
