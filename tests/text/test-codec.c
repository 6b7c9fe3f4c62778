/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-codec.h"
#include "text/wire-text.h"

#include <string.h>

static void
test_names (void)
{
  static const struct
  {
    const char *written;
    const char *found;
  } CASES[] = {
    { "utf8", "UTF-8" },
    { "UTF-8", "UTF-8" },
    { "latin1", "ISO-8859-1" },
    { "latin_1", "ISO-8859-1" },
    { "cp1252", "windows-1252" },
    { "Windows_1252", "windows-1252" },
    { "shift_jis", "Shift_JIS" },
    { "CP775", "CP775" },
    { "shift-jis", "Shift_JIS" },
    { "utf-8-sig", "UTF-8" },
    { "cp65001", "UTF-8" },
    { "csUTF8", "UTF-8" },
    { "1252", "windows-1252" },
    { "EBCDIC", "IBM037" },
    { "utf8mb4", "UTF-8" },
    { "ansi", "windows-1252" },
    { "win1251", "windows-1251" },
    { "cp866", "IBM866" },
    { "iso8859-15", "ISO-8859-15" },
    { "iso88592", "ISO-8859-2" },
    { "windows 1250", "windows-1250" },
    { "oem437", "IBM437" },
    { "koi8", "KOI8-R" },
    { " big-5 ", "Big5" },
    { "Windows-31J", "CP932" },
    { "utf-16-le", "UTF-16LE" },
    { "utf_32_be", "UTF-32BE" },
    { "CP-1252", "windows-1252" },
    { "cp_1250", "windows-1250" },
    { "ISO-8859-8-I", "ISO-8859-8" },
    { "ksc5601", "EUC-KR" },
    { "GB_2312-80", "GB2312" },
    { "u8", "UTF-8" },
    { "UTF-16-LE-BOM", "UTF-16LE" },
    { "646", "US-ASCII" },
    { "ucs-2", "UTF-16" },
    { "UCS2", "UTF-16" },
    { "ISO-10646-UCS-2", "UTF-16" },
    { "ucs_2le", "UTF-16LE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = wire_codec_find (CASES[i].written, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, CASES[i].found);
    }
}

static void
test_unknown_names (void)
{
  static const char *const NAMES[] = { "", "klingon", "UTF-8//TRANSLIT", "../etc" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wire_codec_find (NAMES[i], &error));
      g_assert_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_CODEC);
    }
}

/* A codec that exists is not said to be nobody's. */
static void
test_codecs_that_are_not_converted (void)
{
  static const char *const NAMES[] = { "hz-gb-2312", "HZ", "x-user-defined", "hz_gb_2312" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wire_codec_find (NAMES[i], &error));
      g_assert_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_CODEC);
      g_assert_nonnull (strstr (error->message, "does not convert"));
    }
}

/* Every character of the first plane and some of the next, each on its own line so that no codec
 * joins it with its neighbour. */
static GString *
make_everything (void)
{
  GString *text = g_string_new (NULL);

  for (gunichar c = 0x20; c < 0x20000; c++)
    if (g_unichar_validate (c))
      {
        g_string_append_unichar (text, c);
        g_string_append_c (text, '\n');
      }
  return text;
}

/* The characters of @text that its codec has. */
static GString *
get_repertoire (const WireText *text)
{
  GString *had = g_string_new (NULL);

  for (guint i = 0; i < text->spans->len; i++)
    {
      const WireTextSpan *span = &g_array_index (text->spans, WireTextSpan, i);

      if (span->reason == WIRE_TEXT_REASON_NONE)
        g_string_append_len (had, text->text + span->text_offset, (gssize) span->text_length);
    }
  return had;
}

static void
test_repertoires (void)
{
  g_autoptr (GString) everything = make_everything ();
  gsize n;
  const WireCodec *codecs = wire_codecs_get (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WireText) written = wire_text_encode (everything->str, everything->len,
                                                       codecs[i].name, WIRE_TEXT_IGNORE, &error);
      g_assert_no_error (error);
      g_autoptr (GString) had = get_repertoire (written);
      g_autoptr (WireText) read =
          wire_text_decode (written->bytes, codecs[i].name, WIRE_TEXT_STRICT, &error);

      if (error)
        g_error ("%s: %s", codecs[i].name, error->message);
      if (read->text_length != had->len || memcmp (read->text, had->str, had->len) != 0)
        g_error ("%s does not give its own characters back", codecs[i].name);
      g_assert_cmpuint (had->len, >, 200);
    }
}

/* iconv writes a backslash for a yen sign, and does not say so. */
static void
test_silent_change (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wire_text_encode ("1 \xc2\xa5", 4, "Shift_JIS", WIRE_TEXT_STRICT, &error));
  g_assert_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_LACKS);
  g_assert_cmpstr (error->message, ==,
                   "Shift_JIS has no U+00A5 YEN SIGN: character 3, at offset 2.");
}

/* As Windows, Python and browsers read it. */
static void
test_shift_jis (void)
{
  g_autoptr (WireText) text = wire_text_encode ("C:\\~", 4, "Shift_JIS", WIRE_TEXT_STRICT, NULL);
  g_autoptr (WireText) back = wire_text_decode (text->bytes, "Shift_JIS", WIRE_TEXT_STRICT, NULL);

  g_assert_cmpmem (g_bytes_get_data (text->bytes, NULL), g_bytes_get_size (text->bytes), "C:\\~",
                   4);
  g_assert_cmpstr (back->text, ==, "C:\\~");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/names", test_names);
  g_test_add_func ("/codec/shift-jis", test_shift_jis);
  g_test_add_func ("/codec/unknown-names", test_unknown_names);
  g_test_add_func ("/codec/not-converted", test_codecs_that_are_not_converted);
  g_test_add_func ("/codec/repertoires", test_repertoires);
  g_test_add_func ("/codec/silent-change", test_silent_change);
  return g_test_run ();
}
