/* wire-tls-suite.c: the registry “TLS Cipher Suites” of IANA
 *
 * The registry has its suites in runs of the same construction, in most of which a suite with a key
 * of 128 bits and one with 256 bits take turns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-suite.h"

#include "base/wire-gcrypt.h"

#include <gcrypt.h>

#define MD5 GCRY_MD_MD5
#define SHA GCRY_MD_SHA1
#define SHA256 GCRY_MD_SHA256
#define SHA384 GCRY_MD_SHA384

/* Suites @first to @last. @second_*: of every other one, where @paired. */
typedef struct
{
  guint16 first;
  guint16 last;
  guint8 cipher;
  guint8 mode;
  guint16 hash;
  gboolean paired; /* the next cipher, and SHA-384 where @hash is SHA-256 and @longer */
  gboolean longer;
} Run;

static const Run RUNS[] = {
  { 0x0001, 0x0001, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, MD5, 0, 0 },
  { 0x0002, 0x0002, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0x0007, 0x0007, WIRE_TLS_IDEA, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0009, 0x0009, WIRE_TLS_DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x000a, 0x000a, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x000c, 0x000c, WIRE_TLS_DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x000d, 0x000d, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x000f, 0x000f, WIRE_TLS_DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0010, 0x0010, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0012, 0x0012, WIRE_TLS_DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0013, 0x0013, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0015, 0x0015, WIRE_TLS_DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0016, 0x0016, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x001a, 0x001a, WIRE_TLS_DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x001b, 0x001b, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x002c, 0x002e, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0x002f, 0x0034, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0035, 0x003a, WIRE_TLS_AES_256, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x003b, 0x003b, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA256, 0, 0 },
  { 0x003c, 0x003c, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 0, 0 },
  { 0x003d, 0x003d, WIRE_TLS_AES_256, WIRE_TLS_CBC, SHA256, 0, 0 },
  { 0x003e, 0x0040, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 0, 0 },
  { 0x0041, 0x0046, WIRE_TLS_CAMELLIA_128, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0067, 0x0067, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 0, 0 },
  { 0x0068, 0x006b, WIRE_TLS_AES_256, WIRE_TLS_CBC, SHA256, 0, 0 },
  { 0x006c, 0x006d, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 1, 0 },
  { 0x0084, 0x0089, WIRE_TLS_CAMELLIA_256, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x008b, 0x008b, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x008c, 0x008d, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0x008f, 0x008f, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0090, 0x0091, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0x0093, 0x0093, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x0094, 0x0095, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0x0096, 0x009b, WIRE_TLS_SEED, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0x009c, 0x00ad, WIRE_TLS_AES_128, WIRE_TLS_GCM, SHA256, 1, 1 },
  { 0x00ae, 0x00af, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0x00b0, 0x00b1, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA256, 0, 1 },
  { 0x00b2, 0x00b3, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0x00b4, 0x00b5, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA256, 0, 1 },
  { 0x00b6, 0x00b7, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0x00b8, 0x00b9, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA256, 0, 1 },
  { 0x00ba, 0x00bf, WIRE_TLS_CAMELLIA_128, WIRE_TLS_CBC, SHA256, 0, 0 },
  { 0x00c0, 0x00c5, WIRE_TLS_CAMELLIA_256, WIRE_TLS_CBC, SHA256, 0, 0 },
  { 0x1301, 0x1302, WIRE_TLS_AES_128, WIRE_TLS_GCM, SHA256, 1, 1 },
  { 0x1303, 0x1303, WIRE_TLS_CHACHA20, WIRE_TLS_POLY1305, SHA256, 0, 0 },
  { 0x1304, 0x1304, WIRE_TLS_AES_128, WIRE_TLS_CCM, SHA256, 0, 0 },
  { 0x1305, 0x1305, WIRE_TLS_AES_128, WIRE_TLS_CCM_8, SHA256, 0, 0 },
  { 0xc001, 0xc001, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0xc003, 0xc003, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc004, 0xc005, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0xc006, 0xc006, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0xc008, 0xc008, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc009, 0xc00a, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0xc00b, 0xc00b, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0xc00d, 0xc00d, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc00e, 0xc00f, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0xc010, 0xc010, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0xc012, 0xc012, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc013, 0xc014, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0xc015, 0xc015, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0xc017, 0xc017, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc018, 0xc019, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0xc01a, 0xc01c, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc01d, 0xc01f, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc020, 0xc022, WIRE_TLS_AES_256, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc023, 0xc02a, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0xc02b, 0xc032, WIRE_TLS_AES_128, WIRE_TLS_GCM, SHA256, 1, 1 },
  { 0xc034, 0xc034, WIRE_TLS_3DES, WIRE_TLS_CBC, SHA, 0, 0 },
  { 0xc035, 0xc036, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA, 1, 0 },
  { 0xc037, 0xc038, WIRE_TLS_AES_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0xc039, 0xc039, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA, 0, 0 },
  { 0xc03a, 0xc03b, WIRE_TLS_NO_CIPHER, WIRE_TLS_PLAIN, SHA256, 0, 1 },
  { 0xc03c, 0xc04f, WIRE_TLS_ARIA_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0xc050, 0xc063, WIRE_TLS_ARIA_128, WIRE_TLS_GCM, SHA256, 1, 1 },
  { 0xc064, 0xc069, WIRE_TLS_ARIA_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0xc06a, 0xc06f, WIRE_TLS_ARIA_128, WIRE_TLS_GCM, SHA256, 1, 1 },
  { 0xc070, 0xc071, WIRE_TLS_ARIA_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0xc072, 0xc079, WIRE_TLS_CAMELLIA_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0xc07a, 0xc093, WIRE_TLS_CAMELLIA_128, WIRE_TLS_GCM, SHA256, 1, 1 },
  { 0xc094, 0xc09b, WIRE_TLS_CAMELLIA_128, WIRE_TLS_CBC, SHA256, 1, 1 },
  { 0xc09c, 0xc09f, WIRE_TLS_AES_128, WIRE_TLS_CCM, SHA256, 1, 0 },
  { 0xc0a0, 0xc0a3, WIRE_TLS_AES_128, WIRE_TLS_CCM_8, SHA256, 1, 0 },
  { 0xc0a4, 0xc0a7, WIRE_TLS_AES_128, WIRE_TLS_CCM, SHA256, 1, 0 },
  { 0xc0a8, 0xc0ab, WIRE_TLS_AES_128, WIRE_TLS_CCM_8, SHA256, 1, 0 },
  { 0xc0ac, 0xc0ad, WIRE_TLS_AES_128, WIRE_TLS_CCM, SHA256, 1, 0 },
  { 0xc0ae, 0xc0af, WIRE_TLS_AES_128, WIRE_TLS_CCM_8, SHA256, 1, 0 },
  { 0xcca8, 0xccae, WIRE_TLS_CHACHA20, WIRE_TLS_POLY1305, SHA256, 0, 0 },
  { 0xd001, 0xd002, WIRE_TLS_AES_128, WIRE_TLS_GCM, SHA256, 1, 1 },
  { 0xd003, 0xd003, WIRE_TLS_AES_128, WIRE_TLS_CCM_8, SHA256, 0, 0 },
  { 0xd005, 0xd005, WIRE_TLS_AES_128, WIRE_TLS_CCM, SHA256, 0, 0 },
};

