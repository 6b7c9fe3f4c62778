/* wire-file-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-file-print.h"

#include "base/wire-io.h"

#include <string.h>

#define HEAD_BYTES 4096u
#define SAMPLE_BYTES 1024u
/* The last one ends where the file does: what was written last is most likely to differ. */
#define N_SAMPLES 24u

/* Returns: whether @length bytes are there */
static gboolean
add (GChecksum *checksum, int fd, guint64 offset, gsize length)
{
  guint8 bytes[HEAD_BYTES];

  if (wire_io_pread_full (fd, bytes, length, offset) != (gssize) length)
    return FALSE;
  g_checksum_update (checksum, bytes, (gssize) length);
  return TRUE;
}

static gboolean
add_samples (GChecksum *checksum, int fd, guint64 size)
{
  guint64 step;

  if (size <= HEAD_BYTES)
    return TRUE;
  step = (size - HEAD_BYTES) / N_SAMPLES;
  for (guint i = 1; i <= N_SAMPLES; i++)
    {
      guint64 end = i == N_SAMPLES ? size : HEAD_BYTES + i * step;
      gsize length = (gsize) MIN (end, SAMPLE_BYTES);

      if (!add (checksum, fd, end - length, length))
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_file_print_take:
 * @fd: a file
 * @size: how much of it counts, in bytes
 * @print: (out): filled
 *
 * Any thread; where @fd is read at does not change.
 *
 * Returns: whether the file could be read, and has @size bytes; otherwise @print is of no file
 */
gboolean
wire_file_print_take (int fd, guint64 size, WireFilePrint *print)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = sizeof print->digest;

  memset (print, 0, sizeof *print);
  if (!add (checksum, fd, 0, (gsize) MIN (size, HEAD_BYTES)) || !add_samples (checksum, fd, size))
    return FALSE;
  print->size = size;
  g_checksum_get_digest (checksum, print->digest, &length);
  return TRUE;
}

/** Returns: whether @fd still begins as @self says. Any thread. */
gboolean
wire_file_print_is_of (const WireFilePrint *self, int fd)
{
  WireFilePrint now;

  return wire_file_print_take (fd, self->size, &now)
         && memcmp (now.digest, self->digest, sizeof now.digest) == 0;
}
