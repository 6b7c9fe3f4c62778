/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-gcrypt.h"
#include "base/wire-hex.h"
#include "capture/tls/wire-tls-protection.h"

#include <string.h>

typedef struct
{
  guint8 bytes[256];
  gsize length;
} Octets;

static Octets
octets (const char *hex)
{
  g_autoptr (GBytes) bytes = wire_hex_decode (hex, NULL);
  Octets octets = { 0 };

  g_assert_nonnull (bytes);
  octets.length = g_bytes_get_size (bytes);
  g_assert_cmpuint (octets.length, <=, sizeof octets.bytes);
  if (octets.length > 0)
    memcpy (octets.bytes, g_bytes_get_data (bytes, NULL), octets.length);
  return octets;
}

static void
assert_hex (const guint8 *bytes, gsize length, const char *hex)
{
  g_autofree char *text = wire_hex_encode (bytes, length, "");

  g_assert_cmpstr (text, ==, hex);
}

/* RFC 5869, appendix A: tests 1 to 3. */
static void
test_hkdf (void)
{
  static const struct
  {
    const char *input, *salt, *info, *key, *out;
  } CASES[] = {
    { "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c",
      "f0f1f2f3f4f5f6f7f8f9", "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865" },
    { "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c"
      "2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
      "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c"
      "8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
      "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdc"
      "dddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
      "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e"
      "590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87" },
    { "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
      "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      Octets input = octets (CASES[i].input);
      Octets salt = octets (CASES[i].salt);
      Octets info = octets (CASES[i].info);
      guint8 key[32];
      guint8 out[128];
      gsize length = strlen (CASES[i].out) / 2;

      wire_tls_extract (GCRY_MD_SHA256, salt.bytes, salt.length, input.bytes, input.length, key);
      assert_hex (key, sizeof key, CASES[i].key);
      wire_tls_expand (GCRY_MD_SHA256, key, sizeof key, info.bytes, info.length, out, length);
      assert_hex (out, length, CASES[i].out);
    }
}

/* The vector for TLS 1.2 that implementers exchanged on the working group's list in 2010. */
static void
test_prf (void)
{
  Octets secret = octets ("9bbe436ba940f017b17652849a71db35");
  Octets first = octets ("a0ba9f936cda311827a6f796ffd5198c");
  WireTlsSeed seed = { "test label", first.bytes, first.length, NULL, 0 };
  guint8 out[100];

  wire_tls_prf (GCRY_MD_SHA256, secret.bytes, secret.length, &seed, out, sizeof out);
  assert_hex (
      out, sizeof out,
      "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e"
      "14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42"
      "c5a72e5a5110fff70187347b66");
}

/* RFC 8448, section 3: keys of both sides, and what the client says with them. */
static void
test_rfc_8448_keys (void)
{
  static const struct
  {
    const char *secret, *key, *iv;
  } CASES[] = {
    { "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
      "3fce516009c21727d0f2e4e86ee403bc", "5d313eb2671276ee13000b30" },
    { "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21",
      "dbfaa693d1762c5b666af5d950258d01", "5bd3c71b836e0b76bb73265f" },
    { "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643",
      "9f02283b6c9c07efc26bb9f2ac92e356", "cf782b88dd83549aadf1e984" },
    { "9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5",
      "17422dda596ed5d9acd890e3c63f5051", "5b78923dee08579033e523d9" },
  };
  WireTlsSuite suite;

  g_assert_true (wire_tls_suite_find (0x1301, &suite));
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      Octets secret = octets (CASES[i].secret);
      WireTlsMaterial material = { .secret_length = secret.length };

      memcpy (material.secret, secret.bytes, secret.length);
      wire_tls_derive_traffic_keys (&suite, &material);
      assert_hex (material.key, 16, CASES[i].key);
      assert_hex (material.iv, 12, CASES[i].iv);
    }
}

static WireTlsProtection *
protect (const char *secret_hex)
{
  Octets secret = octets (secret_hex);
  WireTlsMaterial material = { .secret_length = secret.length };
  WireTlsSuite suite;

  wire_tls_suite_find (0x1301, &suite);
  memcpy (material.secret, secret.bytes, secret.length);
  wire_tls_derive_traffic_keys (&suite, &material);
  return wire_tls_protection_new (&suite, WIRE_TLS_1_3, FALSE, WIRE_TLS_KEY_CLIENT_TRAFFIC,
                                  &material);
}

static gboolean
open_record (WireTlsProtection *protection,
             const Octets *octets,
             guint64 number,
             WireTlsPlain *plain)
{
  WireTlsRecord record = { octets->bytes, octets->bytes + WIRE_TLS_RECORD_HEAD,
                           octets->length - WIRE_TLS_RECORD_HEAD };

  return wire_tls_protection_open (protection, &record, number, plain);
}

