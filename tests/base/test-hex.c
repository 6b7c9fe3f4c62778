/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-hex.h"

static void
test_encode (void)
{
  g_autofree char *plain = wire_hex_encode ((const guint8 *) "\xff\xd8\x0a", 3, NULL);
  g_autofree char *spaced = wire_hex_encode ((const guint8 *) "\xff\xd8\x0a", 3, ":");

  g_assert_cmpstr (plain, ==, "ffd80a");
  g_assert_cmpstr (spaced, ==, "ff:d8:0a");
}

static void
test_dump (void)
{
  g_autofree char *dump = wire_hex_dump (0x10, (const guint8 *) "0123456789abcdef\n", 17);

  g_assert_cmpstr (dump, ==,
                   "0010  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef\n"
                   "0020  0a                                                .\n");
}

static void
test_decode (void)
{
  static const char *const SPELLINGS[] = { "ffd8ff",         "FF D8 FF",        "ff:d8:ff",
                                           "0xff 0xd8,0xff", "\\xff\\xd8\\xff", " ff-d8\nff " };
  static const struct
  {
    const char *text;
    gsize bad;
  } WRONG[] = { { "f", 1 }, { "ff d", 4 }, { "ff xx", 3 }, { "0x", 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS (SPELLINGS); i++)
    {
      gsize size;
      g_autoptr (GBytes) bytes = wire_hex_decode (SPELLINGS[i], NULL);

      g_assert_nonnull (bytes);
      g_assert_cmpmem (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes), "\xff\xd8\xff",
                       3);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      gsize bad = 0;

      g_assert_null (wire_hex_decode (WRONG[i].text, &bad));
      g_assert_cmpuint (bad, ==, WRONG[i].bad);
    }
}

static void
test_c_array (void)
{
  g_autofree char *text = wire_hex_c_array ("packet_1", (const guint8 *) "\x01\xff", 2);

  g_assert_cmpstr (text, ==, "static const unsigned char packet_1[2] = {\n  0x01, 0xff,\n};\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hex/encode", test_encode);
  g_test_add_func ("/hex/dump", test_dump);
  g_test_add_func ("/hex/decode", test_decode);
  g_test_add_func ("/hex/c-array", test_c_array);
  return g_test_run ();
}
