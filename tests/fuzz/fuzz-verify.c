/* fuzz-verify.c: checksum lists that files of their own folder are held against
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder has a file a.bin with six known bytes. The list goes into it under three names: of a
 * list of many, of one of a.bin alone, and of a log that is no list.
 */

#include "files/examination/wire-verification.h"
#include "files/lists/wire-siblings.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define INPUT_MAX 16384

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static char *paths[5];

enum
{
  FOLDER,
  LIST,
  ALONE,
  DOCUMENT,
  CONTENT,
};

static void
remove_folder (void)
{
  for (guint i = LIST; i <= CONTENT; i++)
    g_unlink (paths[i]);
  g_rmdir (paths[FOLDER]);
}

static void
make_folder (void)
{
  paths[FOLDER] = g_dir_make_tmp ("fuzz-verify-XXXXXX", NULL);
  paths[LIST] = g_build_filename (paths[FOLDER], "SHA256SUMS", NULL);
  paths[ALONE] = g_build_filename (paths[FOLDER], "a.bin.sha256", NULL);
  paths[DOCUMENT] = g_build_filename (paths[FOLDER], "a.bin.log", NULL);
  paths[CONTENT] = g_build_filename (paths[FOLDER], "a.bin", NULL);
  g_assert_true (g_file_set_contents (paths[CONTENT], "hello\n", 6, NULL));
  atexit (remove_folder);
}

static void
verified_cb (const char *name,
             const char *path,
             WireVerificationStatus status,
             const GError *error,
             gpointer data)
{
  WireVerificationCount *seen = data;

  g_assert_true (name && path);
  g_assert_cmpuint (status, <, WIRE_N_VERIFICATION_STATUSES);
  g_assert_true (status != WIRE_VERIFICATION_OK || !error);
  seen->counts[status]++;
}

static void
verify (void)
{
  WireVerificationOptions options = { .unlisted = TRUE };
  WireVerificationCount count = { 0 }, seen = { 0 };
  g_autoptr (WireJob) job = wire_job_new ("");
  g_autoptr (GError) error = NULL;

  if (!wire_verify (paths[LIST], &options, job, verified_cb, &seen, &count, &error))
    g_assert_nonnull (error);
  else
    for (guint i = 0; i < WIRE_N_VERIFICATION_STATUSES; i++)
      g_assert_cmpuint (seen.counts[i], ==, count.counts[i]);
}

/* What a list says of a digest that is not that of the file is never that it agrees. */
static void
ask_siblings (void)
{
  g_autoptr (WireSiblings) siblings = wire_siblings_new ();
  g_autoptr (GPtrArray) found = wire_siblings_find (siblings, paths[CONTENT]);
  WireDigestMask mask = wire_siblings_get_mask (found) | wire_siblings_get_other_mask (found);
  WireDigests digests;
  WireSiblingCheck *check;

  wire_digests_of_bytes (mask | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), "hello\n", 6, &digests);
  check = wire_siblings_check (found, &digests);
  if (check)
    g_assert_nonnull (wire_sibling_check_get_key (check));
  g_clear_pointer (&check, wire_sibling_check_free);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size > INPUT_MAX)
    return 0;
  if (!paths[FOLDER])
    make_folder ();
  for (guint i = LIST; i <= DOCUMENT; i++)
    g_assert_true (g_file_set_contents (paths[i], (const char *) data, (gssize) size, NULL));
  verify ();
  ask_siblings ();
  return 0;
}
