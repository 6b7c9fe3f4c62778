/* wire-character-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-character-cell.h"

#include "ui/widgets/wire-figures.h"
#include "base/wire-hex.h"
#include "text/wire-unicode.h"

#include <glib/gi18n.h>
#include <string.h>

/* Columns that the widest glyph, drawn larger than its bytes, takes in a monospaced face, and that
 * are between two cells. */
#define GLYPH_COLUMNS 3u
#define GAP_COLUMNS 1u

/* Columns of one byte in each notation, the space before the next one included. */
static guint
get_byte_columns (WireNotation notation)
{
  switch (notation)
    {
    case WIRE_NOTATION_BINARY:
      return 9;
    case WIRE_NOTATION_DECIMAL:
    case WIRE_NOTATION_OCTAL:
    case WIRE_NOTATION_ESCAPES:
      return 4;
    default:
      return 3;
    }
}

/* Control characters have pictures of their own in Unicode, from U+2400 on. */
static gunichar
get_picture (gunichar c)
{
  if (c < 0x20)
    return 0x2400 + c;
  if (c == 0x7f)
    return 0x2421;
  if (c == ' ')
    return 0x2423;
  return c;
}

/**
 * Returns: (transfer full): the character as it can be seen: a space is ␣, what combines is on
 * a dotted circle, what would turn the line around or shows nothing is a box
 */
char *
wire_character_cell_get_glyph (const WireText *text, const WireTextSpan *span)
{
  const char *from = text->text + span->text_offset;
  char glyph[7] = "";
  gunichar c;

  if (span->text_length == 0)
    return g_strdup (span->reason == WIRE_TEXT_REASON_NONE ? _ ("mark") : "✗");
  c = g_utf8_get_char (from);
  if (g_unichar_ismark (c))
    return g_strdup_printf ("\u25cc%.*s", (int) span->text_length, from);
  if (g_unichar_iszerowidth (c) || !(g_unichar_isprint (c) || c < 0x80))
    return g_strdup ("\u25a1");
  if (get_picture (c) == c)
    return g_strndup (from, span->text_length);
  g_unichar_to_utf8 (get_picture (c), glyph);
  return g_strdup (glyph);
}

/** Returns: (transfer full): the character's bytes, in hex, binary, decimal, octal or escapes */
char *
wire_character_cell_get_bytes (const WireText *text,
                               const WireTextSpan *span,
                               WireNotation notation)
{
  const guint8 *bytes = g_bytes_get_data (text->bytes, NULL);

  if (span->byte_length == 0)
    return g_strdup ("–");
  if (notation == WIRE_NOTATION_HEX || notation == WIRE_NOTATION_ESCAPES)
    {
      g_autofree char *hex = wire_hex_encode (bytes + span->byte_offset, span->byte_length,
                                              notation == WIRE_NOTATION_HEX ? " " : "\\x");

      return notation == WIRE_NOTATION_HEX ? g_steal_pointer (&hex)
                                           : g_strconcat ("\\x", hex, NULL);
    }
  return wire_notation_write (notation, bytes + span->byte_offset, span->byte_length);
}

/** Returns: how many columns of a monospaced face the cell takes, the gap after it included */
guint
wire_character_cell_get_columns (const WireText *text,
                                 const WireTextSpan *span,
                                 WireNotation notation)
{
  guint bytes = (guint) span->byte_length * get_byte_columns (notation);

  (void) text;
  if (span->text_length == 0)
    return MAX (bytes, 4) + GAP_COLUMNS;
  return MAX (bytes, GLYPH_COLUMNS) + GAP_COLUMNS;
}

static char *
name_characters (const WireText *text, const WireTextSpan *span)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *c = text->text + span->text_offset;

  for (const char *end = c + span->text_length; c < end; c = g_utf8_next_char (c))
    {
      g_autofree char *name = wire_unicode_character_name (g_utf8_get_char (c));

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (span->text_length == 0)
    g_string_append (names, span->reason == WIRE_TEXT_REASON_NONE ? _ ("Byte-order mark")
                                                                  : _ ("No character"));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/** Returns: (transfer full): what span @number is, its bytes, and what is wrong with it: a sentence
 */
char *
wire_character_cell_describe (const WireText *text, guint number)
{
  const WireTextSpan *span = &g_array_index (text->spans, WireTextSpan, number);
  g_autofree char *names = name_characters (text, span);
  g_autofree char *bytes = wire_character_cell_get_bytes (text, span, WIRE_NOTATION_HEX);
  g_autofree char *offset = wire_figure_count (span->byte_offset);
  g_autofree char *sentence = NULL;

  if (span->byte_length == 0)
    sentence = g_strdup_printf (_ ("%s · no bytes"), names);
  else
    sentence =
        /* Translators: name of a character, its bytes in hexadecimal, where they begin */
        g_strdup_printf (
            ngettext ("%s · byte %s at offset %s", "%s · bytes %s at offset %s", span->byte_length),
            names, bytes, offset);
  if (span->reason == WIRE_TEXT_REASON_NONE)
    return g_steal_pointer (&sentence);
  return g_strdup_printf ("%s · %s", sentence, wire_text_reason_to_words (span->reason));
}

static gboolean
ends_line (const WireText *text, const WireTextSpan *span)
{
  return span->text_length > 0 && text->text[span->text_offset + span->text_length - 1] == '\n';
}

/**
 * wire_character_cell_break_rows:
 * @columns: how many columns fit next to each other
 *
 * Returns: (transfer full) (element-type guint): the span with which each row begins; a row ends
 *   with a line feed, or where nothing more fits
 */
GArray *
wire_character_cell_break_rows (const WireText *text, WireNotation notation, guint columns)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  guint used = G_MAXUINT / 2;

  for (guint i = 0; i < text->spans->len; i++)
    {
      const WireTextSpan *span = &g_array_index (text->spans, WireTextSpan, i);
      guint wanted = wire_character_cell_get_columns (text, span, notation);

      if (used + wanted > columns)
        {
          g_array_append_val (rows, i);
          used = 0;
        }
      used = ends_line (text, span) ? G_MAXUINT / 2 : used + wanted;
    }
  return rows;
}
