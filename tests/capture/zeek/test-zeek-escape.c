/* test-zeek-escape.c: any bytes as a value of a log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/log/wire-zeek-escape.h"

#include <string.h>

#define BYTES(text) text, sizeof (text) - 1

static void
assert_tsv (const char *bytes, gsize length, gboolean in_list, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  wire_zeek_escape_tsv (out, bytes, length, in_list);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_tsv (void)
{
  assert_tsv (BYTES ("plain, text"), FALSE, "plain, text");
  assert_tsv (BYTES ("plain, text"), TRUE, "plain\\x2c text");
  assert_tsv (BYTES (""), FALSE, "(empty)");
  assert_tsv (BYTES ("-"), FALSE, "\\x2d");
  assert_tsv (BYTES ("--"), FALSE, "--");
  assert_tsv (BYTES ("(empty)"), FALSE, "\\x28empty)");
  assert_tsv (BYTES ("a\tb\nc\0d"), FALSE, "a\\x09b\\x0ac\\x00d");
  assert_tsv (BYTES ("C:\\x41"), FALSE, "C:\\\\x41");
  assert_tsv (BYTES ("r\xfc"
                     "b"),
              FALSE, "r\\xfcb");
  assert_tsv (BYTES ("r\xc3\xbc"
                     "b"),
              FALSE,
              "r\xc3\xbc"
              "b");
  assert_tsv (BYTES ("\xc2\x85\xe2\x80\xa8"), FALSE, "\\xc2\\x85\\xe2\\x80\\xa8");
  assert_tsv (BYTES ("cut \xe2\x82"), FALSE, "cut \\xe2\\x82");
}

static void
test_json (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  wire_zeek_escape_json (out, BYTES ("a\"\\\n\x01\xff\xc3\xbc"));
  g_assert_cmpstr (out->str, ==, "\"a\\\"\\\\\\n\\u0001\\\\xff\xc3\xbc\"");
}

/* Whatever it is, it stays one field of one line of UTF-8. */
static void
test_any (void)
{
  for (guint seed = 0; seed < 2000; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GString) out = g_string_new (NULL);
      char bytes[24];

      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (char) g_rand_int_range (random, 0, 256);
      wire_zeek_escape_tsv (out, bytes, sizeof bytes, TRUE);
      g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
      g_assert_cmpuint (strcspn (out->str, "\t\n\r,"), ==, out->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zeek-escape/tsv", test_tsv);
  g_test_add_func ("/zeek-escape/json", test_json);
  g_test_add_func ("/zeek-escape/any", test_any);
  return g_test_run ();
}
