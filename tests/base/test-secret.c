/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-secret-bytes.h"
#include "base/wire-secret-text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Returns: (transfer full): what the system says of the pages that @at is in */
static char *
find_flags (gconstpointer at)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean here = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      guint64 from;
      guint64 to;

      if (sscanf (lines[i], "%" SCNx64 "-%" SCNx64 " ", &from, &to) == 2)
        here = (guintptr) at >= from && (guintptr) at < to;
      else if (here && g_str_has_prefix (lines[i], "VmFlags:"))
        return g_strconcat (lines[i], " ", NULL);
    }
  return g_strdup ("");
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) empty = wire_secret_bytes_new (NULL, 0);
  g_autoptr (GBytes) bytes = wire_secret_bytes_new ("CLIENT_RANDOM 00", 16);
  g_autofree char *flags = find_flags (g_bytes_get_data (bytes, NULL));

  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "CLIENT_RANDOM 00",
                   16);
  g_assert_nonnull (strstr (flags, " dd ")); /* not in a core file */
}

/* A file may be made of a hundred thousand key logs. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (all, wire_secret_bytes_new (&i, sizeof i));
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpmem (g_bytes_get_data (all->pdata[i], NULL), sizeof i, &i, sizeof i);
}

static void
test_text (void)
{
  g_autoptr (WireSecretText) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    wire_secret_text_append (text, "0123456789", 10);
  g_assert_cmpuint (text->len, ==, 10000);
  g_assert_cmpuint (strlen (text->str), ==, 10000);
  g_assert_true (g_str_has_suffix (text->str, "01234567890123456789"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/bytes", test_bytes);
  g_test_add_func ("/secret/many", test_many);
  g_test_add_func ("/secret/text", test_text);
  return g_test_run ();
}
