/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-unicode.h"

#include "base/wire-hex.h"

/* The ways of RFC 3629, sections 3 and 4, in which bytes are not UTF-8, and their neighbours that
 * are. */
static const struct
{
  const char *hex;
  gunichar character;
  guint length;
  WireTextReason reason;
} UTF8[] = {
  { "00", 0, 1, WIRE_TEXT_REASON_NONE },
  { "7f", 0x7f, 1, WIRE_TEXT_REASON_NONE },
  { "c280", 0x80, 2, WIRE_TEXT_REASON_NONE },
  { "dfbf", 0x7ff, 2, WIRE_TEXT_REASON_NONE },
  { "e0a080", 0x800, 3, WIRE_TEXT_REASON_NONE },
  { "ed9fbf", 0xd7ff, 3, WIRE_TEXT_REASON_NONE },
  { "ee8080", 0xe000, 3, WIRE_TEXT_REASON_NONE },
  { "efbfbf", 0xffff, 3, WIRE_TEXT_REASON_NONE },
  { "f0908080", 0x10000, 4, WIRE_TEXT_REASON_NONE },
  { "f48fbfbf", 0x10ffff, 4, WIRE_TEXT_REASON_NONE },

  { "80", 0, 1, WIRE_TEXT_REASON_LONE_CONTINUATION },
  { "bf", 0, 1, WIRE_TEXT_REASON_LONE_CONTINUATION },
  { "c320", 0, 1, WIRE_TEXT_REASON_BAD_CONTINUATION },
  { "c3c3", 0, 1, WIRE_TEXT_REASON_BAD_CONTINUATION },
  { "e28220", 0, 2, WIRE_TEXT_REASON_BAD_CONTINUATION },
  { "f09f9820", 0, 3, WIRE_TEXT_REASON_BAD_CONTINUATION },
  { "c3", 0, 1, WIRE_TEXT_REASON_TRUNCATED },
  { "e282", 0, 2, WIRE_TEXT_REASON_TRUNCATED },
  { "f09f98", 0, 3, WIRE_TEXT_REASON_TRUNCATED },
  { "c0af", 0, 2, WIRE_TEXT_REASON_OVERLONG },
  { "c080", 0, 2, WIRE_TEXT_REASON_OVERLONG },
  { "c1bf", 0, 2, WIRE_TEXT_REASON_OVERLONG },
  { "e080af", 0, 3, WIRE_TEXT_REASON_OVERLONG },
  { "e09fbf", 0, 3, WIRE_TEXT_REASON_OVERLONG },
  { "f08080af", 0, 4, WIRE_TEXT_REASON_OVERLONG },
  { "f08fbfbf", 0, 4, WIRE_TEXT_REASON_OVERLONG },
  { "eda080", 0, 3, WIRE_TEXT_REASON_SURROGATE },
  { "edbfbf", 0, 3, WIRE_TEXT_REASON_SURROGATE },
  { "f4908080", 0, 4, WIRE_TEXT_REASON_BEYOND },
  { "f7bfbfbf", 0, 4, WIRE_TEXT_REASON_BEYOND },
  { "f888808080", 0, 1, WIRE_TEXT_REASON_IMPOSSIBLE },
  { "fe", 0, 1, WIRE_TEXT_REASON_IMPOSSIBLE },
  { "ff", 0, 1, WIRE_TEXT_REASON_IMPOSSIBLE },
};

static void
test_utf8 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (UTF8); i++)
    {
      g_autoptr (GBytes) bytes = wire_hex_decode (UTF8[i].hex, NULL);
      WireUnicodeStep step = wire_unicode_read (WIRE_UNICODE_UTF8, g_bytes_get_data (bytes, NULL),
                                                g_bytes_get_size (bytes));

      if (step.reason != UTF8[i].reason || step.length != UTF8[i].length
          || step.character != UTF8[i].character)
        g_error ("%s: U+%04X, %u bytes, reason %d", UTF8[i].hex, step.character, step.length,
                 step.reason);
    }
}

