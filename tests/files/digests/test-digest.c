/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/digests/wire-digest.h"

#include <gio/gio.h>

/* “abc” from each algorithm's own publication: RFC 1321, FIPS 180-4 and FIPS 202 examples, RFC 7693
 * appendices A and B, GB/T 32905, the RIPEMD-160 and Whirlpool papers, and ISO 3309's CRC. */
static const char *const ABC[WIRE_N_DIGESTS] = {
  [WIRE_DIGEST_MD5] = "900150983cd24fb0d6963f7d28e17f72",
  [WIRE_DIGEST_SHA1] = "a9993e364706816aba3e25717850c26c9cd0d89d",
  [WIRE_DIGEST_SHA224] = "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
  [WIRE_DIGEST_SHA256] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  [WIRE_DIGEST_SHA384] = "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                         "8086072ba1e7cc2358baeca134c825a7",
  [WIRE_DIGEST_SHA512] = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                         "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  [WIRE_DIGEST_SHA512_256] = "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
  [WIRE_DIGEST_SHA3_256] = "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
  [WIRE_DIGEST_SHA3_512] = "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e"
                           "10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
  [WIRE_DIGEST_BLAKE2B_512] = "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                              "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
  [WIRE_DIGEST_BLAKE2S_256] = "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
  [WIRE_DIGEST_SM3] = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
  [WIRE_DIGEST_RIPEMD160] = "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
  [WIRE_DIGEST_WHIRLPOOL] = "4e2448a4c6f486bb16b6562c73b4020bf3043e3a731bce721ae1b303d97e6d4c"
                            "7181eebdb6c57e277d0e34957114cbd6c797fc9d95d8b582d225292076d4eef5",
  [WIRE_DIGEST_CRC32] = "352441c2",
};

static void
test_published_vectors (void)
{
  WireDigests digests = { 0 };

  wire_digests_of_bytes ((1u << WIRE_N_DIGESTS) - 1, "abc", 3, &digests);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      g_autofree char *hex = wire_digests_get_hex (&digests, i);

      g_assert_cmpstr (hex, ==, ABC[i]);
      g_assert_cmpuint (strlen (hex), ==, 2 * wire_digest_get_info (i)->size);
    }
}

static void
test_lab_figures (void)
{
  static const struct
  {
    const char *text;
    const char *md5;
  } LAB[] = {
    { "", "d41d8cd98f00b204e9800998ecf8427e" },
    { "bad content", "4eea91e7a2009ecd9bbf1242b4eaf267" },
    { "bad stuff", "cff5ad7d18e86a83e8b0660d5707397a" },
    { "bad minton", "4b909a85b6216851eb7197949bbb29b1" },
    { "bad teacher", "2b5a2771906feb3baf75b35675a8919b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LAB); i++)
    {
      WireDigests digests = { 0 };

      wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), LAB[i].text, strlen (LAB[i].text),
                             &digests);
      g_autofree char *hex = wire_digests_get_hex (&digests, WIRE_DIGEST_MD5);
      g_assert_cmpstr (hex, ==, LAB[i].md5);
      g_assert_null (wire_digests_get_hex (&digests, WIRE_DIGEST_SHA1));
    }
}

static void
test_pieces_equal_whole (void)
{
  static const gsize SIZES[] = { 0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 1000 };
  const WireDigestMask all = (1u << WIRE_N_DIGESTS) - 1;
  g_autoptr (WireDigester) digester = wire_digester_new (all);
  guint8 bytes[1000];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 7);
  for (gsize s = 0; s < G_N_ELEMENTS (SIZES); s++)
    {
      WireDigests whole = { 0 };
      WireDigests pieces = { 0 };

      wire_digests_of_bytes (all, bytes, SIZES[s], &whole);
      for (gsize i = 0; i < SIZES[s]; i += 9)
        wire_digester_add (digester, bytes + i, MIN (9, SIZES[s] - i));
      wire_digester_finish (digester, &pieces);
      g_assert_cmpmem (&whole, sizeof whole, &pieces, sizeof pieces);
    }
}

static void
test_names (void)
{
  static const char *const SPELLINGS[] = { "SHA512/256", "sha-512-256", "sha512_256",
                                           "SHA-512/256" };
  g_autoptr (GError) error = NULL;
  WireDigestAlgorithm algorithm;
  WireDigestMask mask;

  for (gsize i = 0; i < G_N_ELEMENTS (SPELLINGS); i++)
    {
      g_assert_true (wire_digest_parse_name (SPELLINGS[i], &algorithm));
      g_assert_cmpint (algorithm, ==, WIRE_DIGEST_SHA512_256);
    }
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      g_assert_true (wire_digest_parse_name (wire_digest_get_info (i)->key, &algorithm));
      g_assert_cmpint (algorithm, ==, i);
    }
  g_assert_false (wire_digest_parse_name ("", &algorithm));
  g_assert_true (wire_digest_parse_names ("md5,SHA-1", &mask, NULL));
  g_assert_cmpuint (mask, ==, 3);
  g_assert_false (wire_digest_parse_names ("md5,sha2000", &mask, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "sha2000"));
  g_assert_cmpuint (wire_digest_mask_for_size (16), ==, WIRE_DIGEST_BIT (WIRE_DIGEST_MD5));
}

/* RFC 4231, section 4.3 */
static void
test_hmac (void)
{
  const char *message = "what do ya want for nothing?";
  g_autofree char *sha256 =
      wire_digest_hmac (WIRE_DIGEST_SHA256, "Jefe", 4, message, strlen (message));

  g_assert_cmpstr (sha256, ==, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  g_assert_null (wire_digest_hmac (WIRE_DIGEST_CRC32, "Jefe", 4, message, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/published-vectors", test_published_vectors);
  g_test_add_func ("/digest/lab-figures", test_lab_figures);
  g_test_add_func ("/digest/pieces-equal-whole", test_pieces_equal_whole);
  g_test_add_func ("/digest/names", test_names);
  g_test_add_func ("/digest/hmac", test_hmac);
  return g_test_run ();
}
