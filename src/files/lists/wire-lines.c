/* wire-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-lines.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>

struct _WireLines
{
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
};

static gboolean
fail (WireLines *lines, GError *cause, GError **error)
{
  g_propagate_error (error, cause);
  g_prefix_error (error, _ ("“%s” could not be read: "), lines->name);
  return FALSE;
}

/* Reads behind what is there; -1 with @error set where that fails. */
static gssize
fill (WireLines *lines, GError **error)
{
  GError *cause = NULL;

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
    lines->end += (gsize) n;
  return n;
}

static gboolean
convert (WireLines *lines, GConverter *converter)
{
  GInputStream *inner = lines->stream;

  lines->stream = g_converter_input_stream_new (inner, converter);
  g_object_unref (inner);
  lines->start = lines->end = 0;
  lines->ended = FALSE;
  return TRUE;
}

/* Looks at the first bytes, then puts a converter in front of the stream from its beginning. */
static gboolean
unwrap (WireLines *lines, GFile *file, GError **error)
{
  g_autoptr (GConverter) gunzip = NULL;
  g_autoptr (GConverter) decoder = NULL;
  const guint8 *b = lines->buffer;

  if (fill (lines, error) < 0)
    return FALSE;
  if (lines->end >= 2 && b[0] == 0x1f && b[1] == 0x8b)
    {
      g_seekable_seek (G_SEEKABLE (lines->stream), 0, G_SEEK_SET, NULL, NULL);
      gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      convert (lines, gunzip);
      if (fill (lines, error) < 0)
        return FALSE;
    }
  if (lines->end >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)))
    {
      g_autoptr (GInputStream) again = G_INPUT_STREAM (g_file_read (file, NULL, error));

      if (!again)
        return FALSE;
      decoder = G_CONVERTER (g_charset_converter_new ("UTF-8", "UTF-16", error));
      if (!decoder)
        return FALSE;
      g_set_object (&lines->stream, again);
      if (gunzip)
        {
          g_converter_reset (gunzip);
          convert (lines, gunzip);
        }
      g_charset_converter_set_use_fallback (G_CHARSET_CONVERTER (decoder), TRUE);
      convert (lines, decoder);
      return fill (lines, error) >= 0;
    }
  return TRUE;
}

static void
skip_mark_and_find_terminator (WireLines *lines)
{
  const guint8 *b = lines->buffer;
  const guint8 *nul;

  if (lines->end >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
    lines->start = 3;
  nul = memchr (b, '\0', lines->end);
  lines->terminator = nul && !memchr (b, '\n', (gsize) (nul - b)) ? '\0' : '\n';
}

/** Returns: (transfer full) (nullable): before the first line of the file at @path */
WireLines *
wire_lines_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireLines) lines = g_new0 (WireLines, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  lines->name = wire_printable_name (path);
  lines->buffer = g_malloc (WIRE_LINE_MAX + 1);
  g_set_object (&lines->cancellable, cancellable);
  GError *cause = NULL;
  lines->stream = G_INPUT_STREAM (g_file_read (file, cancellable, &cause));
  if (!lines->stream)
    {
      fail (lines, cause, error);
      return NULL;
    }
  if (!unwrap (lines, file, error))
    return NULL;
  skip_mark_and_find_terminator (lines);
  return g_steal_pointer (&lines);
}

void
wire_lines_free (WireLines *lines)
{
  g_clear_object (&lines->stream);
  g_clear_object (&lines->cancellable);
  g_free (lines->name);
  g_free (lines->buffer);
  g_free (lines);
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
wire_lines_next (WireLines *lines, WireLine *line, GError **error)
{
  for (;;)
    {
      gsize have = lines->end - lines->start;
      guint8 *found = memchr (lines->buffer + lines->start, lines->terminator, have);
      gsize length = found ? (gsize) (found - lines->buffer) - lines->start : have;

      if (lines->skipping && (found || lines->ended))
        {
          lines->skipping = FALSE;
          lines->start += MIN (length + 1, have);
          continue;
        }
      if (found || (lines->ended && have > 0))
        {
          give (lines, length, found ? length + 1 : length, line);
          return 1;
        }
      if (lines->ended)
        return 0;
      if (lines->skipping)
        lines->start = lines->end;
      else if (have == WIRE_LINE_MAX)
        {
          give (lines, have, have, line);
          line->too_long = TRUE;
          lines->skipping = TRUE;
          return 1;
        }
      if (fill (lines, error) < 0)
        return -1;
    }
}
