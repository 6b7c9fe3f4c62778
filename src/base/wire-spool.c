/* wire-spool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-spool.h"

#include "base/wire-io.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

/**
 * wire_spool_open:
 * @name: of what is kept there, printable
 * @error: one sentence
 *
 * Returns: a descriptor to be closed, or -1
 */
int
wire_spool_open (const char *name, GError **error)
{
  g_autofree char *path = NULL;
  int spool = open (g_get_tmp_dir (), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (spool >= 0)
    return spool;

  /* Not every file system has O_TMPFILE. */
  path = g_build_filename (g_get_tmp_dir (), "wirecase-XXXXXX", NULL);
  spool = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (spool >= 0)
    {
      unlink (path);
      return spool;
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("A temporary file for “%s” could not be made in “%s”: %s."), name,
               g_get_tmp_dir (), g_strerror (errno));
  return -1;
}

/**
 * wire_spool_write:
 * @spool: from wire_spool_open()
 * @offset: where @bytes go
 * @name: of what they belong to, printable
 * @error: one sentence
 *
 * Returns: whether all of them were written
 */
gboolean
wire_spool_write (
    int spool, guint64 offset, const guint8 *bytes, gsize length, const char *name, GError **error)
{
  if (wire_io_pwrite (spool, bytes, length, offset))
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("“%s” could not be unpacked further into a temporary file in “%s”: %s."), name,
               g_get_tmp_dir (), g_strerror (errno));
  return FALSE;
}
