/* wire-tls-schedule.c: RFC 2246, section 5; RFC 5246, section 5; RFC 5869; RFC 8446, section 7
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-schedule.h"

#include "base/wire-gcrypt.h"

#include <string.h>

/* The longest digest here: SHA-384's. */
#define MAX_DIGEST 48u

/* MAC keys of 48, keys of 32 and vectors of 16 bytes, for both sides. */
#define MAX_KEY_BLOCK (2u * (48 + 32 + 16))

#define MAX_LABEL 64u

static gcry_md_hd_t
open_hmac (int algorithm, const guint8 *key, gsize length)
{
  gcry_md_hd_t hmac = NULL;

  wire_gcrypt_begin ();
  if (gcry_md_open (&hmac, algorithm, GCRY_MD_FLAG_HMAC | GCRY_MD_FLAG_SECURE) != 0
      || gcry_md_setkey (hmac, key, length) != 0)
    g_error ("libgcrypt has no HMAC with %s", gcry_md_algo_name (algorithm));
  return hmac;
}

static void
write_seed (gcry_md_hd_t hmac, const WireTlsSeed *seed)
{
  gcry_md_write (hmac, seed->label, strlen (seed->label));
  gcry_md_write (hmac, seed->first, seed->first_length);
  if (seed->second)
    gcry_md_write (hmac, seed->second, seed->second_length);
}

/* P_hash of RFC 5246, section 5; what it gives is mixed into @out, which is zeroed at first. */
static void
mix_p_hash (int algorithm,
            const guint8 *secret,
            gsize secret_length,
            const WireTlsSeed *seed,
            guint8 *out,
            gsize length)
{
  gcry_md_hd_t hmac = open_hmac (algorithm, secret, secret_length);
  gsize digest = gcry_md_get_algo_dlen (algorithm);
  guint8 a[MAX_DIGEST];

  write_seed (hmac, seed);
  memcpy (a, gcry_md_read (hmac, 0), digest);
  for (gsize at = 0; at < length; at += digest)
    {
      const guint8 *block;

      gcry_md_reset (hmac);
      gcry_md_write (hmac, a, digest);
      write_seed (hmac, seed);
      block = gcry_md_read (hmac, 0);
      for (gsize i = 0; i < digest && at + i < length; i++)
        out[at + i] ^= block[i];
      gcry_md_reset (hmac);
      gcry_md_write (hmac, a, digest);
      memcpy (a, gcry_md_read (hmac, 0), digest);
    }
  wire_secret_wipe (a, sizeof a);
  gcry_md_close (hmac);
}

/**
 * wire_tls_prf:
 * @algorithm: that of TLS 1.2's function; 0 for the one of TLS 1.0 and 1.1, which is made of MD5
 * and SHA-1
 * @secret: a secret
 * @secret_length: bytes of @secret
 * @seed: what it is mixed with
 * @out: (out): @length bytes
 * @length: bytes wanted
 *
 * The pseudo-random function of RFC 2246, section 5, and RFC 5246, section 5.
 */
void
wire_tls_prf (int algorithm,
              const guint8 *secret,
              gsize secret_length,
              const WireTlsSeed *seed,
              guint8 *out,
              gsize length)
{
  gsize half = (secret_length + 1) / 2;

  memset (out, 0, length);
  if (algorithm)
    {
      mix_p_hash (algorithm, secret, secret_length, seed, out, length);
      return;
    }
  mix_p_hash (GCRY_MD_MD5, secret, half, seed, out, length);
  mix_p_hash (GCRY_MD_SHA1, secret + (secret_length - half), half, seed, out, length);
}

static int
get_prf (const WireTlsSuite *suite, guint16 version)
{
  return version >= WIRE_TLS_1_2 ? suite->prf : 0;
}

/**
 * wire_tls_derive_master:
 * @suite: of the connection
 * @version: likewise
 * @premaster: the premaster secret
 * @length: its bytes
 * @seed: “master secret” and both randoms, or “extended master secret” and the hash of the session
 *   (RFC 7627)
 * @master: (out): %WIRE_TLS_MASTER_LENGTH bytes
 */
void
wire_tls_derive_master (const WireTlsSuite *suite,
                        guint16 version,
                        const guint8 *premaster,
                        gsize length,
                        const WireTlsSeed *seed,
                        guint8 *master)
{
  wire_tls_prf (get_prf (suite, version), premaster, length, seed, master, WIRE_TLS_MASTER_LENGTH);
}

static void
take (const guint8 **block, guint8 *client, guint8 *server, gsize length)
{
  memcpy (client, *block, length);
  memcpy (server, *block + length, length);
  *block += 2 * length;
}

/**
 * wire_tls_derive_keys:
 * @suite: of the connection
 * @version: TLS 1.0 to 1.2
 * @master: %WIRE_TLS_MASTER_LENGTH bytes
 * @client_random: %WIRE_TLS_RANDOM_LENGTH bytes
 * @server_random: likewise
 * @client: (out): for what the client sends
 * @server: (out): for what the server sends
 *
 * RFC 5246, section 6.3.
 */
