/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-json.h"

static void
test_strings (void)
{
  static const struct
  {
    const char *text;
    const char *json;
  } CASES[] = {
    { "", "\"\"" },
    { "café 😀 ‚“", "\"café 😀 ‚“\"" },
    { "say \"no\" \\ /", "\"say \\\"no\\\" \\\\ /\"" },
    { "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
    { "\x01\x1b\x1f\x7f", "\"\\u0001\\u001b\\u001f\\u007f\"" },
    { "\xc2\x85\xc2\x9b", "\"\\u0085\\u009b\"" },
    { "\xe2\x80\xae\xe2\x81\xa6\xe2\x80\xa8", "\"\\u202e\\u2066\\u2028\"" },
    { "\xf3\xa0\x81\x81", "\"\\udb40\\udc41\"" },
    { "caf\xe9", "\"caf\\\\xe9\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      wire_json_append_string (out, CASES[i].text);
      g_assert_cmpstr (out->str, ==, CASES[i].json);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/strings", test_strings);
  return g_test_run ();
}
