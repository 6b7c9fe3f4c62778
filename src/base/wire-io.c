/* wire-io.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * POSIX lets read() and write() end early, for a signal or because there was no more just then.
 * Who forgets that loses bytes, so the loops are here and nowhere else.
 */

#include "base/wire-io.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/**
 * wire_io_keep_standard:
 *
 * A program may be started without its standard streams. The first file that it opens would take
 * their place then, and be written an answer into. Call this first: what is closed is opened so
 * that reading from standard input, and writing to standard output, is an error as it would be.
 */
void
wire_io_keep_standard (void)
{
  static const int MODES[] = { O_WRONLY, O_RDONLY, O_WRONLY };

  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF && open ("/dev/null", MODES[fd]) != fd)
      return; /* without a /dev/null, all is as it was */
}

/* In each of these, @offset is NULL where the place of the descriptor itself is meant. */

/* One read() or pread(), begun again where a signal broke it off. */
static gssize
read_some (int fd, guint8 *buffer, gsize size, const guint64 *offset)
{
  gssize n;

  do
    n = offset ? pread (fd, buffer, size, (off_t) *offset) : read (fd, buffer, size);
  while (n < 0 && errno == EINTR);
  return n;
}

static gssize
read_all (int fd, guint8 *buffer, gsize size, const guint64 *offset)
{
  gsize filled = 0;

  while (filled < size)
    {
      guint64 place = offset ? *offset + filled : 0;
      gssize n = read_some (fd, buffer + filled, size - filled, offset ? &place : NULL);

      if (n < 0)
        return -1;
      if (n == 0)
        break;
      filled += (gsize) n;
    }
  return (gssize) filled;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize length, const guint64 *offset)
{
  gsize written = 0;

  while (written < length)
    {
      const guint8 *next = bytes + written;
      gssize n = offset ? pwrite (fd, next, length - written, (off_t) (*offset + written))
                        : write (fd, next, length - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      written += (gsize) n;
    }
  return TRUE;
}

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
  return read_some (fd, buffer, size, NULL);
}

/** As wire_io_read(), but fills all of @buffer, unless the end comes first. */
gssize
wire_io_read_full (int fd, gpointer buffer, gsize size)
{
  return read_all (fd, buffer, size, NULL);
}

/** As wire_io_read_full(), from @offset on; the place of the descriptor stays. Any thread. */
gssize
wire_io_pread_full (int fd, gpointer buffer, gsize size, guint64 offset)
{
  return read_all (fd, buffer, size, &offset);
}

/** Returns: whether all of @bytes were written; errno is set where not */
gboolean
wire_io_write (int fd, gconstpointer bytes, gsize length)
{
  return write_all (fd, bytes, length, NULL);
}

/** As wire_io_write(), to @offset; the place of the descriptor stays. Any thread. */
gboolean
wire_io_pwrite (int fd, gconstpointer bytes, gsize length, guint64 offset)
{
  return write_all (fd, bytes, length, &offset);
}
