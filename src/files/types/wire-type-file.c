/* wire-type-file.c: the type of a file on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"

#include <errno.h>
#include <unistd.h>

typedef struct
{
  int fd;
  int code; /* errno of what could not be read, or 0 */
} File;

static gsize
read_file (guint64 offset, guint8 *buffer, gsize length, gpointer data)
{
  File *file = data;
  gssize n = wire_io_pread_full (file->fd, buffer, length, offset);

  if (n < 0)
    file->code = errno;
  return (gsize) MAX (n, 0);
}

/**
 * wire_type_detect_file:
 * @path: a regular file; its name is what is compared
 * @type: (out caller-allocates): filled where this succeeds; cleared by the caller
 * @error: #G_IO_ERROR, naming the file, where it cannot be opened or read
 *
 * With the parts of wire_type_find_parts(). Reads some kilobytes, but the whole of a picture.
 * Blocks; any thread.
 */
gboolean
wire_type_detect_file (WireTypeDetector *detector, const char *path, WireType *type, GError **error)
{
  struct stat info;
  File file = { wire_file_open_regular (path, &info, error), 0 };
  WireTypeSource source = { 0, read_file, &file };

  if (file.fd < 0)
    return FALSE;
  source.size = (guint64) info.st_size;
  wire_type_detect (detector, &source, path, type);
  wire_type_find_parts (detector, &source, type);
  close (file.fd);
  if (file.code == 0)
    return TRUE;
  wire_file_set_errno_error (error, path, file.code);
  wire_type_clear (type);
  return FALSE;
}
