/* fuzz-hash-list.c: reads lists of digests that a fuzzer makes up, in every layout there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-line-format.h"
#include "files/lists/wire-checksum-line.h"
#include "files/sets/wire-hash-list.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A list says no more by its thousandth line than by its first. */
#define INPUT_MAX 65536

/* More rows than the longest input can hold: a list that gives more has no end. */
#define MAX_ROWS (4 * INPUT_MAX)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Rows that are told are whole ones. */
static void
read_list (const char *path)
{
  g_autoptr (WireHashList) list = wire_hash_list_open (path, NULL, NULL);
  g_autoptr (GError) error = NULL;
  WireKnownDigest digest;
  guint n = 0;
  int more;

  if (!list)
    return;
  while ((more = wire_hash_list_next (&digest, list, &error)) == 1 && n < MAX_ROWS)
    {
      guint8 copy[WIRE_DIGEST_MAX_SIZE];

      g_assert (digest.algorithm < WIRE_N_DIGESTS);
      memcpy (copy, digest.digest, wire_digest_get_info (digest.algorithm)->size);
      g_assert (!digest.name || g_utf8_validate (digest.name, -1, NULL));
      n++;
    }
  g_assert (n < MAX_ROWS && (more < 0) == (error != NULL) && (more != 0 || n > 0));
  g_assert (wire_hash_list_get_bad (list)->len <= WIRE_HASH_LIST_SHOWN_BAD);
}

/* A line that was read is written, and read again, the same. */
static void
read_line (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (WireChecksumLine) line = { 0 };
  g_auto (WireChecksumLine) again = { 0 };
  g_autofree char *written = NULL;

  if (!wire_checksum_line_parse (text, strlen (text), &line) || !line.name)
    return;
  written = wire_checksum_line_format (line.checksums[0].algorithm, line.checksums[0].digest,
                                       line.name, TRUE);
  g_assert (wire_checksum_line_parse (written, strlen (written), &again));
  g_assert (again.n == 1 && again.checksums[0].algorithm == line.checksums[0].algorithm
            && g_str_equal (again.name, line.name));
  g_assert (memcmp (again.checksums[0].digest, line.checksums[0].digest,
                    wire_digest_get_info (line.checksums[0].algorithm)->size)
            == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  int fd;

  if (size > INPUT_MAX)
    return 0;
  fd = memfd_create ("hash-list", MFD_CLOEXEC);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  if (fd >= 0 && write (fd, data, size) == (gssize) size)
    read_list (path);
  close (fd);
  read_line (data, size);
  return 0;
}
