/* wire-stream-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-line.h"

#include <string.h>

/* As terminals have it. */
#define TAB_COLUMNS 8u

/* Stands for a byte that is no UTF-8. */
#define NO_CHARACTER 0x00b7u

/* One byte, or as many as belong together, and what is shown for them. */
typedef struct
{
  guint length;  /* bytes, at least 1 */
  guint columns; /* that it takes */
  char text[16];
  gboolean escaped;
  gboolean ends_line;
} Cell;

static void
set_character (Cell *cell, gunichar c)
{
  cell->text[g_unichar_to_utf8 (c, cell->text)] = '\0';
  cell->columns = g_unichar_iswide (c) ? 2 : 1;
}

/* Neither a control nor what prints nothing of its own but changes how others read, such as the
 * bidirectional overrides (Unicode Standard Annex #9, section 2), nor what no font has. */
static gboolean
is_plain (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return g_unichar_isprint (c) && type != G_UNICODE_LINE_SEPARATOR
         && type != G_UNICODE_PARAGRAPH_SEPARATOR && type != G_UNICODE_PRIVATE_USE;
}

static void
make_control (Cell *cell, guint8 byte, guint column)
{
  if (byte == '\t')
    {
      cell->columns = TAB_COLUMNS - column % TAB_COLUMNS;
      memset (cell->text, ' ', cell->columns);
      cell->text[cell->columns] = '\0';
      return;
    }
  /* `^[` for escape, as terminals echo them: few fonts have Unicode's pictures of controls. */
  cell->columns = (guint) g_snprintf (cell->text, sizeof cell->text, "^%c", byte ^ 0x40);
  cell->escaped = TRUE;
}

/* The line end itself is not shown: the line ends. */
static gboolean
take_line_end (Cell *cell, const guint8 *bytes, gsize length)
{
  if (bytes[0] == '\n')
    cell->length = 1;
  else if (bytes[0] == '\r' && length > 1 && bytes[1] == '\n')
    cell->length = 2;
  else
    return FALSE;
  cell->ends_line = TRUE;
  return TRUE;
}

static void
take_text (Cell *cell, const guint8 *bytes, gsize length, guint column)
{
  gunichar c;

  if (take_line_end (cell, bytes, length))
    return;
  if (bytes[0] < 0x20 || bytes[0] == 0x7f)
    {
      make_control (cell, bytes[0], column);
      return;
    }
  c = g_utf8_get_char_validated ((const char *) bytes, (gssize) length);
  if (c >= 0x110000) /* GLib answers (gunichar) -1 and -2 for bad and cut sequences */
    {
      set_character (cell, NO_CHARACTER);
      cell->escaped = TRUE;
      return;
    }
  cell->length = (guint) (g_utf8_next_char ((const char *) bytes) - (const char *) bytes);
  if (is_plain (c))
    {
      set_character (cell, c);
      return;
    }
  cell->columns = (guint) g_snprintf (cell->text, sizeof cell->text, "\\u%04x", c);
  cell->escaped = TRUE;
}

static void
take_raw (Cell *cell, guint8 byte)
{
  const char *letter = memchr ("\n\r\t\\", byte, 4);

  cell->ends_line = byte == '\n';
  cell->escaped = letter || byte < 0x20 || byte >= 0x7f;
  if (letter)
    cell->columns = (guint) g_snprintf (cell->text, sizeof cell->text, "\\%c",
                                        byte == '\n'   ? 'n'
                                        : byte == '\r' ? 'r'
                                        : byte == '\t' ? 't'
                                                       : '\\');
  else if (cell->escaped)
    cell->columns = (guint) g_snprintf (cell->text, sizeof cell->text, "\\x%02x", byte);
  else
    set_character (cell, byte);
}

/* What is at @bytes, on a line that has @column columns before it. */
static void
take_cell (Cell *cell, WireStreamForm form, const guint8 *bytes, gsize length, guint column)
{
  cell->length = 1;
  cell->columns = 0;
  cell->text[0] = '\0';
  cell->escaped = cell->ends_line = FALSE;
  if (form == WIRE_STREAM_RAW)
    take_raw (cell, *bytes);
  else
    take_text (cell, bytes, length, column);
}

/* Longest sequence that GLib takes for the beginning of a character. */
#define MAX_SEQUENCE 6u

/* A sequence that could become a character, or a line end, with what follows. GLib says of one that
 * a NUL breaks off that it is cut, however much follows. */
static gboolean
is_cut (WireStreamForm form, const guint8 *bytes, gsize length)
{
  if (form == WIRE_STREAM_RAW)
    return FALSE;
  if (bytes[0] == '\r')
    return length == 1;
  return bytes[0] >= 0x80 && length < MAX_SEQUENCE
         && g_utf8_get_char_validated ((const char *) bytes, (gssize) length) == (gunichar) -2;
}

/* Most of what is text is ASCII that prints, one column a byte. */
static inline gboolean
is_simple (guint8 byte)
{
  return byte >= 0x20 && byte < 0x7f && byte != '\\';
}

