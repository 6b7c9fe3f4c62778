/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-telnet.h"

/* What programs of telnet were seen to send, and what is not theirs. */
static void
test_describe (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *words;
  } CASES[] = {
    { "\xff\xfd\x01\xff\xfb\x22hi", 8, "DO ECHO, WILL LINEMODE" },
    { "hi\xff\xfe\x03", 5, "DONT SUPPRESS-GO-AHEAD" },
    { "\xff\xf4\xff\xfd\x06", 5, "INTERRUPT, DO TIMING-MARK" }, /* Ctrl+C */
    { "\xff\xf6", 2, "ARE-YOU-THERE" },
    { "\xff\xfa\x18\0xterm\xff\xf0\xff\xfc\x27", 14, "SB TERMINAL-TYPE, WONT ENVIRONMENT" },
    { "\xff\xfa\x1f\0\xff\xff\0\x18\xff\xf0", 10, "SB WINDOW-SIZE" }, /* 255 columns */
    { "\xff\xfb\x30", 3, "WILL 48" },
    { "hello", 5, NULL },
    { "", 0, NULL },
    { "\xff", 1, NULL },
    { "\xff\xfd", 2, NULL },
    { "\xff\xfa\x18\0xterm", 9, NULL },  /* cut */
    { "\xff\xfb\x90\x64", 4, NULL },     /* MP3 */
    { "\xff\xd8\xff\xe0", 4, NULL },     /* JPEG */
    { "caf\xe9 \xff\xfb\x01", 8, NULL }, /* Latin-1 */
    { "\xff\xff", 2, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *words =
          wire_telnet_describe ((const guint8 *) CASES[i].bytes, CASES[i].length);

      g_assert_cmpstr (words, ==, CASES[i].words);
    }
}

static void
test_many (void)
{
  g_autoptr (GString) piece = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append (piece, "\xff\xfb\x01");
  words = wire_telnet_describe ((const guint8 *) piece->str, piece->len);
  g_assert_true (g_str_has_prefix (words, "WILL ECHO, WILL ECHO"));
  g_assert_true (g_str_has_suffix (words, ", …"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/telnet/describe", test_describe);
  g_test_add_func ("/telnet/many", test_many);
  return g_test_run ();
}
