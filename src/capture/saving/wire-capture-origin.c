/* wire-capture-origin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-capture-origin.h"

#include "base/wire-printable.h"
#include "capture/writing/wire-pcapng-block.h"
#include "files/digests/wire-file-hash.h"
#include "wire-config.h"

#define APPLICATION "Wirecase " WIRE_VERSION

/* Returns: (transfer full) (nullable): the SHA-256 of the file as it is on the disk; %NULL where it
 * is not a regular file, or on error */
static char *
find_digest (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireHashGate) gate = NULL;
  WireFileHash hash;

  if (!path || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  gate = wire_hash_gate_new (cancellable);
  if (!wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), gate, &hash, error))
    return NULL;
  return wire_digests_get_hex (&hash.digests, WIRE_DIGEST_SHA256);
}

/**
 * wire_capture_origin_tell:
 * @self: a capture that was read
 * @cancellable: (nullable): ends it early
 * @error: set where %NULL is returned: its file cannot be read any more
 *
 * Reads the whole file for its digest. Blocks: call it in a worker.
 *
 * Returns: (transfer full) (nullable): lines in English, for a comment: the name of the file, its
 *   SHA-256, and the program
 */
char *
wire_capture_origin_tell (WireCapture *self, GCancellable *cancellable, GError **error)
{
  GFile *file = wire_capture_get_file (self);
  const char *path = g_file_peek_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *printable = wire_printable_name (name);
  g_autoptr (GError) local = NULL;
  g_autofree char *digest = find_digest (path, cancellable, &local);
  WireCaptureSummary summary;

  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  wire_capture_get_summary (self, &summary);
  return g_strdup_printf ("Packets of “%s”, written by " APPLICATION "\nSHA-256 of that file: %s%s",
                          printable, digest ? digest : "not known, it is not a regular file",
                          summary.complete ? "" : "\nThat file was not read to its end.");
}

/** Adds who wrote the file to the options of its section header. */
void
wire_capture_origin_add_application (GByteArray *options)
{
  wire_pcapng_add_text (options, WIRE_PCAPNG_SECTION_APPLICATION, APPLICATION);
}
