/* wire-type-file.c: the type of a file on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-type.h"

#include "wire-file-open.h"

#include <errno.h>
#include <unistd.h>

static gsize
read_fd (guint64 offset, guint8 *buffer, gsize length, gpointer data)
{
  int fd = GPOINTER_TO_INT (data);
  gsize filled = 0;

  while (filled < length)
    {
      gssize n = pread (fd, buffer + filled, length - filled, (off_t) (offset + filled));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0) /* what cannot be read is not there: the verdict says what follows */
        break;
      filled += (gsize) n;
    }
  return filled;
}

/**
 * wire_type_detect_file:
 * @path: a regular file; its name is what is compared
 * @type: (out caller-allocates): filled where this succeeds; cleared by the caller
 * @error: #G_IO_ERROR, naming the file, where it cannot be opened
 *
 * Reads some kilobytes. Blocks; any thread.
 */
gboolean
wire_type_detect_file (WireTypeDetector *detector, const char *path, WireType *type, GError **error)
{
  struct stat info;
  int fd = wire_file_open_regular (path, &info, error);
  WireTypeSource source;

  if (fd < 0)
    return FALSE;
  source = (WireTypeSource){ (guint64) info.st_size, read_fd, GINT_TO_POINTER (fd) };
  wire_type_detect (detector, &source, path, type);
  close (fd);
  return TRUE;
}
