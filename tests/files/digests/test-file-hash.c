/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/digests/wire-file-hash.h"
#include "files/examination/wire-file-walk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ALL ((1u << WIRE_N_DIGESTS) - 1)

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
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

static char *
put (Fixture *fixture, const char *name, const void *bytes, gssize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return path;
}

/* What `COMMAND FILE` of coreutils prints first. */
static char *
ask (const char *command, const char *path)
{
  const char *argv[] = { command, path, NULL };
  g_autofree char *out = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                               NULL, NULL, NULL));
  return g_strndup (out, strcspn (out, " "));
}

static void
test_sizes_equal_coreutils (Fixture *fixture, gconstpointer data)
{
  static const gsize SIZES[] = { 0,       1,       63,      64,      65,      1048575,
                                 1048576, 1048577, 4194303, 4194304, 4194305, 9000000 };
  static const struct
  {
    WireDigestAlgorithm algorithm;
    const char *command;
  } PEERS[] = { { WIRE_DIGEST_MD5, "md5sum" },
                { WIRE_DIGEST_SHA1, "sha1sum" },
                { WIRE_DIGEST_SHA256, "sha256sum" },
                { WIRE_DIGEST_SHA512, "sha512sum" },
                { WIRE_DIGEST_BLAKE2B_512, "b2sum" } };
  g_autofree guint8 *bytes = g_malloc (9000000);

  (void) data;
  for (gsize i = 0; i < 9000000; i++)
    bytes[i] = (guint8) (i * 2654435761u >> 13);
  for (gsize s = 0; s < G_N_ELEMENTS (SIZES); s++)
    {
      g_autofree char *path = put (fixture, "evidence", bytes, (gssize) SIZES[s]);
      g_autoptr (GError) error = NULL;
      WireFileHash hash;

      g_assert_true (wire_file_hash (path, ALL, NULL, &hash, &error));
      g_assert_cmpuint (hash.size, ==, SIZES[s]);
      g_assert_cmpmem (hash.head, hash.head_size, bytes, MIN (SIZES[s], WIRE_FILE_HEAD_SIZE));
      for (gsize p = 0; p < G_N_ELEMENTS (PEERS); p++)
        {
          g_autofree char *expected = ask (PEERS[p].command, path);
          g_autofree char *hex = wire_digests_get_hex (&hash.digests, PEERS[p].algorithm);

          g_assert_cmpstr (hex, ==, expected);
        }
    }
}

/* Over 4 GiB and sparse: sizes must not wrap. CRC32 alone keeps it quick. */
static void
test_over_4_gib (Fixture *fixture, gconstpointer data)
{
  const gint64 size = G_GINT64_CONSTANT (4294967296) + 3;
  g_autofree char *path = put (fixture, "sparse", "x", 1);
  g_autoptr (WireHashGate) gate = wire_hash_gate_new (NULL);
  WireFileHash hash;

  (void) data;
  g_assert_cmpint (truncate (path, size), ==, 0);
  g_assert_true (wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_CRC32), gate, &hash, NULL));
  g_assert_cmpint ((gint64) hash.size, ==, size);
  g_assert_cmpint ((gint64) wire_hash_gate_get_bytes (gate), ==, size);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  const struct
  {
    const char *path;
    int code;
  } CASES[] = { { fixture->folder, G_IO_ERROR_IS_DIRECTORY },
                { fifo, G_IO_ERROR_NOT_REGULAR_FILE },
                { missing, G_IO_ERROR_NOT_FOUND } };

  (void) data;
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      WireFileHash hash;

      g_assert_false (wire_file_hash (CASES[i].path, ALL, NULL, &hash, &error));
      g_assert_error (error, G_IO_ERROR, CASES[i].code);
      g_assert_nonnull (strstr (error->message, CASES[i].path));
    }
}

static void
test_cancel_while_paused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (WireHashGate) gate = wire_hash_gate_new (cancellable);
  g_autofree char *path = put (fixture, "evidence", "abc", 3);
  g_autoptr (GError) error = NULL;
  WireFileHash hash;

  (void) data;
  wire_hash_gate_set_paused (gate, TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_false (wire_file_hash (path, ALL, gate, &hash, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
note_found (const WireFoundFile *found, gpointer data)
{
  GString *seen = data;
  g_autofree char *name = g_path_get_basename (found->path);

  g_string_append_printf (seen, "%s%s ", name, found->error ? "!" : "");
  return TRUE;
}

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (fixture->folder, "inner", NULL);
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo", NULL);
  g_autofree char *loop = g_build_filename (inner, "loop", NULL);
  g_autofree char *outside = g_build_filename (inner, "outside", NULL);
  g_autofree char *first = put (fixture, "a\nb \xff", "x", 1);
  g_autofree char *second = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);

  (void) data;
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  second = put (fixture, "inner/z", "x", 1);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", outside), ==, 0);

  g_assert_true (wire_file_walk (fixture->folder, TRUE, note_found, seen));
  g_assert_cmpstr (seen->str, ==, "a\nb \xff fifo! loop! outside! z ");

  g_string_truncate (seen, 0);
  g_assert_true (wire_file_walk (inner, FALSE, note_found, seen));
  g_assert_cmpstr (seen->str, ==, "inner! ");

  g_string_truncate (seen, 0);
  g_assert_true (wire_file_walk (outside, TRUE, note_found, seen)); /* a link named by the user */
  g_assert_cmpstr (seen->str, ==, "outside ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/file-hash/sizes-equal-coreutils", test_sizes_equal_coreutils);
  ADD ("/file-hash/over-4-gib", test_over_4_gib);
  ADD ("/file-hash/refusals", test_refusals);
  ADD ("/file-hash/cancel-while-paused", test_cancel_while_paused);
  ADD ("/file-walk", test_walk);
  return g_test_run ();
}
