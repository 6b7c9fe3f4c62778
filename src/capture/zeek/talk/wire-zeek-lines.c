/* wire-zeek-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-lines.h"

void
wire_zeek_lines_clear (WireZeekLines *self)
{
  if (self->text)
    g_string_free (self->text, TRUE);
  *self = (WireZeekLines){ 0 };
}

/** Must be called with each payload before its lines are taken: a gap breaks the line that goes on.
 * Where none does, what follows the gap is taken for the beginning of one, as Zeek does: most
 * segments of conversations begin with a line. */
void
wire_zeek_lines_begin (WireZeekLines *self, const WireZeekPayload *payload)
{
  self->broken |= payload->after_gap && self->text && self->text->len > 0 && !self->ended;
}

static void
end_line (GString *text)
{
  while (text->len > 0 && (text->str[text->len - 1] == '\n' || text->str[text->len - 1] == '\r'))
    g_string_truncate (text, text->len - 1);
}

/**
 * wire_zeek_lines_next:
 * @self: of one side
 * @bytes: (inout): what it says; moved past the line
 * @length: (inout): of @bytes
 *
 * Returns: (transfer none) (nullable): the next line without its end, valid until the next call;
 *   %NULL where @bytes are used up
 */
const GString *
wire_zeek_lines_next (WireZeekLines *self, const guint8 **bytes, gsize *length)
{
  if (!self->text)
    self->text = g_string_new (NULL);
  while (*length > 0)
    {
      const guint8 *end = memchr (*bytes, '\n', *length);
      gsize n = end ? (gsize) (end - *bytes) + 1 : *length;
      gboolean broken = self->broken;

      if (self->ended)
        g_string_truncate (self->text, 0);
      self->ended = end != NULL;
      g_string_append_len (
          self->text, (const char *) *bytes,
          (gssize) MIN (n, WIRE_ZEEK_MAX_LINE - MIN (self->text->len, WIRE_ZEEK_MAX_LINE)));
      *bytes += n;
      *length -= n;
      if (!end)
        break;
      self->broken = FALSE;
      end_line (self->text);
      if (!broken)
        return self->text;
    }
  return NULL;
}

/** Returns: (nullable): what follows @word and blanks in @line, if it begins with that word, in any
 * case */
const char *
wire_zeek_line_get_argument (const char *line, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (line, word, length) != 0
      || (line[length] && !g_ascii_isspace (line[length])))
    return NULL;
  line += length;
  while (g_ascii_isspace (*line))
    line++;
  return line;
}

/** Puts a copy of @text at @place, in place of what was there. */
void
wire_zeek_keep_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}
