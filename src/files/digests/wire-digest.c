/* wire-digest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/digests/wire-digest.h"

#include "base/wire-gcrypt.h"
#include "base/wire-hex.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

static const WireDigestInfo DIGESTS[WIRE_N_DIGESTS] = {
  [WIRE_DIGEST_MD5] = { "md5", "MD5", "MD5", 16, GCRY_MD_MD5 },
  [WIRE_DIGEST_SHA1] = { "sha1", "SHA-1", "SHA1", 20, GCRY_MD_SHA1 },
  [WIRE_DIGEST_SHA224] = { "sha224", "SHA-224", "SHA224", 28, GCRY_MD_SHA224 },
  [WIRE_DIGEST_SHA256] = { "sha256", "SHA-256", "SHA256", 32, GCRY_MD_SHA256 },
  [WIRE_DIGEST_SHA384] = { "sha384", "SHA-384", "SHA384", 48, GCRY_MD_SHA384 },
  [WIRE_DIGEST_SHA512] = { "sha512", "SHA-512", "SHA512", 64, GCRY_MD_SHA512 },
  [WIRE_DIGEST_SHA512_256] = { "sha512-256", "SHA-512/256", "SHA512/256", 32, GCRY_MD_SHA512_256 },
  [WIRE_DIGEST_SHA3_256] = { "sha3-256", "SHA3-256", "SHA3-256", 32, GCRY_MD_SHA3_256 },
  [WIRE_DIGEST_SHA3_512] = { "sha3-512", "SHA3-512", "SHA3-512", 64, GCRY_MD_SHA3_512 },
  [WIRE_DIGEST_BLAKE2B_512] = { "blake2b-512", "BLAKE2b-512", "BLAKE2b", 64, GCRY_MD_BLAKE2B_512 },
  [WIRE_DIGEST_BLAKE2S_256] = { "blake2s-256", "BLAKE2s-256", "BLAKE2s", 32, GCRY_MD_BLAKE2S_256 },
  [WIRE_DIGEST_SM3] = { "sm3", "SM3", "SM3", 32, GCRY_MD_SM3 },
  [WIRE_DIGEST_RIPEMD160] = { "ripemd160", "RIPEMD-160", "RMD160", 20, GCRY_MD_RMD160 },
  [WIRE_DIGEST_WHIRLPOOL] = { "whirlpool", "Whirlpool", "WHIRLPOOL", 64, GCRY_MD_WHIRLPOOL },
  [WIRE_DIGEST_CRC32] = { "crc32", "CRC32", "CRC32", 4, GCRY_MD_CRC32 },
};

struct _WireDigester
{
  WireDigestMask mask;
  gcry_md_hd_t handles[WIRE_N_DIGESTS];
};

/** Returns: (transfer none): names and size of @algorithm */
const WireDigestInfo *
wire_digest_get_info (WireDigestAlgorithm algorithm)
{
  g_return_val_if_fail (algorithm < WIRE_N_DIGESTS, NULL);

  return &DIGESTS[algorithm];
}

/* Letters and digits only, lower case: “SHA-512/256”, “sha512_256” and “SHA512256” are one name. */
static char *
fold_name (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (out, g_ascii_tolower (*text));
  return g_string_free (out, FALSE);
}

/**
 * wire_digest_parse_name:
 * @text: a name in any usual spelling: `sha256`, `SHA-256`, `SHA512/256`, `BLAKE2b`, `RMD160`
 * @algorithm: (out): which it is
 *
 * Returns: whether @text names an algorithm
 */
gboolean
wire_digest_parse_name (const char *text, WireDigestAlgorithm *algorithm)
{
  g_autofree char *wanted = fold_name (text);

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      g_autofree char *name = fold_name (DIGESTS[i].name);
      g_autofree char *tag = fold_name (DIGESTS[i].tag);

      if (g_str_equal (wanted, name) || g_str_equal (wanted, tag))
        {
          *algorithm = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * wire_digest_parse_names:
 * @list: names between commas, or `all`
 * @mask: (out): which algorithms they name
 * @error: %G_IO_ERROR_INVALID_ARGUMENT names the first that is not known
 *
 * Returns: whether all were known
 */
gboolean
wire_digest_parse_names (const char *list, WireDigestMask *mask, GError **error)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  *mask = 0;
  for (gsize i = 0; names[i]; i++)
    {
      WireDigestAlgorithm algorithm;

      if (g_str_equal (names[i], "all"))
        *mask |= (1u << WIRE_N_DIGESTS) - 1;
      else if (wire_digest_parse_name (names[i], &algorithm))
        *mask |= WIRE_DIGEST_BIT (algorithm);
      else
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("“%s” is not a digest algorithm that Wirecase knows."), names[i]);
          return FALSE;
        }
    }
  return TRUE;
}

