/* wire-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-source.h"

#include "wire-inflater.h"
#include "wire-printable.h"
#include "wire-reader.h"
#include "wire-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

/* Compressed bytes read at a time. */
#define PACKED_BYTES (256 * 1024)

/* How long standard input may say nothing at all. A program that captures writes the file header as
 * soon as it starts; where none comes, nobody is writing and waiting would never end. */
#define FIRST_BYTE_MS 5000
/* Between two looks at the cancellable while waiting for standard input. */
#define POLL_MS 200

struct _WireSource
{
  int fd;
  int spool; /* -1 where the file itself can be read again */
  gboolean is_pipe;
  gboolean began;
  char *name;
  GCancellable *cancellable;
  struct stat info;

  guint64 read_position; /* in the file */
  guint64 position;      /* of the unpacked bytes */

  WirePacking packing;
  WireInflater *inflater;
  guint8 *packed;
  const guint8 *packed_next;
  gsize packed_length;
};

static gboolean
fail_errno (WireSource *source, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("“%s” could not be read: %s."),
               source->name, g_strerror (code));
  return FALSE;
}

/* Waits until standard input has something, or has ended. */
static gboolean
wait_for_pipe (WireSource *source, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + FIRST_BYTE_MS * 1000;

  for (;;)
    {
      struct pollfd poller = { .fd = source->fd, .events = POLLIN };
      int ready = poll (&poller, 1, POLL_MS);

      if (g_cancellable_set_error_if_cancelled (source->cancellable, error))
        return FALSE;
      if (ready > 0)
        return TRUE;
      if (ready < 0 && errno != EINTR)
        return fail_errno (source, errno, error);
      if (!source->began && g_get_monotonic_time () > deadline)
        {
          g_set_error (
              error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
              _ ("Nothing came from standard input for %d seconds. Pipe a capture into it, "
                 "or name a file."),
              FIRST_BYTE_MS / 1000);
          return FALSE;
        }
    }
}

/* The next bytes of the file as they are; 0 at its end, -1 on error. */
static gssize
read_raw (WireSource *source, guint8 *buffer, gsize size, GError **error)
{
  gssize n;

  do
    {
      if (source->is_pipe && !wait_for_pipe (source, error))
        return -1;
      n = source->is_pipe ? read (source->fd, buffer, size)
                          : pread (source->fd, buffer, size, (off_t) source->read_position);
    }
  while (n < 0 && (errno == EINTR || (errno == EAGAIN && source->is_pipe)));

  if (n < 0)
    fail_errno (source, errno, error);
  else
    source->read_position += (guint64) n;
  source->began = source->began || n > 0;
  return n;
}

/* The head that was read to recognise a file that is not packed comes first. */
static gsize
take_head (WireSource *source, guint8 *buffer, gsize size)
{
  gsize n = MIN (size, source->packed_length);

  memcpy (buffer, source->packed_next, n);
  source->packed_next += n;
  source->packed_length -= n;
  return n;
}

/* The next packed bytes; 0 at the end, -1 on error. */
static gssize
refill_packed (WireSource *source, GError **error)
{
  gssize n = read_raw (source, source->packed, PACKED_BYTES, error);

  if (n == 0 && !wire_inflater_is_between (source->inflater))
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT,
                   _ ("“%s” ends inside its compressed data"), source->name);
      return -1;
    }
  source->packed_next = source->packed;
  source->packed_length = (gsize) MAX (n, 0);
  return n;
}

static gssize
fail_packed (WireSource *source, const char *problem, GError **error)
{
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
               _ ("“%s” cannot be unpacked past byte %" PRIu64 ": %s"), source->name,
               source->read_position - source->packed_length, problem);
  return -1;
}

