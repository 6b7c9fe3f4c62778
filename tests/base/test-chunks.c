/* test-chunks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-chunks.h"

#define CHUNK_BYTES ((gsize) 256 * 1024)
#define CHUNK_NUMBERS (CHUNK_BYTES / sizeof (guint64))
#define N_CHUNKS 60u
#define N_NUMBERS (N_CHUNKS * CHUNK_NUMBERS)

static guint64 *
get (WireChunks *chunks, gsize number)
{
  return wire_chunks_get (chunks, (guint) (number / CHUNK_NUMBERS),
                          number % CHUNK_NUMBERS * sizeof (guint64));
}

static WireChunks *
fill (gsize memory)
{
  WireChunks *chunks = wire_chunks_new (CHUNK_BYTES, memory);

  for (gsize i = 0; i < N_NUMBERS; i++)
    {
      if (i % CHUNK_NUMBERS == 0)
        wire_chunks_add (chunks);
      g_assert_cmpuint (*get (chunks, i), ==, 0);
      *get (chunks, i) = i * 3;
    }
  return chunks;
}

/* Whatever is in memory and what in the file: each number is there, and may be changed. */
static void
check (WireChunks *chunks)
{
  gsize at = 7;

  for (guint i = 0; i < 100000; i++)
    {
      at = (at * 6364136223846793005u + 1) % N_NUMBERS;
      g_assert_cmpuint (*get (chunks, at) % (N_NUMBERS * 4), ==, at * 3);
      *get (chunks, at) += N_NUMBERS * 4;
    }
  for (gsize i = 0; i < N_NUMBERS; i++)
    g_assert_cmpuint (*get (chunks, i) % (N_NUMBERS * 4), ==, i * 3);
}

static void
test_memory (void)
{
  g_autoptr (WireChunks) chunks = fill (G_MAXSIZE);

  g_assert_cmpint (chunks->file, ==, -1);
  check (chunks);
}

static void
test_file (void)
{
  g_autoptr (WireChunks) chunks = fill (10 * CHUNK_BYTES);

  g_assert_cmpuint (chunks->first_filed, ==, 10);
  g_assert_cmpuint (chunks->end_filed, ==, N_CHUNKS);
  check (chunks);
}

/* Where a file cannot be made, memory it is. */
static void
test_no_file (void)
{
  g_autoptr (WireChunks) chunks = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("TMPDIR", "/nowhere", TRUE);
  chunks = fill (10 * CHUNK_BYTES);
  g_assert_cmpuint (chunks->first_filed, ==, G_MAXUINT);
  check (chunks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chunks/memory", test_memory);
  g_test_add_func ("/chunks/file", test_file);
  g_test_add_func ("/chunks/no-file", test_no_file);
  return g_test_run ();
}
