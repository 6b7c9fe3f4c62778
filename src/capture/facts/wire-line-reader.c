/* wire-line-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-line-reader.h"

#include <string.h>

static void
add_text (WireLineSide *self, const guint8 *bytes, gsize length)
{
  if (!self->text)
    self->text = g_string_sized_new (64);
  if (self->text->len < WIRE_LINE_MAX)
    g_string_append_len (self->text, (const char *) bytes,
                         (gssize) MIN (length, WIRE_LINE_MAX - self->text->len));
}

/* A literal becomes a quoted string, as the protocol might have had it in the first place. */
static guint32
add_literal (WireLineSide *self, const guint8 *bytes, guint32 length)
{
  guint32 n = (guint32) MIN (self->literal, length);

  for (guint32 i = 0; i < n && self->text->len < WIRE_LINE_MAX; i++)
    {
      if (bytes[i] == '"' || bytes[i] == '\\')
        g_string_append_c (self->text, '\\');
      g_string_append_c (self->text, (char) bytes[i]);
    }
  self->literal -= n;
  if (self->literal == 0)
    g_string_append_c (self->text, '"');
  return n;
}

static guint32
skip (WireLineSide *self, guint32 length)
{
  guint32 n = (guint32) MIN (self->skip, length);

  self->skip -= n;
  return n;
}

/* Returns: whether more lines may come. What is passed to @visit may be changed by it. */
static gboolean
end_line (WireLineSide *self,
          guint side,
          const WireStreamPiece *piece,
          WireLineVisit visit,
          gpointer user_data)
{
  g_autoptr (GString) text = g_steal_pointer (&self->text);
  gboolean lost = self->lost;

  self->lost = FALSE;
  if (text->len > 0 && text->str[text->len - 1] == '\r')
    g_string_truncate (text, text->len - 1);
  return lost || visit (side, text->str, text->len, piece, user_data) == WIRE_LINE_NEXT;
}

static void
add_gap (WireLineSide *self, guint32 length)
{
  if (length <= self->skip)
    {
      self->skip -= length;
      return;
    }
  self->skip = 0;
  self->literal = 0;
  self->lost = TRUE;
  if (self->text)
    g_string_truncate (self->text, 0);
}

/* Takes what comes up to the end of a line. Returns: whether lines go on */
static gboolean
take_some (WireLineSide *self,
           guint side,
           const WireStreamPiece *piece,
           WireLineVisit visit,
           gpointer user_data,
           guint32 *at)
{
  const guint8 *bytes = piece->data + *at;
  guint32 length = piece->length - *at;
  const guint8 *end;

  if (self->skip > 0)
    *at += skip (self, length);
  else if (self->literal > 0)
    *at += add_literal (self, bytes, length);
  else
    {
      end = memchr (bytes, '\n', length);
      add_text (self, bytes, end ? (gsize) (end - bytes) : length);
      *at += end ? (guint32) (end - bytes) + 1 : length;
      return !end || end_line (self, side, piece, visit, user_data);
    }
  return TRUE;
}

/**
 * wire_line_reader_add:
 * @self: of a conversation
 * @side: who speaks
 * @piece: the next bytes, or a gap
 * @visit: takes each line that ends in @piece
 * @user_data: for @visit
 * @used: (out): bytes of @piece that were read
 *
 * Returns: whether lines go on; otherwise what follows after @used belongs to something else
 */
gboolean
wire_line_reader_add (WireLineReader *self,
                      guint side,
                      const WireStreamPiece *piece,
                      WireLineVisit visit,
                      gpointer user_data,
                      guint32 *used)
{
  WireLineSide *sender = &self->sides[side];

  *used = piece->data ? 0 : piece->length;
  if (!piece->data)
    add_gap (sender, piece->length);
  while (*used < piece->length)
    if (!take_some (sender, side, piece, visit, user_data, used))
      return FALSE;
  return TRUE;
}

/** Passes over the next @bytes of @side: they are no lines. */
void
wire_line_reader_skip (WireLineReader *self, guint side, guint64 bytes)
{
  self->sides[side].skip = bytes;
}

/**
 * wire_line_reader_take_literal:
 * @reader: of a conversation
 * @side: who speaks
 * @line: what came of the line, without the mark of the literal
 * @length: of @line
 * @bytes: of the literal
 *
 * Goes on with a line that has a literal (RFC 3501, section 4.3): it becomes a quoted string in it.
 * Long ones are passed over, and the string is empty.
 */
void
wire_line_reader_take_literal (
    WireLineReader *reader, guint side, const char *line, gsize length, guint64 bytes)
{
  WireLineSide *self = &reader->sides[side];

  add_text (self, (const guint8 *) line, length);
  g_string_append_c (self->text, '"');
  if (bytes == 0 || bytes > WIRE_LITERAL_MAX)
    g_string_append_c (self->text, '"');
  if (bytes > WIRE_LITERAL_MAX)
    self->skip = bytes;
  else
    self->literal = bytes;
}

/**
 * wire_line_find_literal:
 * @line: a line
 * @length: of @line
 * @text: (out): bytes of it before the mark
 * @bytes: (out): of the literal
 *
 * Returns: whether @line ends with the mark of a literal, `{5}` or `{5+}` (RFC 7888)
 */
gboolean
wire_line_find_literal (const char *line, gsize length, gsize *text, guint64 *bytes)
{
  gsize at = length;

  if (length < 3 || line[length - 1] != '}')
    return FALSE;
  at -= 1;
  if (line[at - 1] == '+')
    at--;
  gsize end = at;
  while (at > 0 && g_ascii_isdigit (line[at - 1]) && end - at < 12)
    at--;
  if (at == 0 || at == end || line[at - 1] != '{')
    return FALSE;
  *text = at - 1;
  *bytes = g_ascii_strtoull (line + at, NULL, 10);
  return TRUE;
}

void
wire_line_reader_clear (WireLineReader *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    if (self->sides[i].text)
      g_string_free (g_steal_pointer (&self->sides[i].text), TRUE);
}
