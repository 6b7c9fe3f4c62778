/* test-character-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-character-cell.h"

#include <string.h>

static WireText *
encode (const char *text, const char *codec, WireTextPolicy policy)
{
  WireText *result = wire_text_encode (text, strlen (text), codec, policy, NULL);

  g_assert_nonnull (result);
  return result;
}

static const WireTextSpan *
span_at (const WireText *text, guint i)
{
  g_assert_cmpuint (i, <, text->spans->len);
  return &g_array_index (text->spans, WireTextSpan, i);
}

static void
test_glyphs (void)
{
  g_autoptr (WireText) text =
      encode ("a \n\tе\xcc\x81\xe2\x80\xae\xe2\x80\x8d", "UTF-8", WIRE_TEXT_STRICT);
  static const char *const GLYPHS[] = {
    "a", "\u2423", "\u240a", "\u2409", "е", "\u25cc\xcc\x81", "\u25a1", "\u25a1",
  };

  g_assert_cmpuint (text->spans->len, ==, G_N_ELEMENTS (GLYPHS));
  for (guint i = 0; i < G_N_ELEMENTS (GLYPHS); i++)
    {
      g_autofree char *glyph = wire_character_cell_get_glyph (text, span_at (text, i));

      g_assert_cmpstr (glyph, ==, GLYPHS[i]);
    }
}

static void
test_bytes (void)
{
  g_autoptr (WireText) text = encode ("é", "UTF-8", WIRE_TEXT_STRICT);
  static const struct
  {
    WireNotation notation;
    const char *bytes;
  } CASES[] = {
    { WIRE_NOTATION_HEX, "c3 a9" },          { WIRE_NOTATION_BINARY, "11000011 10101001" },
    { WIRE_NOTATION_DECIMAL, "195 169" },    { WIRE_NOTATION_OCTAL, "303 251" },
    { WIRE_NOTATION_ESCAPES, "\\xc3\\xa9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *bytes =
          wire_character_cell_get_bytes (text, span_at (text, 0), CASES[i].notation);

      g_assert_cmpstr (bytes, ==, CASES[i].bytes);
      g_assert_cmpuint (
          wire_character_cell_get_columns (text, span_at (text, 0), CASES[i].notation), >,
          strlen (bytes));
    }
}

static void
test_words (void)
{
  g_autoptr (WireText) text = encode ("caf€", "ISO-8859-1", WIRE_TEXT_IGNORE);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\xff\xfe\x41\x00\x00\xd8", 6);
  g_autoptr (WireText) utf16 = wire_text_decode (bytes, "UTF-16", WIRE_TEXT_REPLACE, NULL);
  g_autofree char *c = wire_character_cell_describe (text, 0);
  g_autofree char *euro = wire_character_cell_describe (text, 3);
  g_autofree char *mark = wire_character_cell_describe (utf16, 0);
  g_autofree char *mark_glyph = wire_character_cell_get_glyph (utf16, span_at (utf16, 0));
  g_autofree char *half = wire_character_cell_describe (utf16, 2);

  g_assert_cmpstr (c, ==, "U+0063 LATIN SMALL LETTER C · byte 63 at offset 0");
  g_assert_true (g_str_has_prefix (euro, "U+20AC EURO SIGN · no bytes · "));
  g_assert_cmpstr (mark, ==, "Byte-order mark · bytes ff fe at offset 0");
  g_assert_cmpstr (mark_glyph, ==, "mark");
  g_assert_nonnull (strstr (half, "bytes 00 d8 at offset 4"));
}

static void
test_rows (void)
{
  g_autoptr (WireText) text = encode ("abc\ndefghi", "UTF-8", WIRE_TEXT_STRICT);
  g_autoptr (GArray) rows = wire_character_cell_break_rows (text, WIRE_NOTATION_HEX, 16);
  g_autoptr (WireText) nothing = encode ("", "UTF-8", WIRE_TEXT_STRICT);
  g_autoptr (GArray) none = wire_character_cell_break_rows (nothing, WIRE_NOTATION_HEX, 16);
  static const guint FIRST[] = { 0, 4, 8 }; /* a line feed, then four cells of four columns */

  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (FIRST));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpuint (g_array_index (rows, guint, i), ==, FIRST[i]);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/character-cell/glyphs", test_glyphs);
  g_test_add_func ("/character-cell/bytes", test_bytes);
  g_test_add_func ("/character-cell/words", test_words);
  g_test_add_func ("/character-cell/rows", test_rows);
  return g_test_run ();
}