void
wire_tls_derive_keys (const WireTlsSuite *suite,
                      guint16 version,
                      const guint8 *master,
                      const guint8 *client_random,
                      const guint8 *server_random,
                      WireTlsMaterial *client,
                      WireTlsMaterial *server)
{
  guint8 block[MAX_KEY_BLOCK];
  const guint8 *at = block;
  WireTlsSeed seed = { "key expansion", server_random, WIRE_TLS_RANDOM_LENGTH, client_random,
                       WIRE_TLS_RANDOM_LENGTH };
  gsize iv = version == WIRE_TLS_1_0 ? wire_tls_suite_get_block_length (suite) : 0;

  if (wire_tls_suite_is_aead (suite))
    iv = wire_tls_suite_get_fixed_iv_length (suite);
  wire_tls_prf (get_prf (suite, version), master, WIRE_TLS_MASTER_LENGTH, &seed, block,
                sizeof block);
  take (&at, client->mac, server->mac, wire_tls_suite_get_mac_length (suite));
  take (&at, client->key, server->key, wire_tls_suite_get_key_length (suite));
  take (&at, client->iv, server->iv, iv);
  wire_secret_wipe (block, sizeof block);
}

/**
 * wire_tls_extract:
 * @algorithm: of libgcrypt
 * @salt: the salt
 * @salt_length: its bytes
 * @input: the key that is put in
 * @input_length: its bytes
 * @out: (out): as many bytes as @algorithm gives
 *
 * HKDF-Extract of RFC 5869, section 2.2.
 */
void
wire_tls_extract (int algorithm,
                  const guint8 *salt,
                  gsize salt_length,
                  const guint8 *input,
                  gsize input_length,
                  guint8 *out)
{
  gcry_md_hd_t hmac = open_hmac (algorithm, salt, salt_length);

  gcry_md_write (hmac, input, input_length);
  memcpy (out, gcry_md_read (hmac, 0), gcry_md_get_algo_dlen (algorithm));
  gcry_md_close (hmac);
}

/**
 * wire_tls_expand:
 * @algorithm: of libgcrypt
 * @secret: the pseudo-random key
 * @secret_length: its bytes
 * @info: what it is for
 * @info_length: bytes of @info
 * @out: (out): @length bytes
 * @length: at most 255 times what @algorithm gives
 *
 * HKDF-Expand of RFC 5869, section 2.3.
 */
void
wire_tls_expand (int algorithm,
                 const guint8 *secret,
                 gsize secret_length,
                 const guint8 *info,
                 gsize info_length,
                 guint8 *out,
                 gsize length)
{
  gcry_md_hd_t hmac = open_hmac (algorithm, secret, secret_length);
  gsize digest = gcry_md_get_algo_dlen (algorithm);
  guint8 counter = 1;

  for (gsize at = 0; at < length; at += digest, counter++)
    {
      if (at > 0)
        {
          gcry_md_reset (hmac);
          gcry_md_write (hmac, out + at - digest, digest);
        }
      gcry_md_write (hmac, info, info_length);
      gcry_md_write (hmac, &counter, 1);
      memcpy (out + at, gcry_md_read (hmac, 0), MIN (digest, length - at));
    }
  gcry_md_close (hmac);
}

/**
 * wire_tls_expand_label:
 * @algorithm: of libgcrypt
 * @secret: a secret
 * @secret_length: its bytes
 * @label: without “tls13 ”
 * @out: (out): @length bytes
 * @length: at most 255
 *
 * HKDF-Expand-Label of RFC 8446, section 7.1, with an empty context.
 */
void
wire_tls_expand_label (int algorithm,
                       const guint8 *secret,
                       gsize secret_length,
                       const char *label,
                       guint8 *out,
                       gsize length)
{
  guint8 info[MAX_LABEL];
  gsize n = strlen (label);
  gsize at = 0;

  g_return_if_fail (n + 10 <= sizeof info);
  info[at++] = (guint8) (length >> 8);
  info[at++] = (guint8) length;
  info[at++] = (guint8) (n + 6);
  memcpy (info + at, "tls13 ", 6);
  memcpy (info + at + 6, label, n);
  at += 6 + n;
  info[at++] = 0;
  wire_tls_expand (algorithm, secret, secret_length, info, at, out, length);
}

/** Fills key and vector of @material from its secret (RFC 8446, section 7.3). */
void
wire_tls_derive_traffic_keys (const WireTlsSuite *suite, WireTlsMaterial *material)
{
  wire_tls_expand_label (suite->prf, material->secret, material->secret_length, "key",
                         material->key, wire_tls_suite_get_key_length (suite));
  wire_tls_expand_label (suite->prf, material->secret, material->secret_length, "iv", material->iv,
                         12);
}

/** Puts the next secret of @material in place of its present one, as after a KeyUpdate (RFC 8446,
 * section 7.2), and derives its keys. */
void
wire_tls_update_traffic_keys (const WireTlsSuite *suite, WireTlsMaterial *material)
{
  guint8 next[WIRE_TLS_MAX_SECRET];

  wire_tls_expand_label (suite->prf, material->secret, material->secret_length, "traffic upd", next,
                         material->secret_length);
  memcpy (material->secret, next, material->secret_length);
  wire_secret_wipe (next, sizeof next);
  wire_tls_derive_traffic_keys (suite, material);
}
