/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-notation.h"
#include "text/wire-text-error.h"

#include <string.h>

static const struct
{
  WireNotation notation;
  const char *bytes;
  gsize length;
  const char *text;
} BOTH_WAYS[] = {
  { WIRE_NOTATION_HEX, "caf\xc3\xa9", 5, "636166c3a9" },
  { WIRE_NOTATION_ESCAPES, "\x92\xb0\xa4[", 4, "b'\\x92\\xb0\\xa4['" },
  { WIRE_NOTATION_ESCAPES, "it's\n\\", 6, "b\"it's\\n\\\\\"" },
  { WIRE_NOTATION_ESCAPES, "'\"\0", 3, "b'\\'\"\\x00'" },
  { WIRE_NOTATION_BASE64, "caf\xc3\xa9", 5, "Y2Fmw6k=" },
  { WIRE_NOTATION_BASE32, "foobar", 6, "MZXW6YTBOI======" }, /* RFC 4648, section 10 */
  { WIRE_NOTATION_BASE32, "fooba", 5, "MZXW6YTB" },
  { WIRE_NOTATION_BINARY, "A\xff", 2, "01000001 11111111" },
  { WIRE_NOTATION_DECIMAL, "\x92\xb0\xa4[", 4, "146 176 164 91" },
  { WIRE_NOTATION_OCTAL, "A\xff", 2, "101 377" },
  { WIRE_NOTATION_PERCENT, "a b\xc3\xa9", 5, "a%20b%C3%A9" },
  { WIRE_NOTATION_QUOTED_PRINTABLE, "caf\xc3\xa9 = \n", 9, "caf=C3=A9 =3D=20\n" },
};

static void
test_both_ways (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BOTH_WAYS); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = wire_notation_write (
          BOTH_WAYS[i].notation, (const guint8 *) BOTH_WAYS[i].bytes, BOTH_WAYS[i].length);
      g_autoptr (GBytes) bytes =
          wire_notation_read (BOTH_WAYS[i].notation, BOTH_WAYS[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, BOTH_WAYS[i].text);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), BOTH_WAYS[i].bytes,
                       BOTH_WAYS[i].length);
    }
}

static void
test_every_byte (void)
{
  guint8 all[256];

  for (guint i = 0; i < 256; i++)
    all[i] = (guint8) i;
  for (guint i = 0; i < WIRE_N_NOTATIONS; i++)
    for (gsize length = 0; length <= 256; length += 5)
      {
        g_autofree char *text = wire_notation_write ((WireNotation) i, all, length);
        g_autoptr (GBytes) bytes = wire_notation_read ((WireNotation) i, text, NULL);

        g_assert_nonnull (bytes);
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), all, length);
      }
}

static void
test_spellings (void)
{
  static const struct
  {
    WireNotation notation;
    const char *text;
    const char *bytes;
  } CASES[] = {
    { WIRE_NOTATION_HEX, "FF:D8 ff", "\xff\xd8\xff" },
    { WIRE_NOTATION_HEX, "0xff, 0xd8", "\xff\xd8" },
    { WIRE_NOTATION_HEX, "\\xff\\xd8", "\xff\xd8" },
    { WIRE_NOTATION_ESCAPES, "\\x41\\102\\t", "AB\t" },
    { WIRE_NOTATION_ESCAPES, "'a'\n", "a" },
    { WIRE_NOTATION_BASE64, "Y2Fm\nw6k", "caf\xc3\xa9" },
    { WIRE_NOTATION_BASE64, "-_8=", "\xfb\xff" },
    { WIRE_NOTATION_BINARY, "0100000101000010", "AB" },
    { WIRE_NOTATION_DECIMAL, "65, 66", "AB" },
    { WIRE_NOTATION_QUOTED_PRINTABLE, "a=\nb=\r\nc", "abc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = wire_notation_read (CASES[i].notation, CASES[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), CASES[i].bytes,
                       strlen (CASES[i].bytes));
    }
}

static void
test_wrong (void)
{
  static const struct
  {
    WireNotation notation;
    const char *text;
    const char *offset;
  } CASES[] = {
    { WIRE_NOTATION_HEX, "63zz", "offset 2" },
    { WIRE_NOTATION_HEX, "636", "offset 3" },
    { WIRE_NOTATION_ESCAPES, "b'a", "offset 3" },
    { WIRE_NOTATION_ESCAPES, "a\\q", "offset 1" },
    { WIRE_NOTATION_ESCAPES, "b'a'x", "offset 4" },
    { WIRE_NOTATION_BASE64, "Y2F!", "offset 3" },
    { WIRE_NOTATION_BASE64, "Y", "offset 0" },
    { WIRE_NOTATION_BASE32, "MZX1", "offset 3" },
    { WIRE_NOTATION_BINARY, "012", "offset 2" },
    { WIRE_NOTATION_DECIMAL, "65 256", "offset 3" },
    { WIRE_NOTATION_OCTAL, "101 8", "offset 4" },
    { WIRE_NOTATION_PERCENT, "a%4", "offset 1" },
    { WIRE_NOTATION_QUOTED_PRINTABLE, "a=4", "offset 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wire_notation_read (CASES[i].notation, CASES[i].text, &error));
      g_assert_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_NOTATION);
      if (!strstr (error->message, CASES[i].offset))
        g_error ("%s: %s", CASES[i].text, error->message);
    }
}

static void
test_guess (void)
{
  g_assert_cmpint (wire_notation_guess ("b'\\x92\\xb0\\xa4['"), ==, WIRE_NOTATION_ESCAPES);
  g_assert_cmpint (wire_notation_guess ("63 61 66 c3 a9"), ==, WIRE_NOTATION_HEX);
  g_assert_cmpint (wire_notation_guess ("\\x63\\x61"), ==, WIRE_NOTATION_HEX);
  g_assert_cmpint (wire_notation_guess ("01000001 01000010"), ==, WIRE_NOTATION_BINARY);
  g_assert_cmpint (wire_notation_guess ("Y2Fmw6k="), ==, WIRE_NOTATION_BASE64);
  g_assert_cmpint (wire_notation_guess ("MZXW6YTBOI======"), ==, WIRE_NOTATION_BASE32);
  g_assert_cmpint (wire_notation_guess ("caf%C3%A9"), ==, WIRE_NOTATION_PERCENT);
  g_assert_cmpint (wire_notation_guess ("caf=C3=A9 au lait"), ==, WIRE_NOTATION_QUOTED_PRINTABLE);
  g_assert_cmpint (wire_notation_guess ("255 255 255 128"), ==, WIRE_NOTATION_DECIMAL);
  g_assert_cmpint (wire_notation_guess ("146, 176, 164, 91"), ==, WIRE_NOTATION_DECIMAL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notation/both-ways", test_both_ways);
  g_test_add_func ("/notation/every-byte", test_every_byte);
  g_test_add_func ("/notation/spellings", test_spellings);
  g_test_add_func ("/notation/wrong", test_wrong);
  g_test_add_func ("/notation/guess", test_guess);
  return g_test_run ();
}
