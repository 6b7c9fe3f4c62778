/* wire-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-input.h"

#include "base/wire-kept-files.h"
#include "base/wire-printable.h"
#include "capture/reading/wire-file-print.h"
#include "capture/reading/wire-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

/* Between two looks at the cancellable while waiting for standard input. */
#define POLL_MS 200

struct _WireInput
{
  int fd;
  gboolean is_pipe;
  gboolean is_kept;
  char *name;
  GCancellable *cancellable;
  struct stat info;
  WireFilePrint print; /* of a regular file, when it was opened */
  GMutex lock;
  struct stat agreed; /* how it was when it agreed with @print last; under @lock */
  guint64 position;
};

/** Sets @error to what the system says by @code. Returns: %FALSE */
gboolean
wire_input_fail (const WireInput *self, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("“%s” could not be read: %s."),
               self->name, g_strerror (code));
  return FALSE;
}

/* A GFile cannot say `-`, so the command line names the device. */
static gboolean
is_standard_input (const char *path)
{
  return g_str_equal (path, "-") || g_str_equal (path, "/dev/stdin");
}

static gboolean
open_file (WireInput *self, const char *path, GError **error)
{
  if (is_standard_input (path))
    {
      self->is_pipe = TRUE;
      self->fd = dup (STDIN_FILENO);
      if (self->fd >= 0 && isatty (self->fd))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("Standard input is a terminal. Pipe a capture into it, or name a file."));
          return FALSE;
        }
    }
  else /* O_NONBLOCK: opening a FIFO would wait for a writer */
    self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (self->fd < 0 || fstat (self->fd, &self->info) != 0)
    return wire_input_fail (self, errno, error);
  if (S_ISDIR (self->info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                   _ ("“%s” is a folder, not a capture."), self->name);
      return FALSE;
    }
  if (!self->is_pipe && !S_ISREG (self->info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("“%s” is not a regular file. Wirecase reads captures from files."),
                   self->name);
      return FALSE;
    }
  if (S_ISREG (self->info.st_mode))
    {
      wire_kept_files_add (&self->info);
      self->is_kept = TRUE;
      /* Of a disk that cannot read all of it, what can be read is still shown. */
      wire_file_print_take (self->fd, (guint64) self->info.st_size, &self->print);
    }
  return TRUE;
}

/**
 * wire_input_open:
 * @path: a file, or `-` or `/dev/stdin` for standard input
 * @cancellable: (nullable): ends waiting for standard input
 * @error: one sentence that names the file
 *
 * Returns: (transfer full) (nullable): at its first byte
 */
WireInput *
wire_input_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireInput) self = g_new0 (WireInput, 1);

  self->fd = -1;
  g_mutex_init (&self->lock);
  self->name =
      is_standard_input (path) ? g_strdup (_ ("standard input")) : wire_printable_name (path);
  g_set_object (&self->cancellable, cancellable);
  return open_file (self, path, error) ? g_steal_pointer (&self) : NULL;
}

void
wire_input_free (WireInput *self)
{
  if (self->is_kept)
    wire_kept_files_remove (&self->info);
  if (self->fd >= 0)
    close (self->fd);
  g_mutex_clear (&self->lock);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self);
}

/* Waits until standard input has something, or has ended, however long that takes: a password may
 * be typed before the first byte comes (`sudo tcpdump -w - | …`). */
static gboolean
wait_for_pipe (WireInput *self, GError **error)
{
  for (;;)
    {
      struct pollfd poller = { .fd = self->fd, .events = POLLIN };
      int ready = poll (&poller, 1, POLL_MS);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (ready > 0)
        return TRUE;
      if (ready < 0 && errno != EINTR)
        return wire_input_fail (self, errno, error);
    }
}

/**
 * wire_input_read:
 * @buffer: filled as far as there is something
 * @size: room in it
 * @error: one sentence
 *
 * Returns: bytes filled; 0 at the end, -1 on error
 */
gssize
wire_input_read (WireInput *self, guint8 *buffer, gsize size, GError **error)
{
  gssize n;

  do
    {
      if (self->is_pipe && !wait_for_pipe (self, error))
        return -1;
      n = self->is_pipe ? read (self->fd, buffer, size)
                        : pread (self->fd, buffer, size, (off_t) self->position);
    }
  while (n < 0 && (errno == EINTR || (errno == EAGAIN && self->is_pipe)));

  if (n < 0)
    wire_input_fail (self, errno, error);
  else
    self->position += (guint64) n;
  return n;
}

/** Goes on at @position of a file that is not standard input. Returns: whether it is as long */
gboolean
wire_input_seek (WireInput *self, guint64 position)
{
  if (position > (guint64) self->info.st_size)
    return FALSE;
  self->position = position;
  return TRUE;
}

static gboolean
is_as (const struct stat *now, const struct stat *then)
{
  return now->st_size == then->st_size && now->st_mtim.tv_sec == then->st_mtim.tv_sec
         && now->st_mtim.tv_nsec == then->st_mtim.tv_nsec;
}

/* Whether a file that is longer now still begins as it did. It is looked at again only when it
 * changed again. */
static gboolean
only_grew (WireInput *self, const struct stat *now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (is_as (now, &self->agreed))
    return TRUE;
  if (!wire_file_print_is_of (&self->print, self->fd))
    return FALSE;
  self->agreed = *now;
  return TRUE;
}

/**
 * wire_input_check_unchanged:
 * @error: %WIRE_READER_ERROR_CHANGED
 *
 * A file that only grew (a capture that is still being written) is unchanged: its old bytes are
 * where they were, as far as its beginning and samples tell (#WireFilePrint). Any thread.
 */
gboolean
wire_input_check_unchanged (WireInput *self, GError **error)
{
  struct stat now;

  if (self->is_pipe)
    return TRUE;
  if (fstat (self->fd, &now) != 0)
    return wire_input_fail (self, errno, error);
  if (is_as (&now, &self->info) || (now.st_size > self->info.st_size && only_grew (self, &now)))
    return TRUE;
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED,
               _ ("“%s” has changed since it was opened. Open it again."), self->name);
  return FALSE;
}

/** Tells the system that the file will be read in order. */
void
wire_input_expect_all (WireInput *self)
{
  posix_fadvise (self->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
}

/** Returns: the file, for pread(); still @self's */
int
wire_input_get_fd (const WireInput *self)
{
  return self->fd;
}

/** Whether it is standard input, which can be read only once. */
gboolean
wire_input_is_pipe (const WireInput *self)
{
  return self->is_pipe;
}

/** Returns: (transfer none): the file's name, made printable */
const char *
wire_input_get_name (const WireInput *self)
{
  return self->name;
}

/** Returns: of the file when it was opened; of standard input it says nothing */
guint64
wire_input_get_size (const WireInput *self)
{
  return (guint64) self->info.st_size;
}

/** Returns: how many bytes were read */
guint64
wire_input_get_position (const WireInput *self)
{
  return self->position;
}

/** Returns: how much of the file was read, 0 … 1, or -1 for standard input */
double
wire_input_get_fraction (const WireInput *self)
{
  if (self->is_pipe || self->info.st_size == 0)
    return -1;
  return MIN (1.0, (double) self->position / (double) self->info.st_size);
}
