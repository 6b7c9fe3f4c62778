/* wire-file-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-file-open.h"

#include "base/wire-printable.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <unistd.h>

/** Sets @error to what the system says of @path by @code, an errno. */
void
wire_file_set_errno_error (GError **error, const char *path, int code)
{
  g_autofree char *name = wire_printable_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("“%s” could not be read: %s."),
               name, g_strerror (code));
}

/**
 * wire_file_open_regular:
 * @path: a file
 * @info: (out): its state when it was opened
 * @error: #G_IO_ERROR: not there, not allowed, a folder, no regular file
 *
 * Never waits: a FIFO put where a file was does not hold anybody up. Any thread.
 *
 * Returns: a descriptor to close, or -1
 */
int
wire_file_open_regular (const char *path, struct stat *info, GError **error)
{
  /* O_NONBLOCK: a FIFO put where a file was must not hold the run. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (fd < 0 || fstat (fd, info) != 0)
    {
      wire_file_set_errno_error (error, path, errno);
    }
  else if (!S_ISREG (info->st_mode))
    {
      g_autofree char *name = wire_printable_name (path);

      g_set_error (error, G_IO_ERROR,
                   S_ISDIR (info->st_mode) ? G_IO_ERROR_IS_DIRECTORY : G_IO_ERROR_NOT_REGULAR_FILE,
                   S_ISDIR (info->st_mode) ? _ ("“%s” is a folder, not a file.")
                                           : _ ("“%s” is not a regular file."),
                   name);
    }
  else
    return fd;

  if (fd >= 0)
    close (fd);
  return -1;
}
