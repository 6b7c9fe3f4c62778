/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-text.h"

#include "base/wire-hex.h"

#include <string.h>

static char *
encode (const char *text, const char *codec, WireTextPolicy policy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireText) result = wire_text_encode (text, strlen (text), codec, policy, &error);

  if (!result)
    return g_strdup (error->message);
  return wire_hex_encode (g_bytes_get_data (result->bytes, NULL), g_bytes_get_size (result->bytes),
                          NULL);
}

static char *
decode (const char *hex, const char *codec, WireTextPolicy policy)
{
  g_autoptr (GBytes) bytes = wire_hex_decode (hex, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireText) result = wire_text_decode (bytes, codec, policy, &error);

  return g_strdup (result ? result->text : error->message);
}

static void
test_lab (void)
{
  g_autoptr (WireText) text = wire_text_encode ("café", 5, "UTF-8", WIRE_TEXT_STRICT, NULL);
  g_autoptr (WireText) wrong =
      wire_text_decode (text->bytes, "windows-1252", WIRE_TEXT_STRICT, NULL);

  g_assert_cmpuint (text->n_characters, ==, 4);
  g_assert_cmpuint (wire_text_count_graphemes (text), ==, 4);
  g_assert_cmpuint (g_bytes_get_size (text->bytes), ==, 5);
  g_assert_cmpstr (wrong->text, ==, "cafÃ©");
  g_assert_cmpuint (wrong->n_characters, ==, 5);
}

static void
test_encode (void)
{
  static const struct
  {
    const char *text;
    const char *codec;
    WireTextPolicy policy;
    const char *expected;
  } CASES[] = {
    { "café", "UTF-8", WIRE_TEXT_STRICT, "636166c3a9" },
    { "café", "windows-1252", WIRE_TEXT_STRICT, "636166e9" },
    { "é", "UTF-16LE", WIRE_TEXT_STRICT, "e900" },
    { "é", "UTF-16", WIRE_TEXT_STRICT, "fffee900" },
    { "é", "UTF-32", WIRE_TEXT_STRICT, "fffe0000e9000000" },
    { "日本", "ISO-2022-JP", WIRE_TEXT_STRICT, "1b2442467c4b5c1b2842" },
    { "\u00ca\u0304a", "BIG5-HKSCS", WIRE_TEXT_STRICT, "886261" },
    { "5 €", "ISO-8859-1", WIRE_TEXT_STRICT,
      "ISO-8859-1 has no U+20AC EURO SIGN: character 3, at offset 2." },
    { "5 €", "ISO-8859-1", WIRE_TEXT_REPLACE, "35203f" },
    { "5 €", "ISO-8859-1", WIRE_TEXT_IGNORE, "3520" },
    { "5 €", "ISO-8859-1", WIRE_TEXT_ESCAPE, "35205c7532306163" },
    { "😀", "US-ASCII", WIRE_TEXT_ESCAPE, "5c553030303166363030" },
    { "\xff", "UTF-16", WIRE_TEXT_STRICT,
      "The text is not UTF-8: at offset 0, a byte that never occurs in UTF-8." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *got = encode (CASES[i].text, CASES[i].codec, CASES[i].policy);

      g_assert_cmpstr (got, ==, CASES[i].expected);
    }
}

static void
test_decode (void)
{
  static const struct
  {
    const char *hex;
    const char *codec;
    WireTextPolicy policy;
    const char *expected;
  } CASES[] = {
    { "efbbbf636166c3a9", "UTF-8", WIRE_TEXT_STRICT, "café" },
    { "fffee900", "UTF-16", WIRE_TEXT_STRICT, "é" },
    { "feff00e9", "UTF-16", WIRE_TEXT_STRICT, "é" },
    { "e900", "UTF-16", WIRE_TEXT_STRICT, "é" },
    { "0000feff000000e9", "UTF-32", WIRE_TEXT_STRICT, "é" },
    { "1b2442467c4b5c1b2842", "ISO-2022-JP", WIRE_TEXT_STRICT, "日本" },
    { "61ff62", "UTF-8", WIRE_TEXT_REPLACE, "a\ufffdb" },
    { "61ff62", "UTF-8", WIRE_TEXT_IGNORE, "ab" },
    { "61c0af62", "UTF-8", WIRE_TEXT_ESCAPE, "a\\xc0\\xafb" },
    { "61c0af62", "UTF-8", WIRE_TEXT_REPLACE, "a\ufffdb" },
    { "618162", "windows-1252", WIRE_TEXT_ESCAPE, "a\\x81b" },
    { "61c3", "UTF-8", WIRE_TEXT_STRICT,
      "This is not UTF-8: at offset 1, c3: truncated: the bytes end inside a character." },
    { "613dd86200", "UTF-16LE", WIRE_TEXT_REPLACE, "\u3d61\u62d8\ufffd" },
    { "82", "Shift_JIS", WIRE_TEXT_STRICT,
      "This is not Shift_JIS: at offset 0, 82: truncated: the bytes end inside a character." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *got = decode (CASES[i].hex, CASES[i].codec, CASES[i].policy);

      g_assert_cmpstr (got, ==, CASES[i].expected);
    }
}

static void
check_spans (const WireText *text)
{
  gsize text_offset = 0, byte_offset = 0;

  for (guint i = 0; i < text->spans->len; i++)
    {
      const WireTextSpan *span = &g_array_index (text->spans, WireTextSpan, i);

      g_assert_cmpuint (span->text_offset, ==, text_offset);
      g_assert_cmpuint (span->byte_offset, ==, byte_offset);
      text_offset += span->text_length;
      byte_offset += span->byte_length;
    }
  g_assert_cmpuint (text_offset, ==, text->text_length);
  g_assert_cmpuint (byte_offset, ==, g_bytes_get_size (text->bytes));
}

static void
test_spans (void)
{
  static const char *const CODECS[] = { "UTF-8",        "UTF-16",     "ISO-2022-JP", "windows-1252",
                                        "windows-1258", "BIG5-HKSCS", "UTF-7",       "EUC-JP" };
  static const char TEXT[] = "caf\u00e9 \u65e5\u672c e\u0301 \u00ca\u0304 \u1ebf \U0001f600";

  for (gsize i = 0; i < G_N_ELEMENTS (CODECS); i++)
    for (guint policy = WIRE_TEXT_REPLACE; policy <= WIRE_TEXT_ESCAPE; policy++)
      {
        g_autoptr (WireText) written =
            wire_text_encode (TEXT, strlen (TEXT), CODECS[i], (WireTextPolicy) policy, NULL);
        check_spans (written);
        g_autoptr (WireText) read =
            wire_text_decode (written->bytes, CODECS[i], WIRE_TEXT_STRICT, NULL);
        check_spans (read);
      }
}

/* “2:é 1:a”: how many bytes belong to each character. */
static char *
describe_spans (const WireText *text)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < text->spans->len; i++)
    {
      const WireTextSpan *span = &g_array_index (text->spans, WireTextSpan, i);

      g_string_append_printf (words, "%s%zu:%.*s", i > 0 ? " " : "", span->byte_length,
                              (int) span->text_length, text->text + span->text_offset);
    }
  return g_string_free (words, FALSE);
}

