/* wire-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-lines.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-printable.h"
#include "base/wire-secret.h"
#include "base/wire-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

struct _WireLines
{
  int fd; /* the file; the stream reads a copy of it */
  GInputStream *stream;
  GCancellable *cancellable;
  char *name;
  guint8 *buffer; /* WIRE_LINE_MAX + 1: room for the NUL of the longest line */
  gsize start;
  gsize end;
  gboolean ended;
  gboolean skipping; /* the rest of a line that was too long */
  char terminator;
  guint64 number;
  guint64 limit; /* bytes that may still be read */
};

static gboolean
fail (WireLines *lines, GError *cause, GError **error)
{
  g_propagate_error (error, cause);
  g_prefix_error (error, _ ("“%s” could not be read: "), lines->name);
  return FALSE;
}

/* Reads more after what is there; -1 with @error set where that fails. */
static gssize
fill (WireLines *lines, GError **error)
{
  GError *cause = NULL;

  if (lines->limit == 0)
    {
      lines->ended = TRUE;
      return 0;
    }
  memmove (lines->buffer, lines->buffer + lines->start, lines->end - lines->start);
  lines->end -= lines->start;
  lines->start = 0;

  gssize n = g_input_stream_read (lines->stream, lines->buffer + lines->end,
                                  WIRE_LINE_MAX - lines->end, lines->cancellable, &cause);
  if (n < 0)
    fail (lines, cause, error);
  else if (n == 0)
    lines->ended = TRUE;
  else
    {
      lines->end += (gsize) n;
      lines->limit -= MIN (lines->limit, (guint64) n);
    }
  return n;
}

/* Lets the stream pass @converter. */
static void
convert (WireLines *lines, GConverter *converter)
{
  GInputStream *inner = lines->stream;

  lines->stream = g_converter_input_stream_new (inner, converter);
  g_object_unref (inner);
}

/* The file from its beginning, as it is. */
static gboolean
rewind_file (WireLines *lines, GError **error)
{
  int fd = fcntl (lines->fd, F_DUPFD_CLOEXEC, 0);

  if (fd < 0 || lseek (fd, 0, SEEK_SET) != 0)
    {
      wire_file_set_errno_error (error, lines->name, errno);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  g_clear_object (&lines->stream);
  lines->stream = g_unix_input_stream_new (fd, TRUE);
  lines->start = lines->end = 0;
  lines->ended = FALSE;
  return TRUE;
}

/* Which UTF-16 or UTF-32 the first bytes are: by their mark, or by the NULs that ASCII has there.
 * Names between NULs are longer. Returns: (nullable): a codec */
static const char *
find_wide_codec (const guint8 *b, gsize length)
{
  if (length < 2)
    return NULL;
  if (length >= 4 && (memcmp (b, "\xff\xfe\0\0", 4) == 0 || memcmp (b, "\0\0\xfe\xff", 4) == 0))
    return "UTF-32";
  if ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff))
    return "UTF-16";
  if (length < 8)
    return NULL;
  if (b[0] && !b[1] && b[2] && !b[3] && b[4] && !b[5] && b[6] && !b[7])
    return "UTF-16LE";
  if (!b[0] && b[1] && !b[2] && b[3] && !b[4] && b[5] && !b[6] && b[7])
    return "UTF-16BE";
  return NULL;
}

static gboolean
unwrap_gzip (WireLines *lines, GError **error)
{
  g_autoptr (GConverter) gunzip =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

  if (!rewind_file (lines, error))
    return FALSE;
  convert (lines, gunzip);
  return TRUE;
}

/* Looks at the first bytes, then lets the stream pass converters from its beginning. */
static gboolean
unwrap (WireLines *lines, GError **error)
{
  g_autoptr (GCharsetConverter) decoder = NULL;
  const guint8 *b = lines->buffer;
  const char *codec;
  gboolean packed;

  if (!rewind_file (lines, error) || fill (lines, error) < 0)
    return FALSE;
  packed = lines->end >= 2 && b[0] == 0x1f && b[1] == 0x8b;
  if (packed && (!unwrap_gzip (lines, error) || fill (lines, error) < 0))
    return FALSE;
  codec = find_wide_codec (b, lines->end);
  if (!codec)
    return TRUE;
  decoder = g_charset_converter_new ("UTF-8", codec, error);
  if (!decoder || !(packed ? unwrap_gzip (lines, error) : rewind_file (lines, error)))
    return FALSE;
  g_charset_converter_set_use_fallback (decoder, TRUE);
  convert (lines, G_CONVERTER (decoder));
  return fill (lines, error) >= 0;
}