/* Some unpacked bytes, at least one but at the end. */
static gssize
unpack (WireSource *source, guint8 *buffer, gsize size, GError **error)
{
  guint8 *out = buffer;
  gsize room = size;
  const char *problem = NULL;
  gssize n = 1;

  while (out == buffer)
    {
      if (source->packed_length == 0 && !wire_inflater_is_broken (source->inflater))
        n = refill_packed (source, error);
      if (n <= 0)
        return n;
      if (!wire_inflater_run (source->inflater, &source->packed_next, &source->packed_length, &out,
                              &room, &problem)
          && out == buffer)
        return fail_packed (source, problem, error);
    }
  return (gssize) (out - buffer);
}

static gssize
read_unpacked (WireSource *source, guint8 *buffer, gsize size, GError **error)
{
  if (source->packing != WIRE_PACKING_NONE)
    return unpack (source, buffer, size, error);
  if (source->packed_length > 0)
    return (gssize) take_head (source, buffer, size);
  return read_raw (source, buffer, size, error);
}

/**
 * wire_source_fill:
 * @buffer: filled as far as there is something
 * @size: room in it
 * @error: set where reading fails; what was filled in before comes first, the error with the next
 *   call. One of #WIRE_READER_ERROR is a sentence without its full stop, to which the reader adds
 *   the packet
 *
 * Returns: bytes filled; 0 at the end, -1 on error
 */
gssize
wire_source_fill (WireSource *source, guint8 *buffer, gsize size, GError **error)
{
  gssize n;

  if (g_cancellable_set_error_if_cancelled (source->cancellable, error))
    return -1;
  n = read_unpacked (source, buffer, size, error);
  if (n <= 0)
    return n;
  if (source->spool >= 0
      && !wire_spool_write (source->spool, source->position, buffer, (gsize) n, source->name,
                            error))
    return -1;
  source->position += (guint64) n;
  return n;
}

/** Moves on without giving the bytes; %FALSE with an error, or without one where the file ends
 * first. */
gboolean
wire_source_skip (WireSource *source, guint64 size, GError **error)
{
  guint8 scratch[16 * 1024];

  if (source->spool < 0)
    {
      if (size > (guint64) source->info.st_size
          || source->position + size > (guint64) source->info.st_size)
        return FALSE;
      source->position += size;
      source->read_position = source->position;
      return TRUE;
    }
  while (size > 0)
    {
      gssize n = wire_source_fill (source, scratch, MIN (size, sizeof scratch), error);

      if (n <= 0)
        return FALSE;
      size -= (guint64) n;
    }
  return TRUE;
}

/* A GFile cannot say `-`, so the command line names the device. */
static gboolean
is_standard_input (const char *path)
{
  return g_str_equal (path, "-") || g_str_equal (path, "/dev/stdin");
}

static gboolean
open_input (WireSource *source, const char *path, GError **error)
{
  if (is_standard_input (path))
    {
      source->is_pipe = TRUE;
      source->fd = dup (STDIN_FILENO);
      if (source->fd >= 0 && isatty (source->fd))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("Standard input is a terminal. Pipe a capture into it, or name a file."));
          return FALSE;
        }
    }
  else /* O_NONBLOCK: opening a FIFO would wait for a writer */
    source->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (source->fd < 0 || fstat (source->fd, &source->info) != 0)
    return fail_errno (source, errno, error);
  if (S_ISDIR (source->info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                   _ ("“%s” is a folder, not a capture."), source->name);
      return FALSE;
    }
  if (!source->is_pipe && !S_ISREG (source->info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("“%s” is no regular file. Wirecase reads captures from files."),
                   source->name);
      return FALSE;
    }
  return TRUE;
}