/* Codecs that hold a letter back until they see whether a mark follows, and such with shifts. */
static void
test_bytes_of_each_character (void)
{
  static const struct
  {
    const char *bytes;
    const char *codec;
    const char *expected;
  } CASES[] = {
    { "616263", "windows-1258", "1:a 1:b 1:c" },
    { "61ec6261", "windows-1258", "2:á 1:b 1:a" },
    { "61ff62", "windows-1258", "1:a 1:ÿ 1:b" },
    { "e0e9cce1", "windows-1255", "1:א 2:\ufb39 1:ב" },
    { "1b2442467c4b5c1b284261", "ISO-2022-JP", "5:日 2:本 4:a" },
    { "1b2442467c4b5c1b2842", "ISO-2022-JP", "5:日 5:本" },
    { "6a2b414f6b2d", "UTF-7", "1:j 5:é" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = wire_hex_decode (CASES[i].bytes, NULL);
      g_autoptr (WireText) text = wire_text_decode (bytes, CASES[i].codec, WIRE_TEXT_REPLACE, NULL);
      g_autofree char *spans = describe_spans (text);

      g_assert_cmpstr (spans, ==, CASES[i].expected);
      check_spans (text);
    }
}

static void
test_marks_are_no_text (void)
{
  g_autoptr (GBytes) bytes = wire_hex_decode ("efbbbf61", NULL);
  g_autoptr (WireText) text = wire_text_decode (bytes, "UTF-8", WIRE_TEXT_STRICT, NULL);
  const WireTextSpan *mark = &g_array_index (text->spans, WireTextSpan, 0);

  g_assert_cmpstr (text->text, ==, "a");
  g_assert_cmpuint (mark->byte_length, ==, 3);
  g_assert_cmpuint (mark->text_length, ==, 0);
  check_spans (text);
}

static void
test_nul (void)
{
  g_autoptr (WireText) text = wire_text_encode ("a\0b", 3, "UTF-16LE", WIRE_TEXT_STRICT, NULL);
  g_autoptr (WireText) read = wire_text_decode (text->bytes, "UTF-16LE", WIRE_TEXT_STRICT, NULL);

  g_assert_cmpmem (read->text, read->text_length, "a\0b", 3);
  g_assert_cmpuint (read->n_characters, ==, 3);
}

/* In a block of just its size, so that the address sanitizer sees a read past the end. */
static void
test_without_nul (void)
{
  g_autofree char *text = g_memdup2 ("caf\xc3\xa9", 5);
  g_autoptr (WireText) encoded = wire_text_encode (text, 5, "UTF-8", WIRE_TEXT_STRICT, NULL);
  g_autoptr (WireText) empty = wire_text_encode ("", 0, "UTF-8", WIRE_TEXT_STRICT, NULL);

  g_assert_cmpstr (encoded->text, ==, "café");
  g_assert_cmpuint (g_bytes_get_size (empty->bytes), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/lab", test_lab);
  g_test_add_func ("/text/encode", test_encode);
  g_test_add_func ("/text/decode", test_decode);
  g_test_add_func ("/text/spans", test_spans);
  g_test_add_func ("/text/bytes-of-each-character", test_bytes_of_each_character);
  g_test_add_func ("/text/marks-are-no-text", test_marks_are_no_text);
  g_test_add_func ("/text/nul", test_nul);
  g_test_add_func ("/text/without-nul", test_without_nul);
  return g_test_run ();
}
