/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-printable.h"

static void
test_printable (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *text;
  } CASES[] = {
    { "plain", 5, "plain" },
    { "caf\xc3\xa9", 5, "café" },
    { "a\nb\tc\r", 6, "a\\nb\\tc\\r" },
    { "\x1b[31m", 5, "\\x1b[31m" },
    { "a\0b", 3, "a\\x00b" },
    { "\xff\xfe", 2, "\\xff\\xfe" },
    { "\xc3", 1, "\\xc3" },
    { "photo\xe2\x80\xaegpj.exe", 15, "photo\\u202egpj.exe" },
    { "a\xc2\xad"
      "b",
      4, "a\\xadb" },
    { "\xe2\x81\xa0\xe1\xa0\x8e", 6, "\\u2060\\u180e" },
    { "\xef\xbf\xb9\xef\xbf\xbb", 6, "\\ufff9\\ufffb" },
    { "\xe3\x85\xa4\xef\xbe\xa0", 6, "\\u3164\\uffa0" },
    { "\xf3\xa0\x81\x81\xf3\xa0\x80\x80", 8, "\\U000e0041\\U000e0000" },
    { "\xf0\x9f\x98\x80\xef\xb8\x8f", 7, "\xf0\x9f\x98\x80\xef\xb8\x8f" },
    { "\xe2\x80", 2, "\\xe2\\x80" },          /* cut */
    { "\xe2(\xa1", 3, "\\xe2(\\xa1" },        /* what goes on does not belong to it */
    { "\xed\xa0\x80", 3, "\\xed\\xa0\\x80" }, /* a surrogate */
    { "\xc0\xaf\xf5", 3, "\\xc0\\xaf\\xf5" }, /* overlong; beyond Unicode */
    { "\xf4\x90\x80\x80", 4, "\\xf4\\x90\\x80\\x80" },
    { "", 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = wire_printable (CASES[i].bytes, CASES[i].length);

      g_assert_cmpstr (text, ==, CASES[i].text);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

/* What is short is made elsewhere than what is long. */
static void
test_lengths (void)
{
  for (gsize length = 250; length < 260; length++)
    {
      g_autofree char *zeros = g_malloc0 (length);
      g_autofree char *text = wire_printable (zeros, length);

      g_assert_cmpuint (strlen (text), ==, 4 * length);
      g_assert_true (g_str_has_suffix (text, "\\x00\\x00"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/printable/cases", test_printable);
  g_test_add_func ("/printable/lengths", test_lengths);
  return g_test_run ();
}
