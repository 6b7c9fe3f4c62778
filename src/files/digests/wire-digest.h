/* wire-digest.h: digests (hashes) of bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireDigestAlgorithm:
 *
 * The algorithms that Wirecase computes, all by libgcrypt. MD5 and SHA-1 are here because evidence
 * lists use them: they find known files, they prove nothing against someone who forges collisions.
 */
typedef enum
{
  WIRE_DIGEST_MD5,
  WIRE_DIGEST_SHA1,
  WIRE_DIGEST_SHA224,
  WIRE_DIGEST_SHA256,
  WIRE_DIGEST_SHA384,
  WIRE_DIGEST_SHA512,
  WIRE_DIGEST_SHA512_256,
  WIRE_DIGEST_SHA3_256,
  WIRE_DIGEST_SHA3_512,
  WIRE_DIGEST_BLAKE2B_512,
  WIRE_DIGEST_BLAKE2S_256,
  WIRE_DIGEST_SM3,
  WIRE_DIGEST_RIPEMD160,
  WIRE_DIGEST_WHIRLPOOL,
  WIRE_DIGEST_CRC32,
  WIRE_N_DIGESTS,
} WireDigestAlgorithm;

/** Longest digest in bytes: SHA-512 and its like. */
#define WIRE_DIGEST_MAX_SIZE 64

/** A set of algorithms: bits 1 << #WireDigestAlgorithm. */
typedef guint32 WireDigestMask;

#define WIRE_DIGEST_BIT(algorithm) (1u << (algorithm))

/**
 * WireDigestInfo:
 * @key: as --json and `-a` write it: `sha256`
 * @name: as people write it: `SHA-256`
 * @tag: as BSD-style checksum lines write it: `SHA256`
 * @size: bytes in the digest
 */
typedef struct
{
  const char *key;
  const char *name;
  const char *tag;
  guint size;
  int gcrypt;
} WireDigestInfo;

/**
 * WireDigests:
 * @mask: which of @values were computed
 * @values: the digests, each in the order of its bytes as it is written; CRC32 big endian
 */
typedef struct
{
  WireDigestMask mask;
  guint8 values[WIRE_N_DIGESTS][WIRE_DIGEST_MAX_SIZE];
} WireDigests;

const WireDigestInfo *wire_digest_get_info (WireDigestAlgorithm algorithm);
gboolean wire_digest_parse_name (const char *text, WireDigestAlgorithm *algorithm);
gboolean wire_digest_parse_names (const char *list, WireDigestMask *mask, GError **error);
WireDigestMask wire_digest_mask_for_size (guint size);

char *wire_digests_get_hex (const WireDigests *digests, WireDigestAlgorithm algorithm);
void wire_digests_of_bytes (WireDigestMask mask,
                            const void *bytes,
                            gsize length,
                            WireDigests *digests);
char *wire_digest_hmac (WireDigestAlgorithm algorithm,
                        const void *key,
                        gsize key_length,
                        const void *bytes,
                        gsize length);

/**
 * WireDigester:
 *
 * Digests of bytes that come in pieces. Used by one thread.
 */
typedef struct _WireDigester WireDigester;

WireDigester *wire_digester_new (WireDigestMask mask);

/** Frees @digester and what it owns. */
void wire_digester_free (WireDigester *digester);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDigester, wire_digester_free)

/** Adds @length bytes to all digests. */
void wire_digester_add (WireDigester *digester, const void *bytes, gsize length);

void wire_digester_finish (WireDigester *digester, WireDigests *digests);

G_END_DECLS
