/* wire-io.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * POSIX lets read() and write() end early, for a signal or because there was no more just then.
 * Who forgets that loses bytes, so the loops are here and nowhere else.
 */

#include "base/wire-io.h"

#include <errno.h>
#include <unistd.h>

/**
 * wire_io_read:
 * @fd: a descriptor
 * @buffer: filled as far as there is something
 * @size: room in it
 *
 * One read(), begun again where a signal broke it off.
 *
 * Returns: bytes read, 0 at the end, -1 with errno set
 */
gssize
wire_io_read (int fd, gpointer buffer, gsize size)
{
  gssize n;

  do
    n = read (fd, buffer, size);
  while (n < 0 && errno == EINTR);
  return n;
}

/** As wire_io_read(), but fills all of @buffer, unless the end comes first. */
gssize
wire_io_read_full (int fd, gpointer buffer, gsize size)
{
  gsize filled = 0;

  while (filled < size)
    {
      gssize n = wire_io_read (fd, (guint8 *) buffer + filled, size - filled);

      if (n < 0)
        return -1;
      if (n == 0)
        break;
      filled += (gsize) n;
    }
  return (gssize) filled;
}

/** As wire_io_read_full(), from @offset on; the place of the descriptor stays. Any thread. */
gssize
wire_io_pread_full (int fd, gpointer buffer, gsize size, guint64 offset)
{
  gsize filled = 0;

  while (filled < size)
    {
      gssize n = pread (fd, (guint8 *) buffer + filled, size - filled, (off_t) (offset + filled));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      filled += (gsize) n;
    }
  return (gssize) filled;
}

/** Returns: whether all of @bytes were written; errno is set where not */
gboolean
wire_io_write (int fd, gconstpointer bytes, gsize length)
{
  const guint8 *next = bytes;

  while (length > 0)
    {
      gssize n = write (fd, next, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      next += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/** As wire_io_write(), to @offset; the place of the descriptor stays. Any thread. */
gboolean
wire_io_pwrite (int fd, gconstpointer bytes, gsize length, guint64 offset)
{
  const guint8 *next = bytes;

  while (length > 0)
    {
      gssize n = pwrite (fd, next, length, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      next += n;
      offset += (guint64) n;
      length -= (gsize) n;
    }
  return TRUE;
}