/* Reads as much as tells the packing, and keeps it for whoever comes first. */
static gboolean
recognise_packing (WireSource *source, GError **error)
{
  guint8 head[4];
  gsize filled = 0;
  gssize n = 1;

  while (filled < sizeof head && n > 0)
    {
      n = read_raw (source, head + filled, sizeof head - filled, error);
      if (n < 0)
        return FALSE;
      filled += (gsize) n;
    }
  if (filled == 0)
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_EMPTY, _ ("“%s” is empty."),
                   source->name);
      return FALSE;
    }

  source->packing = wire_packing_recognise (head, filled);
  if (source->packing != WIRE_PACKING_NONE)
    source->inflater = wire_inflater_new (source->packing);
  if (source->is_pipe || source->packing != WIRE_PACKING_NONE)
    {
      source->packed = g_malloc (PACKED_BYTES);
      memcpy (source->packed, head, filled);
      source->packed_next = source->packed;
      source->packed_length = filled;
      source->spool = wire_spool_open (source->name, error);
      return source->spool >= 0;
    }
  source->read_position = 0;
  posix_fadvise (source->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  return TRUE;
}

/**
 * wire_source_open:
 * @path: a file, or `-` or `/dev/stdin` for standard input
 * @cancellable: (nullable): ends every later read too
 * @error: one sentence that names the file
 *
 * Returns: (transfer full) (nullable): at its first byte
 */
WireSource *
wire_source_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireSource) source = g_new0 (WireSource, 1);

  source->fd = -1;
  source->spool = -1;
  source->name =
      is_standard_input (path) ? g_strdup (_ ("standard input")) : wire_printable_name (path);
  g_set_object (&source->cancellable, cancellable);
  if (!open_input (source, path, error) || !recognise_packing (source, error))
    return NULL;
  return g_steal_pointer (&source);
}

void
wire_source_free (WireSource *source)
{
  if (source->fd >= 0)
    close (source->fd);
  if (source->spool >= 0)
    close (source->spool);
  g_clear_pointer (&source->inflater, wire_inflater_free);
  g_clear_object (&source->cancellable);
  g_free (source->packed);
  g_free (source->name);
  g_free (source);
}

/**
 * wire_source_check_unchanged:
 * @error: %WIRE_READER_ERROR_CHANGED
 *
 * A file that only grew (a capture that is still being written) is unchanged: its old bytes are
 * where they were. Any thread.
 */
gboolean
wire_source_check_unchanged (WireSource *source, GError **error)
{
  struct stat now;

  if (source->spool >= 0)
    return TRUE;
  if (fstat (source->fd, &now) != 0)
    return fail_errno (source, errno, error);
  if (now.st_size > source->info.st_size
      || (now.st_size == source->info.st_size && now.st_mtim.tv_sec == source->info.st_mtim.tv_sec
          && now.st_mtim.tv_nsec == source->info.st_mtim.tv_nsec))
    return TRUE;
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED,
               _ ("“%s” was changed after it was opened. Open it again."), source->name);
  return FALSE;
}

/** Fills @buffer with bytes that were read before; all of them or an error. Any thread. */
gboolean
wire_source_read_at (WireSource *source, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
  int fd = source->spool >= 0 ? source->spool : source->fd;

  if (!wire_source_check_unchanged (source, error))
    return FALSE;
  while (size > 0)
    {
      gssize n = pread (fd, buffer, size, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_errno (source, errno, error);
      if (n == 0)
        {
          g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED,
                       _ ("“%s” was changed after it was opened. Open it again."), source->name);
          return FALSE;
        }
      buffer += n;
      offset += (guint64) n;
      size -= (gsize) n;
    }
  return TRUE;
}

/** Returns: (transfer none): the file's name, made printable */
const char *
wire_source_get_name (WireSource *source)
{
  return source->name;
}

/** Returns: (transfer none) (nullable): `gzip`, `zstd`, or %NULL where it is not packed */
const char *
wire_source_get_packing (WireSource *source)
{
  static const char *const NAMES[] = { NULL, "gzip", "zstd" };

  return NAMES[source->packing];
}

/** Returns: how much of the file was read, 0 … 1, or -1 for standard input */
double
wire_source_get_fraction (WireSource *source)
{
  if (source->is_pipe || source->info.st_size == 0)
    return -1;
  return MIN (1.0, (double) source->read_position / (double) source->info.st_size);
}
