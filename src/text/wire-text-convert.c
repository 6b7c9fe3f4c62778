/* wire-text-convert.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-text-convert.h"

#include "text/wire-text-stream.h"
#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-save.h"

#include <errno.h>
#include <glib/gi18n.h>
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
  gssize n = wire_io_read (fd, piece, PIECE_BYTES);

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
  if (wire_io_write (fd, bytes, length))
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The text could not be written: %s."), g_strerror (errno));
  return FALSE;
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
  g_autoptr (WireSave) save = NULL;
  struct stat info;
  int from = wire_file_open_regular (in, &info, error);
  gboolean done = FALSE;

  if (from < 0)
    return FALSE;
  save = wire_save_begin_at (out, error);
  if (save)
    {
      wire_save_set_backup (save, conversion->backup);
      done = wire_text_convert (conversion, from, wire_save_get_fd (save), job, report, error)
             && wire_save_end (save, error);
    }
  close (from);
  return done;
}
