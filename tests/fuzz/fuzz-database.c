/* fuzz-database.c: cases and databases of hash sets that others made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A database has few bytes that matter in many that do not. The input is the name of a seed, 0 for
 * a case and 1 for hash sets, and changes to it of four bytes: place (3 bytes) and value.
 */

#include "cases/wire-case-evidence.h"
#include "cases/wire-case-notes.h"
#include "files/sets/wire-hash-database.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define INPUT_MAX 4096

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static char *folder;

static void
remove_folder (void)
{
  static const char *const NAMES[] = { "case",         "sets",         "made",     "case-journal",
                                       "made-journal", "case-wal",     "made-wal", "case-shm",
                                       "made-shm",     "sets-journal", "sets-wal", "sets-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *path = g_build_filename (folder, NAMES[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static GBytes *
take (const char *path)
{
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

static GBytes *
make_case (const char *path)
{
  g_autoptr (WireCase) self = wire_case_create (path, NULL);
  WireCaseNote note = {
    .kind = (char *) "case", .place = (char *) "", .mark = (char *) "red", .text = (char *) "A note"
  };

  g_assert_nonnull (self);
  g_assert_true (wire_case_add_note (self, &note, NULL));
  g_assert_true (wire_case_log (self, "report", "a.html", NULL, NULL));
  g_clear_pointer (&self, wire_case_free);
  return take (path);
}

static int
next_digest (WireKnownDigest *digest, gpointer data, GError **error G_GNUC_UNUSED)
{
  static const guint8 BYTES[32] = { 1, 2, 3 };
  guint *left = data;

  if (*left == 0)
    return 0;
  --*left;
  *digest = (WireKnownDigest){ WIRE_DIGEST_SHA256, BYTES, "name" };
  return 1;
}

static GBytes *
make_sets (const char *path)
{
  g_autoptr (WireHashDatabase) sets = wire_hash_database_open (path, NULL);
  WireHashSetWish wish = { .name = "bad", .source = "a list" };
  WireHashImportCount count;
  gint64 set;
  guint left = 1;

  g_assert_nonnull (sets);
  g_assert_true (wire_hash_database_add_to (sets, &wish, next_digest, &left, &set, &count, NULL));
  g_clear_pointer (&sets, wire_hash_database_close);
  return take (path);
}

static void
open_case (const char *path)
{
  g_autoptr (WireCase) self = wire_case_open (path, NULL);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) deeds = NULL;
  g_autoptr (GPtrArray) evidence = NULL;

  if (!self)
    return;
  notes = wire_case_list_notes (self, NULL);
  deeds = wire_case_list_deeds (self, NULL);
  evidence = wire_case_list_evidence (self, NULL);
  wire_case_log (self, "report", "b.html", NULL, NULL);
}

/* A digest that was known is known, or the look-up fails: damage never makes it unknown, unless the
 * change was to the digest itself, to its set or to its place. */
static void
open_sets (const char *path)
{
  static const guint8 DIGEST[32] = { 1, 2, 3 };
  g_autoptr (WireHashDatabase) sets = wire_hash_database_open (path, NULL);
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  WireDigestMask mask;

  if (!sets)
    return;
  matches = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  list = wire_hash_database_list (sets, NULL);
  wire_hash_database_get_mask (sets, &mask, NULL);
  if (!wire_hash_database_lookup (sets, WIRE_DIGEST_SHA256, DIGEST, matches, &error))
    g_assert_nonnull (error);
}

static void
change (guint8 *bytes, gsize length, const guint8 *changes, gsize size)
{
  for (; size >= 4; changes += 4, size -= 4)
    bytes[((gsize) changes[0] << 16 | changes[1] << 8 | changes[2]) % length] = changes[3];
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static GBytes *seeds[2];
  static char *paths[2];
  g_autofree guint8 *bytes = NULL;
  gsize length;
  guint which;

  if (size < 1 || size > INPUT_MAX)
    return 0;
  if (!folder)
    {
      folder = g_dir_make_tmp ("fuzz-database-XXXXXX", NULL);
      paths[0] = g_build_filename (folder, "case", NULL);
      paths[1] = g_build_filename (folder, "sets", NULL);
      seeds[0] = make_case (paths[0]);
      seeds[1] = make_sets (paths[1]);
      atexit (remove_folder);
    }
  which = data[0] & 1;
  bytes = g_memdup2 (g_bytes_get_data (seeds[which], &length), g_bytes_get_size (seeds[which]));
  change (bytes, length, data + 1, size - 1);
  g_assert_true (g_file_set_contents (paths[which], (char *) bytes, (gssize) length, NULL));
  (which == 0 ? open_case : open_sets) (paths[which]);
  return 0;
}
