/* test-md5-lanes.c: MD5 of many messages at once, beside RFC 1321's examples and libgcrypt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-digest.h"
#include "wire-hex.h"
#include "wire-md5-lanes.h"

#include <string.h>

#define N_BYTES (1u << 20)

static guint8 bytes[N_BYTES];

static void
assert_equals_gcrypt (const WireMd5Message *message)
{
  WireDigests digests;

  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), message->bytes, message->length,
                         &digests);
  g_assert_cmpmem (message->digest, WIRE_MD5_SIZE, digests.values[WIRE_DIGEST_MD5], WIRE_MD5_SIZE);
}

/* RFC 1321, section A.5 */
static void
test_examples (void)
{
  static const char *const EXAMPLES[][2] = {
    { "", "d41d8cd98f00b204e9800998ecf8427e" },
    { "a", "0cc175b9c0f1b6a831c399e269772661" },
    { "abc", "900150983cd24fb0d6963f7d28e17f72" },
    { "message digest", "f96b697d7cb7938d525a2f31aaf161d0" },
    { "abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b" },
    { "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
      "d174ab98d277d9f5a5611c2c9f419d9f" },
    { "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a" },
  };
  WireMd5Message messages[G_N_ELEMENTS (EXAMPLES)];

  for (gsize i = 0; i < G_N_ELEMENTS (EXAMPLES); i++)
    messages[i] =
        (WireMd5Message){ (const guint8 *) EXAMPLES[i][0], strlen (EXAMPLES[i][0]), { 0 } };
  wire_md5_many (messages, G_N_ELEMENTS (messages));
  for (gsize i = 0; i < G_N_ELEMENTS (EXAMPLES); i++)
    {
      g_autofree char *hex = wire_hex_encode (messages[i].digest, WIRE_MD5_SIZE, NULL);

      g_assert_cmpstr (hex, ==, EXAMPLES[i][1]);
    }
}

/* Every length around the ends of blocks, each from another address. */
static void
test_lengths (void)
{
  WireMd5Message messages[300];

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    messages[i] = (WireMd5Message){ bytes + 7 * i, i, { 0 } };
  wire_md5_many (messages, G_N_ELEMENTS (messages));
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    assert_equals_gcrypt (&messages[i]);
}

/* Fewer messages than lanes, as many, more; some far longer than the others. */
static void
test_numbers (void)
{
  WireMd5Message messages[50];

  wire_md5_many (messages, 0);
  for (gsize n = 1; n <= G_N_ELEMENTS (messages); n++)
    {
      for (gsize i = 0; i < n; i++)
        messages[i] = (WireMd5Message){ bytes + i,
                                        (i * 2654435761u >> 7) % (i % 9 == 3 ? N_BYTES - n : 4000),
                                        { 0 } };
      wire_md5_many (messages, n);
      for (gsize i = 0; i < n; i++)
        assert_equals_gcrypt (&messages[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < N_BYTES; i++)
    bytes[i] = (guint8) (i * 2654435761u >> 13);
  g_test_add_func ("/md5-lanes/examples", test_examples);
  g_test_add_func ("/md5-lanes/lengths", test_lengths);
  g_test_add_func ("/md5-lanes/numbers", test_numbers);
  return g_test_run ();
}
