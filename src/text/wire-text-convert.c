/* wire-text-convert.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-text-convert.h"

#include "text/wire-text-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One piece of the file. It is held three times over at most: as bytes, as text, as bytes. */
#define PIECE_BYTES (256 * 1024)

/* How lines ended, and a carriage return whose line feed may come in the next piece. */
typedef struct
{
  WireNewline newline;
  gboolean held;
  WireConversionReport *report;
} LineEnds;

static void
end_line (LineEnds *ends, const char *as_it_was, GString *text)
{
  const char *as_wanted = ends->newline == WIRE_NEWLINE_LF     ? "\n"
                          : ends->newline == WIRE_NEWLINE_CRLF ? "\r\n"
                                                               : as_it_was;

  ends->report->lines_crlf += as_it_was[0] == '\r' && as_it_was[1] == '\n';
  ends->report->lines_cr += as_it_was[0] == '\r' && as_it_was[1] != '\n';
  ends->report->lines_lf += as_it_was[0] == '\n';
  g_string_append (text, as_wanted);
}

static void
convert_lines (LineEnds *ends, const GString *from, gboolean last, GString *to)
{
  gsize run = 0;

  for (gsize i = 0; i < from->len; i++)
    {
      char c = from->str[i];

      if (c != '\r' && c != '\n' && !ends->held)
        continue;
      g_string_append_len (to, from->str + run, (gssize) (i - run));
      run = i;
      if (ends->held)
        end_line (ends, c == '\n' ? "\r\n" : "\r", to);
      else if (c == '\n')
        end_line (ends, "\n", to);
      if (c == '\r' || c == '\n')
        run = i + 1;
      ends->held = c == '\r';
    }
  g_string_append_len (to, from->str + run, (gssize) (from->len - run));
  if (last && ends->held)
    end_line (ends, "\r", to);
}

static gboolean
read_piece (int fd, guint8 *piece, gsize *length, GError **error)
{
  gssize n;

  do
    n = read (fd, piece, PIECE_BYTES);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The text could not be read: %s."), g_strerror (errno));
      return FALSE;
    }
  *length = (gsize) n;
  return TRUE;
}

static gboolean
write_piece (int fd, const char *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                       _ ("The text could not be written: %s."), g_strerror (errno));
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static void
show_progress (WireJob *job, const WireConversionReport *report, goffset size)
{
  if (job)
    wire_job_set_progress (job, size > 0 ? (double) report->bytes_read / (double) size : 0.0, NULL);
}

/**
 * wire_text_convert:
 * @in: a descriptor to read from, to its end
 * @out: a descriptor to write to
 * @job: (nullable): for progress and cancellation
 * @report: (out): what was read, written and lost
 *
 * Converts text of any length in bounded memory. Nothing is lost unless the policy says so, and the
 * report then counts it.
 *
 * Returns: %FALSE and an error: #WireTextError, or #GIOErrorEnum. A worker thread.
 */
gboolean
wire_text_convert (const WireConversion *conversion,
                   int in,
                   int out,
                   WireJob *job,
                   WireConversionReport *report,
                   GError **error)
{
  g_autoptr (WireTextReader) reader =
      wire_text_reader_new (conversion->from, conversion->policy, error);
  g_autoptr (WireTextWriter) writer =
      reader ? wire_text_writer_new (conversion->to, conversion->policy, conversion->mark, error)
             : NULL;
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) bytes = g_string_new (NULL);
  LineEnds ends = { conversion->newline, FALSE, report };
  struct stat status = { 0 };
  gsize length = 1;

  memset (report, 0, sizeof *report);
  if (!writer)
    return FALSE;
  fstat (in, &status);
  while (length > 0)
    {
      g_string_truncate (text, 0);
      g_string_truncate (lines, 0);
      g_string_truncate (bytes, 0);
      if ((job && wire_job_set_error_if_cancelled (job, error))
          || !read_piece (in, piece, &length, error)
          || !wire_text_reader_add (reader, piece, length, length == 0, text, error))
        return FALSE;
      convert_lines (&ends, text, length == 0, lines);
      if (!wire_text_writer_add (writer, lines->str, lines->len, length == 0, bytes, error)
          || !write_piece (out, bytes->str, bytes->len, error))
        return FALSE;
      report->bytes_read += length;
      report->bytes_written += bytes->len;
      show_progress (job, report, status.st_size);
    }
  report->n_unreadable = wire_text_reader_get_problems (reader);
  report->n_unwritable = wire_text_writer_get_problems (writer);
  return TRUE;
}

static gboolean
keep_backup (const char *path, GError **error)
{
  g_autofree char *backup = g_strconcat (path, "~", NULL);

  if (g_access (path, F_OK) != 0) /* nothing is replaced: what was kept before stays */
    return TRUE;
  g_unlink (backup);
  if (link (path, backup) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("“%s” could not be kept: %s."),
               path, g_strerror (errno));
  return FALSE;
}

/* The new file takes the place of the old one in one step, when all of it is on the disk. */
static gboolean
replace (int fd, const char *temporary, const char *path, gboolean backup, GError **error)
{
  struct stat status;

  if (stat (path, &status) == 0)
    fchmod (fd, status.st_mode & 07777);
  if (fsync (fd) == 0 && (!backup || keep_backup (path, error)))
    {
      if (g_rename (temporary, path) == 0)
        return TRUE;
    }
  if (!error || !*error)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 _ ("“%s” could not be written: %s."), path, g_strerror (errno));
  return FALSE;
}

/* A device or a pipe could not be replaced by a file without harm; a link is followed, so that what
 * it points at is replaced. */
static char *
resolve_output (const char *path, GError **error)
{
  struct stat status;
  g_autofree char *resolved = NULL;

  if (stat (path, &status) != 0)
    return g_strdup (path);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("“%s” is not a regular file."), path);
      return NULL;
    }

  char *real = realpath (path, NULL);
  resolved = g_strdup (real ? real : path);
  free (real);
  return g_steal_pointer (&resolved);
}

/**
 * wire_text_convert_file:
 * @in: path to read
 * @out: path to write; may be @in
 *
 * As wire_text_convert(), from file to file. @out is as it was until the whole of the text is
 * converted, and stays so where something goes wrong.
 */
gboolean
wire_text_convert_file (const WireConversion *conversion,
                        const char *in,
                        const char *out,
                        WireJob *job,
                        WireConversionReport *report,
                        GError **error)
{
  g_autofree char *target = resolve_output (out, error);
  g_autofree char *temporary = target ? g_strconcat (target, ".XXXXXX", NULL) : NULL;

  if (!target)
    return FALSE;

  int from = g_open (in, O_RDONLY | O_CLOEXEC, 0);

  if (from < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("“%s” could not be read: %s."), in, g_strerror (errno));
      return FALSE;
    }

  int to = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  gboolean ok = FALSE;
  if (to < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 _ ("“%s” could not be written: %s."), out, g_strerror (errno));
  else
    {
      ok = wire_text_convert (conversion, from, to, job, report, error)
           && replace (to, temporary, target, conversion->backup, error);
      if (!ok)
        g_unlink (temporary);
      close (to);
    }
  close (from);
  return ok;
}