static void
skip_mark_and_find_terminator (WireLines *lines)
{
  const guint8 *b = lines->buffer;
  const guint8 *nul;

  if (lines->end >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
    lines->start = 3;
  nul = memchr (b, '\0', lines->end);
  lines->terminator = '\n';
  if (nul && !memchr (b, '\n', (gsize) (nul - b)))
    lines->terminator = '\0';
  else if (memchr (b, '\r', lines->end) && !memchr (b, '\n', lines->end))
    lines->terminator = '\r'; /* of Macs before 2001 */
}

/* Standard input comes once, and the beginning is read again: into a file without a name. */
static int
spool_input (GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (WIRE_LINE_MAX);
  guint64 offset = 0;
  gssize n = -1;
  int spool = wire_spool_open (_ ("standard input"), error);

  while (spool >= 0 && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && (n = wire_io_read (STDIN_FILENO, piece, WIRE_LINE_MAX)) > 0)
    {
      if (!wire_spool_write (spool, offset, piece, (gsize) n, _ ("standard input"), error))
        break;
      offset += (guint64) n;
    }
  if (spool < 0 || n == 0)
    return spool;
  if (n < 0 && error && !*error)
    wire_file_set_errno_error (error, _ ("standard input"), errno);
  close (spool);
  return -1;
}

/**
 * wire_lines_open:
 * @path: a regular file, or `-` for standard input
 * @cancellable: (nullable): ends reading
 *
 * Returns: (transfer full) (nullable): before the first line
 */
WireLines *
wire_lines_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireLines) lines = g_new0 (WireLines, 1);
  gboolean standard = g_str_equal (path, "-");
  struct stat info;

  lines->name = standard ? g_strdup (_ ("standard input")) : wire_printable_name (path);
  lines->buffer = g_malloc (WIRE_LINE_MAX + 1);
  lines->limit = G_MAXUINT64;
  g_set_object (&lines->cancellable, cancellable);
  lines->fd =
      standard ? spool_input (cancellable, error) : wire_file_open_regular (path, &info, error);
  if (lines->fd < 0 || !unwrap (lines, error))
    return NULL;
  skip_mark_and_find_terminator (lines);
  return g_steal_pointer (&lines);
}

/** Ends the lines after about @bytes more, unpacked: for a look at how a file of any size begins.
 */
void
wire_lines_limit (WireLines *self, guint64 bytes)
{
  self->limit = bytes;
}

void
wire_lines_free (WireLines *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->name);
  if (self->buffer)
    wire_secret_wipe (self->buffer, WIRE_LINE_MAX + 1); /* lines may be keys */
  g_free (self->buffer);
  g_free (self);
}

static void
give (WireLines *lines, gsize length, gsize taken, WireLine *line)
{
  char *text = (char *) lines->buffer + lines->start;

  lines->start += taken;
  if (lines->terminator == '\n' && length > 0 && text[length - 1] == '\r')
    length--;
  text[length] = '\0';
  *line = (WireLine){ text, length, ++lines->number, FALSE };
}

/**
 * wire_lines_next:
 * @line: (out): valid until the next call
 *
 * Returns: 1 where @line was filled, 0 at the end, -1 where the file could not be read on
 */
int
wire_lines_next (WireLines *self, WireLine *line, GError **error)
{
  for (;;)
    {
      gsize have = self->end - self->start;
      guint8 *found = memchr (self->buffer + self->start, self->terminator, have);
      gsize length = found ? (gsize) (found - self->buffer) - self->start : have;

      if (self->skipping && (found || self->ended))
        {
          self->skipping = FALSE;
          self->start += MIN (length + 1, have);
          continue;
        }
      if (found || (self->ended && have > 0))
        {
          give (self, length, found ? length + 1 : length, line);
          return 1;
        }
      if (self->ended)
        return 0;
      if (self->skipping)
        self->start = self->end;
      else if (have == WIRE_LINE_MAX)
        {
          give (self, have, have, line);
          line->too_long = TRUE;
          self->skipping = TRUE;
          return 1;
        }
      if (fill (self, error) < 0)
        return -1;
    }
}