/* Those whose names begin with TLS_RSA_WITH. */
static const guint16 RSA[] = {
  0x0001, 0x0002, 0x0007, 0x0009, 0x000a, 0x002f, 0x0035, 0x003b, 0x003c,
  0x003d, 0x0041, 0x0084, 0x0096, 0x009c, 0x009d, 0x00ba, 0x00c0, 0xc03c,
  0xc03d, 0xc050, 0xc051, 0xc07a, 0xc07b, 0xc09c, 0xc09d, 0xc0a0, 0xc0a1,
};

static gboolean
is_rsa (guint16 code)
{
  for (guint i = 0; i < G_N_ELEMENTS (RSA); i++)
    if (RSA[i] == code)
      return TRUE;
  return FALSE;
}

static void
fill (const Run *run, guint16 code, WireTlsSuite *suite)
{
  gboolean second = (code - run->first) % 2 == 1;
  int hash = second && run->longer ? SHA384 : run->hash;
  gboolean own_mac = run->mode < WIRE_TLS_GCM;

  suite->code = code;
  suite->cipher = (guint8) (run->cipher + (second && run->paired));
  suite->mode = run->mode;
  suite->mac = own_mac ? hash : 0;
  suite->prf = hash == SHA384 ? SHA384 : SHA256;
  suite->rsa = is_rsa (code);
}