static void
test_rfc_8448_record (void)
{
  g_autoptr (WireTlsProtection) protection =
      protect ("9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5");
  Octets sent = octets ("1703030043a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b9819a8a5"
                        "b46b395bd54a9a20441e"
                        "2b62974e1f5a6292a2977014bd1e3deae63aeebb21694915e4");
  guint8 bytes[256];
  WireTlsPlain plain = { .bytes = bytes };

  g_assert_true (open_record (protection, &sent, 0, &plain));
  g_assert_cmpuint (plain.type, ==, WIRE_TLS_APPLICATION_DATA);
  g_assert_cmpuint (plain.length, ==, 50);
  for (guint i = 0; i < 50; i++)
    g_assert_cmpuint (bytes[i], ==, i);
  g_assert_false (open_record (protection, &sent, 1, &plain));
}

/* No bit of a record may be another. */
static void
test_every_bit_counts (void)
{
  g_autoptr (WireTlsProtection) protection =
      protect ("9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5");
  Octets sent = octets ("1703030043a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b9819a8a5"
                        "b46b395bd54a9a20441e"
                        "2b62974e1f5a6292a2977014bd1e3deae63aeebb21694915e4");
  guint8 bytes[256];
  WireTlsPlain plain = { .bytes = bytes };

  for (gsize bit = 0; bit < 8 * sent.length; bit++)
    {
      Octets other = sent;

      other.bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_false (open_record (protection, &other, 0, &plain));
    }
}

static void
test_suites (void)
{
  static const struct
  {
    guint16 code;
    guint8 cipher, mode;
    int mac, prf;
    gboolean rsa;
  } CASES[] = {
    { 0x000a, WIRE_TLS_3DES, WIRE_TLS_CBC, GCRY_MD_SHA1, GCRY_MD_SHA256, TRUE },
    { 0x002f, WIRE_TLS_AES_128, WIRE_TLS_CBC, GCRY_MD_SHA1, GCRY_MD_SHA256, TRUE },
    { 0x003b, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, GCRY_MD_SHA256, GCRY_MD_SHA256, TRUE },
    { 0x006b, WIRE_TLS_AES_256, WIRE_TLS_CBC, GCRY_MD_SHA256, GCRY_MD_SHA256, FALSE },
    { 0x009c, WIRE_TLS_AES_128, WIRE_TLS_GCM, 0, GCRY_MD_SHA256, TRUE },
    { 0x009f, WIRE_TLS_AES_256, WIRE_TLS_GCM, 0, GCRY_MD_SHA384, FALSE },
    { 0x1302, WIRE_TLS_AES_256, WIRE_TLS_GCM, 0, GCRY_MD_SHA384, FALSE },
    { 0x1303, WIRE_TLS_CHACHA20, WIRE_TLS_POLY1305, 0, GCRY_MD_SHA256, FALSE },
    { 0x1305, WIRE_TLS_AES_128, WIRE_TLS_CCM_8, 0, GCRY_MD_SHA256, FALSE },
    { 0xc013, WIRE_TLS_AES_128, WIRE_TLS_CBC, GCRY_MD_SHA1, GCRY_MD_SHA256, FALSE },
    { 0xc028, WIRE_TLS_AES_256, WIRE_TLS_CBC, GCRY_MD_SHA384, GCRY_MD_SHA384, FALSE },
    { 0xc030, WIRE_TLS_AES_256, WIRE_TLS_GCM, 0, GCRY_MD_SHA384, FALSE },
    { 0xc060, WIRE_TLS_ARIA_128, WIRE_TLS_GCM, 0, GCRY_MD_SHA256, FALSE },
    { 0xc077, WIRE_TLS_CAMELLIA_256, WIRE_TLS_CBC, GCRY_MD_SHA384, GCRY_MD_SHA384, FALSE },
    { 0xc0a3, WIRE_TLS_AES_256, WIRE_TLS_CCM_8, 0, GCRY_MD_SHA256, FALSE },
    { 0xcca9, WIRE_TLS_CHACHA20, WIRE_TLS_POLY1305, 0, GCRY_MD_SHA256, FALSE },
  };
  WireTlsSuite suite;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_assert_true (wire_tls_suite_find (CASES[i].code, &suite));
      g_assert_cmpint (suite.cipher, ==, CASES[i].cipher);
      g_assert_cmpint (suite.mode, ==, CASES[i].mode);
      g_assert_cmpint (suite.mac, ==, CASES[i].mac);
      g_assert_cmpint (suite.prf, ==, CASES[i].prf);
      g_assert_cmpint (suite.rsa, ==, CASES[i].rsa);
    }
  g_assert_false (wire_tls_suite_find (0x0000, &suite));
  g_assert_false (wire_tls_suite_find (0x0005, &suite)); /* RC4 */
  g_assert_false (wire_tls_suite_find (0x5600, &suite)); /* a signal, not a suite */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  wire_gcrypt_begin ();
  g_test_add_func ("/tls/schedule/hkdf", test_hkdf);
  g_test_add_func ("/tls/schedule/prf", test_prf);
  g_test_add_func ("/tls/schedule/rfc-8448", test_rfc_8448_keys);
  g_test_add_func ("/tls/protection/rfc-8448", test_rfc_8448_record);
  g_test_add_func ("/tls/protection/every-bit", test_every_bit_counts);
  g_test_add_func ("/tls/suites", test_suites);
  return g_test_run ();
}
