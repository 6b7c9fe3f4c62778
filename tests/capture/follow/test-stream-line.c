/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes as lines: where they break, and what is drawn.
 */

#include "capture/follow/wire-stream-line.h"

#include <string.h>

#define RLO "\xe2\x80\xae" /* U+202E, right-to-left override */
#define BOM "\xef\xbb\xbf"

typedef struct
{
  WireStreamForm form;
  guint columns;
  const char *bytes;
  gsize length; /* 0: up to the NUL */
  const char *lines;
} Case;

static const Case CASES[] = {
  { WIRE_STREAM_TEXT, 16, "one\r\ntwo\nthree", 0, "one|two|three" },
  { WIRE_STREAM_TEXT, 16, "\n\n", 0, "|" },
  { WIRE_STREAM_TEXT, 16, "0123456789abcdef0123456789abcdefX", 0,
    "0123456789abcdef|0123456789abcdef|X" },
  { WIRE_STREAM_TEXT, 16, "0123456789abcdef\n", 0, "0123456789abcdef" },
  { WIRE_STREAM_TEXT, 16, "a\tb\tc", 0, "a       b       |c" },
  { WIRE_STREAM_TEXT, 16, "ol\rd\x1b[1m\x7f", 0, "ol^Md^[[1m^?" },
  { WIRE_STREAM_TEXT, 16, "\0x\0", 3, "^@x^@" },
  { WIRE_STREAM_TEXT, 16, "\xe6\x97\0\xf8\0\xc3", 6, "··^@·^@·" },
  { WIRE_STREAM_TEXT, 16, "caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac \xff\xe6\x97", 0, "café 日本 ···" },
  { WIRE_STREAM_TEXT, 16,
    "\xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5"
    "\xe6\x9c\xac\xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5",
    0, "日本日本日本日本|日" },
  { WIRE_STREAM_TEXT, 24, RLO "gpj.exe" BOM "\xc2\x85", 0, "\\u202egpj.exe\\ufeff|\\u0085" },
  { WIRE_STREAM_TEXT, 16, "<b>&amp;\\x41", 0, "<b>&amp;\\x41" },
  { WIRE_STREAM_RAW, 16, "a\\b\r\n\t\xff", 0, "a\\\\b\\r\\n|\\t\\xff" },
  { WIRE_STREAM_RAW, 16, "\xc3\xa9\xc3\xa9\xc3\xa9", 0, "\\xc3\\xa9\\xc3\\xa9|\\xc3\\xa9" },
  { WIRE_STREAM_HEX, 8, "GET /\r\n\x80\xff", 0,
    "00000000  47 45 54 20 2f 0d 0a 80  GET /...|00000008  ff                       ." },
  { WIRE_STREAM_HEX, 16, "0123456789abcdef", 0,
    "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef" },
};

static gsize
get_length (const Case *c)
{
  return c->length ? c->length : strlen (c->bytes);
}

/* Every byte has its place in the text, in order. */
static void
check_places (const WireStreamText *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    g_assert_cmpuint (text->starts[i], <=, text->starts[i + 1]);
  g_assert_cmpuint (text->starts[length], <=, text->text->len);
}

/* As the layout does it: what was given may not be enough to tell, then more is. */
static gsize
take_line (const Case *c, gsize at, gsize step, gboolean *ends)
{
  const guint8 *bytes = (const guint8 *) c->bytes + at;
  gsize all = get_length (c) - at;
  gsize taken = 0;

  for (gsize n = MIN (step, all); taken == 0; n = MIN (n + step, all))
    taken = wire_stream_line_break (c->form, c->columns, bytes, n, n == all, ends);
  return taken;
}

static char *
to_lines (const Case *c, gsize step)
{
  g_auto (WireStreamText) text = { 0 };
  GString *out = g_string_new (NULL);

  for (gsize at = 0; at < get_length (c);)
    {
      gboolean ends;
      gsize n = take_line (c, at, step, &ends);

      g_assert_cmpuint (n, <=, get_length (c) - at);
      wire_stream_text_write (&text, c->form, c->columns, at, (const guint8 *) c->bytes + at, n);
      check_places (&text, n);
      g_assert_true (g_utf8_validate (text.text->str, -1, NULL));
      if (at > 0)
        g_string_append_c (out, '|');
      g_string_append (out, text.text->str);
      at += n;
    }
  return g_string_free (out, FALSE);
}

/* The same lines, in whatever pieces the bytes come. */
static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (gsize step = 1; step <= get_length (&CASES[i]); step++)
      {
        g_autofree char *lines = to_lines (&CASES[i], step);

        g_assert_cmpstr (lines, ==, CASES[i].lines);
      }
}

/* Whatever the bytes are, lines are made of them, none is empty and none too wide. */
/* GLib takes it for a character of which more is to come. */
static void
test_nul_in_a_character (void)
{
  guint8 bytes[WIRE_STREAM_MAX_LINE_BYTES] = { 0xe1, 0x00 };
  gboolean ends;

  g_assert_cmpuint (
      wire_stream_line_break (WIRE_STREAM_TEXT, 80, bytes, sizeof bytes, FALSE, &ends), >, 0);
}

static void
test_any_bytes (void)
{
  guint8 bytes[WIRE_STREAM_MAX_LINE_BYTES];
  g_auto (WireStreamText) text = { 0 };
  gboolean ends;

  for (guint round = 0; round < 20000; round++)
    {
      WireStreamForm form = round % 2 ? WIRE_STREAM_TEXT : WIRE_STREAM_RAW;
      guint columns = 16 + round % (WIRE_STREAM_MAX_COLUMNS - 15);
      gsize n;

      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (guint8) g_test_rand_int_range (0, round % 3 ? 256 : 0x24);
      n = wire_stream_line_break (form, columns, bytes, sizeof bytes, round % 5 == 0, &ends);
      g_assert_cmpuint (n, >, 0);
      wire_stream_text_write (&text, form, columns, 0, bytes, n);
      check_places (&text, n);
      g_assert_cmpint (g_utf8_strlen (text.text->str, -1), <=,
                       columns + 2); /* `\n` may hang over */
    }
}

/* A selection of one byte in the hex form marks its two digits and its character. */
static void
test_places (void)
{
  g_auto (WireStreamText) text = { 0 };

  wire_stream_text_write (&text, WIRE_STREAM_HEX, 16, 0, (const guint8 *) "abcdefghij", 10);
  g_assert_cmpuint (text.starts[9], ==, strlen ("00000000  61 62 63 64 65 66 67 68  69 "));
  g_assert_cmpstr (text.text->str + text.ascii[9], ==, "j");
  wire_stream_text_write (&text, WIRE_STREAM_TEXT, 16, 0, (const guint8 *) "\xc3\xa9\x01z", 4);
  g_assert_cmpuint (text.starts[0], ==, text.starts[1]); /* both bytes of é */
  g_assert_cmpstr (text.text->str + text.starts[3], ==, "z");
  g_assert_false (text.escaped[1]);
  g_assert_true (text.escaped[2]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stream-line/lines", test_lines);
  g_test_add_func ("/stream-line/nul-in-a-character", test_nul_in_a_character);
  g_test_add_func ("/stream-line/any-bytes", test_any_bytes);
  g_test_add_func ("/stream-line/places", test_places);
  return g_test_run ();
}