/* A system in FIPS mode has fewer digests than libgcrypt was built with. */
static gboolean
has_digest (int algorithm)
{
  return algorithm == 0 || gcry_md_test_algo (algorithm) == 0;
}

/** Returns: whether records of the cipher suite @code can be read here; @suite is filled where they
 *   can */
gboolean
wire_tls_suite_find (guint16 code, WireTlsSuite *suite)
{
  wire_gcrypt_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (RUNS); i++)
    if (code >= RUNS[i].first && code <= RUNS[i].last)
      {
        fill (&RUNS[i], code, suite);
        return has_digest (suite->mac) && has_digest (suite->prf);
      }
  return FALSE;
}

/** Returns: whether the key schedule of @version can be computed here: before TLS 1.2 it needs MD5
 *   and SHA-1 (RFC 4346, section 5) */
gboolean
wire_tls_suite_has_schedule (guint16 version)
{
  wire_gcrypt_begin ();
  return version >= WIRE_TLS_1_2 || (has_digest (GCRY_MD_MD5) && has_digest (GCRY_MD_SHA1));
}

/** Returns: bytes of the key of its cipher */
gsize
wire_tls_suite_get_key_length (const WireTlsSuite *self)
{
  switch ((WireTlsCipher) self->cipher)
    {
    case WIRE_TLS_NO_CIPHER:
      return 0;
    case WIRE_TLS_DES:
      return 8;
    case WIRE_TLS_3DES:
      return 24;
    case WIRE_TLS_AES_256:
    case WIRE_TLS_CAMELLIA_256:
    case WIRE_TLS_ARIA_256:
    case WIRE_TLS_CHACHA20:
      return 32;
    case WIRE_TLS_AES_128:
    case WIRE_TLS_CAMELLIA_128:
    case WIRE_TLS_ARIA_128:
    case WIRE_TLS_SEED:
    case WIRE_TLS_IDEA:
      break;
    }
  return 16;
}

/** Returns: bytes of a block of CBC; 0 in other modes */
gsize
wire_tls_suite_get_block_length (const WireTlsSuite *self)
{
  if (self->mode != WIRE_TLS_CBC)
    return 0;
  switch (self->cipher)
    {
    case WIRE_TLS_DES:
    case WIRE_TLS_3DES:
    case WIRE_TLS_IDEA:
      return 8;
    default:
      return 16;
    }
}

/** Returns: bytes of the tag that authenticates a record; 0 where it has a MAC */
gsize
wire_tls_suite_get_tag_length (const WireTlsSuite *self)
{
  if (!wire_tls_suite_is_aead (self))
    return 0;
  return self->mode == WIRE_TLS_CCM_8 ? 8 : 16;
}

/** Returns: bytes of the part of the nonce that the key schedule of TLS 1.2 gives; the others of
 *   the twelve are in each record */
gsize
wire_tls_suite_get_fixed_iv_length (const WireTlsSuite *self)
{
  if (!wire_tls_suite_is_aead (self))
    return 0;
  return self->mode == WIRE_TLS_POLY1305 ? 12 : 4;
}

/** Returns: bytes of the MAC of a record; 0 where it has a tag */
gsize
wire_tls_suite_get_mac_length (const WireTlsSuite *self)
{
  return self->mac ? gcry_md_get_algo_dlen (self->mac) : 0;
}