/** Returns: the algorithms whose digests are @size bytes long: a pasted digest is one of them */
WireDigestMask
wire_digest_mask_for_size (guint size)
{
  WireDigestMask mask = 0;

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (DIGESTS[i].size == size)
      mask |= WIRE_DIGEST_BIT (i);
  return mask;
}

/** Returns: (transfer full) (nullable): lower-case hexadecimal, or %NULL where it was not computed
 */
char *
wire_digests_get_hex (const WireDigests *self, WireDigestAlgorithm algorithm)
{
  g_return_val_if_fail (algorithm < WIRE_N_DIGESTS, NULL);

  if (!(self->mask & WIRE_DIGEST_BIT (algorithm)))
    return NULL;
  return wire_hex_encode (self->values[algorithm], DIGESTS[algorithm].size, NULL);
}

/** Computes the digests of @bytes that @mask asks for. Any thread. */
void
wire_digests_of_bytes (WireDigestMask mask, const void *bytes, gsize length, WireDigests *digests)
{
  wire_gcrypt_begin ();
  digests->mask = mask;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      gcry_md_hash_buffer (DIGESTS[i].gcrypt, digests->values[i], bytes, length);
}

/**
 * wire_digest_hmac:
 * @algorithm: any but CRC32, which is no cryptographic digest
 * @key: any bytes
 * @bytes: the message
 *
 * Returns: (transfer full) (nullable): HMAC (RFC 2104) in lower-case hexadecimal, or %NULL for
 * CRC32
 */
char *
wire_digest_hmac (WireDigestAlgorithm algorithm,
                  const void *key,
                  gsize key_length,
                  const void *bytes,
                  gsize length)
{
  g_return_val_if_fail (algorithm < WIRE_N_DIGESTS, NULL);

  gcry_md_hd_t handle;
  char *hex = NULL;

  wire_gcrypt_begin ();
  if (algorithm == WIRE_DIGEST_CRC32
      || gcry_md_open (&handle, DIGESTS[algorithm].gcrypt, GCRY_MD_FLAG_HMAC) != 0)
    return NULL;
  if (gcry_md_setkey (handle, key, key_length) == 0)
    {
      gcry_md_write (handle, bytes, length);
      hex = wire_hex_encode (gcry_md_read (handle, 0), DIGESTS[algorithm].size, NULL);
    }
  gcry_md_close (handle);
  return hex;
}

/** Returns: (transfer full): ready for the first byte */
WireDigester *
wire_digester_new (WireDigestMask mask)
{
  WireDigester *digester = g_new0 (WireDigester, 1);

  wire_gcrypt_begin ();
  digester->mask = mask;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      {
        gcry_error_t failure = gcry_md_open (&digester->handles[i], DIGESTS[i].gcrypt, 0);

        if (failure != 0) /* out of memory, or a libgcrypt built without the algorithm */
          g_error ("libgcrypt has no %s: %s", DIGESTS[i].name, gcry_strerror (failure));
      }
  return digester;
}

void
wire_digester_free (WireDigester *self)
{
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    gcry_md_close (self->handles[i]);
  g_free (self);
}

void
wire_digester_add (WireDigester *self, const void *bytes, gsize length)
{
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (self->handles[i])
      gcry_md_write (self->handles[i], bytes, length);
}

/** Fills in the digests and makes @self ready for other bytes. */
void
wire_digester_finish (WireDigester *self, WireDigests *digests)
{
  digests->mask |= self->mask;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (self->handles[i])
      {
        memcpy (digests->values[i], gcry_md_read (self->handles[i], 0), DIGESTS[i].size);
        gcry_md_reset (self->handles[i]);
      }
}
