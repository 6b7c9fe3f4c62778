/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-pages.h"

#include <string.h>

static void
test_sizes (void)
{
  static const gsize SIZES[] = { 4096, 2 * 1024 * 1024 - 4096, 2 * 1024 * 1024, 10 * 1024 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      guint8 *pages = wire_pages_new (SIZES[i]);

      g_assert_cmpuint (pages[0], ==, 0);
      g_assert_cmpuint (pages[SIZES[i] - 1], ==, 0);
      memset (pages, 0xa5, SIZES[i]);
      g_assert_cmpuint (pages[SIZES[i] / 2], ==, 0xa5);
      if (SIZES[i] >= 2 * 1024 * 1024)
        g_assert_cmpuint (GPOINTER_TO_SIZE (pages) % (2 * 1024 * 1024), ==, 0);
      wire_pages_free (pages, SIZES[i]);
    }
  wire_pages_free (NULL, 4096);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/sizes", test_sizes);
  return g_test_run ();
}