static void
test_utf16 (void)
{
  static const struct
  {
    WireUnicodeForm form;
    const char *hex;
    gunichar character;
    guint length;
    WireTextReason reason;
  } CASES[] = {
    { WIRE_UNICODE_UTF16LE, "e900", 0xe9, 2, WIRE_TEXT_REASON_NONE },
    { WIRE_UNICODE_UTF16BE, "00e9", 0xe9, 2, WIRE_TEXT_REASON_NONE },
    { WIRE_UNICODE_UTF16LE, "3dd800de", 0x1f600, 4, WIRE_TEXT_REASON_NONE },
    { WIRE_UNICODE_UTF16BE, "d83dde00", 0x1f600, 4, WIRE_TEXT_REASON_NONE },
    { WIRE_UNICODE_UTF16LE, "3dd86100", 0, 2, WIRE_TEXT_REASON_SURROGATE },
    { WIRE_UNICODE_UTF16LE, "00de6100", 0, 2, WIRE_TEXT_REASON_SURROGATE },
    { WIRE_UNICODE_UTF16LE, "3dd8", 0, 2, WIRE_TEXT_REASON_TRUNCATED },
    { WIRE_UNICODE_UTF16LE, "3dd800", 0, 3, WIRE_TEXT_REASON_TRUNCATED },
    { WIRE_UNICODE_UTF16LE, "61", 0, 1, WIRE_TEXT_REASON_TRUNCATED },
    { WIRE_UNICODE_UTF32LE, "00f60100", 0x1f600, 4, WIRE_TEXT_REASON_NONE },
    { WIRE_UNICODE_UTF32BE, "0001f600", 0x1f600, 4, WIRE_TEXT_REASON_NONE },
    { WIRE_UNICODE_UTF32BE, "0000d800", 0, 4, WIRE_TEXT_REASON_SURROGATE },
    { WIRE_UNICODE_UTF32BE, "00110000", 0, 4, WIRE_TEXT_REASON_BEYOND },
    { WIRE_UNICODE_UTF32BE, "000000", 0, 3, WIRE_TEXT_REASON_TRUNCATED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = wire_hex_decode (CASES[i].hex, NULL);
      WireUnicodeStep step = wire_unicode_read (CASES[i].form, g_bytes_get_data (bytes, NULL),
                                                g_bytes_get_size (bytes));

      g_assert_cmphex (step.character, ==, CASES[i].character);
      g_assert_cmpuint (step.length, ==, CASES[i].length);
      g_assert_cmpint (step.reason, ==, CASES[i].reason);
    }
}

static void
test_find_problem (void)
{
  static const char TEXT[] = "caf\xc3\xa9\0ok\xff!";
  WireUnicodeStep problem;

  g_assert_cmpuint (wire_utf8_find_problem ((const guint8 *) TEXT, 8, &problem), ==, 8);
  g_assert_cmpuint (wire_utf8_find_problem ((const guint8 *) TEXT, 10, &problem), ==, 8);
  g_assert_cmpint (problem.reason, ==, WIRE_TEXT_REASON_IMPOSSIBLE);
}

static void
test_marks (void)
{
  static const struct
  {
    const char *hex;
    WireUnicodeForm form;
    guint length;
  } CASES[] = {
    { "efbbbf61", WIRE_UNICODE_UTF8, 3 },
    { "fffe6100", WIRE_UNICODE_UTF16LE, 2 },
    { "feff0061", WIRE_UNICODE_UTF16BE, 2 },
    { "fffe000061000000", WIRE_UNICODE_UTF32LE, 4 },
    { "0000feff00000061", WIRE_UNICODE_UTF32BE, 4 },
    { "efbb", WIRE_UNICODE_NONE, 0 },
    { "61", WIRE_UNICODE_NONE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = wire_hex_decode (CASES[i].hex, NULL);
      guint length;

      g_assert_cmpint (wire_unicode_form_of_mark (g_bytes_get_data (bytes, NULL),
                                                  g_bytes_get_size (bytes), &length),
                       ==, CASES[i].form);
      g_assert_cmpuint (length, ==, CASES[i].length);
    }
}

static void
test_graphemes (void)
{
  static const struct
  {
    const char *text;
    gsize seen;
  } CASES[] = {
    { "", 0 },
    { "café", 4 },
    { "cafe\u0301", 4 },
    { "\r\n", 1 },
    { "\U0001f1e9\U0001f1ea", 1 },                       /* a flag */
    { "\U0001f468\u200d\U0001f469\u200d\U0001f467", 1 }, /* a family */
    { "\u0928\u093f", 1 },                               /* Devanagari */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpuint (wire_unicode_count_graphemes (CASES[i].text, strlen (CASES[i].text)), ==,
                      CASES[i].seen);
}

static void
test_names (void)
{
  g_autofree char *euro = wire_unicode_character_name (0x20ac);
  g_autofree char *private = wire_unicode_character_name (0xe000);

  g_assert_cmpstr (euro, ==, "U+20AC EURO SIGN");
  g_assert_cmpstr (private, ==, "U+E000");
}

static void
test_cut (void)
{
  static const struct
  {
    const char *bytes;
    gsize most;
    gsize expected;
  } CASES[] = {
    { "caf\xc3\xa9", 4, 3 },
    { "caf\xc3\xa9", 5, 5 },
    { "caf\xc3\xa9", 9, 5 },
    { "\xe9"
      "cafs",
      4, 4 },
    { "\xff"
      "caf\xe9s",
      5, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpuint (
        wire_utf8_cut ((const guint8 *) CASES[i].bytes, strlen (CASES[i].bytes), CASES[i].most), ==,
        CASES[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unicode/utf-8", test_utf8);
  g_test_add_func ("/unicode/utf-16-and-32", test_utf16);
  g_test_add_func ("/unicode/find-problem", test_find_problem);
  g_test_add_func ("/unicode/marks", test_marks);
  g_test_add_func ("/unicode/graphemes", test_graphemes);
  g_test_add_func ("/unicode/names", test_names);
  g_test_add_func ("/unicode/cut", test_cut);
  return g_test_run ();
}
