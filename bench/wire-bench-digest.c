/* wire-bench-digest.c: the least that digests can take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-digest BYTES: has libgcrypt compute MD5 and SHA-256 of so many bytes, which are in the
 * processor's cache already, in as many threads as there are cores.
 */

#include <gcrypt.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* About as long as a download, on average. */
#define MESSAGE (64u * 1024)

static gpointer
compute (gpointer data)
{
  static const guint8 MESSAGE_BYTES[MESSAGE];
  guint64 bytes = *(const guint64 *) data;
  guint8 digest[32];

  for (guint64 done = 0; done < bytes; done += MESSAGE)
    {
      gcry_md_hash_buffer (GCRY_MD_MD5, digest, MESSAGE_BYTES, MESSAGE);
      gcry_md_hash_buffer (GCRY_MD_SHA256, digest, MESSAGE_BYTES, MESSAGE);
    }
  return NULL;
}

int
main (int argc, char **argv)
{
  guint n = g_get_num_processors ();
  guint64 bytes = argc == 2 ? g_ascii_strtoull (argv[1], NULL, 10) / n : 0;
  GThread **threads = g_new (GThread *, n);

  if (bytes == 0 || !gcry_check_version (NULL))
    {
      fputs ("usage: wire-bench-digest BYTES\n", stderr);
      return 2;
    }
  gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("digests", compute, &bytes);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  g_free (threads);
  return 0;
}