static gsize
break_characters (WireStreamForm form,
                  guint columns,
                  const guint8 *bytes,
                  gsize length,
                  gboolean last,
                  gboolean *ends)
{
  guint column = 0;
  gsize i = 0;

  while (i < length)
    {
      Cell cell;

      if (is_simple (bytes[i]))
        {
          if (column + 1 > columns)
            return i;
          column++;
          i++;
          continue;
        }
      if (!last && is_cut (form, bytes + i, length - i))
        return i > 0 && length == WIRE_STREAM_MAX_LINE_BYTES ? i : 0;
      take_cell (&cell, form, bytes + i, length - i, column);
      if (cell.ends_line)
        {
          *ends = TRUE;
          return i + cell.length;
        }
      if (column + cell.columns > columns && i > 0)
        return i;
      column += cell.columns;
      i += cell.length;
    }
  return last || length == WIRE_STREAM_MAX_LINE_BYTES ? length : 0;
}

/**
 * wire_stream_line_break:
 * @form: how bytes are shown
 * @columns: characters that fit, at least 16 and at most %WIRE_STREAM_MAX_COLUMNS; of
 *   %WIRE_STREAM_HEX: bytes
 * @bytes: what follows in one direction
 * @length: how many, at least 1 and at most %WIRE_STREAM_MAX_LINE_BYTES
 * @last: no byte follows these
 * @ends: (out): whether the line ends with a line end, not for want of room
 *
 * Returns: how many of @bytes are on one line; 0 where more are needed to tell, never with
 *   @last or with %WIRE_STREAM_MAX_LINE_BYTES
 */
gsize
wire_stream_line_break (WireStreamForm form,
                        guint columns,
                        const guint8 *bytes,
                        gsize length,
                        gboolean last,
                        gboolean *ends)
{
  *ends = FALSE;
  if (form != WIRE_STREAM_HEX)
    return break_characters (form, columns, bytes, length, last, ends);
  if (length >= columns)
    return columns;
  return last ? length : 0;
}

/* Hexadecimal in groups of eight, then ASCII. Columns are where they are on a full line. */
static void
write_hex (WireStreamText *self, guint columns, guint64 position, const guint8 *bytes, gsize length)
{
  g_string_append_printf (self->text, "%08" G_GINT64_MODIFIER "x  ", position);
  for (gsize i = 0; i < columns; i++)
    {
      if (i > 0)
        g_string_append (self->text, i % 8 == 0 ? "  " : " ");
      if (i <= length)
        self->starts[i] = (guint16) self->text->len;
      if (i < length)
        g_string_append_printf (self->text, "%02x", bytes[i]);
      else
        g_string_append (self->text, "  ");
    }
  if (length == columns)
    self->starts[length] = (guint16) self->text->len;
  g_string_append (self->text, "  ");
  for (gsize i = 0; i < length; i++)
    {
      self->ascii[i] = (guint16) self->text->len;
      self->escaped[i] = !g_ascii_isprint (bytes[i]);
      g_string_append_c (self->text, self->escaped[i] ? '.' : (char) bytes[i]);
    }
  self->ascii[length] = (guint16) self->text->len;
}

static void
write_characters (WireStreamText *self, WireStreamForm form, const guint8 *bytes, gsize length)
{
  guint column = 0;

  for (gsize i = 0; i < length;)
    {
      Cell cell;

      take_cell (&cell, form, bytes + i, length - i, column);
      for (guint k = 0; k < cell.length; k++)
        {
          self->starts[i + k] = (guint16) self->text->len;
          self->escaped[i + k] = cell.escaped;
        }
      g_string_append (self->text, cell.text);
      column += cell.columns;
      i += cell.length;
    }
  self->starts[length] = (guint16) self->text->len;
}

/**
 * wire_stream_text_write:
 * @text: (inout): zeroed or written before; cleared by the caller
 * @form: how to show them
 * @columns: what the line was broken for
 * @position: of the first byte in its direction
 * @bytes: of one line, as wire_stream_line_break() tells
 * @length: how many
 *
 * Writes a line as it is to be drawn.
 */
void
wire_stream_text_write (WireStreamText *self,
                        WireStreamForm form,
                        guint columns,
                        guint64 position,
                        const guint8 *bytes,
                        gsize length)
{
  g_return_if_fail (length <= WIRE_STREAM_MAX_LINE_BYTES);
  g_return_if_fail (columns <= WIRE_STREAM_MAX_COLUMNS);
  g_return_if_fail (form != WIRE_STREAM_HEX || length <= columns);

  if (!self->text)
    self->text = g_string_new (NULL);
  g_string_truncate (self->text, 0);
  if (form == WIRE_STREAM_HEX)
    write_hex (self, columns, position, bytes, length);
  else
    write_characters (self, form, bytes, length);
}

void
wire_stream_text_clear (WireStreamText *self)
{
  if (self->text)
    g_string_free (self->text, TRUE);
  self->text = NULL;
}
