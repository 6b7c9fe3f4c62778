/* wire-checksum.h: a digest as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/**
 * WireChecksum:
 * @algorithm: named with the digest, or taken from its length: SHA-2 where several have it
 * @named: it is named; where not, other algorithms of the same length are possible
 * @digest: as many bytes as @algorithm has
 */
typedef struct
{
  WireDigestAlgorithm algorithm;
  gboolean named;
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
} WireChecksum;

gsize wire_checksum_take (const char *text, gsize length, WireChecksum *checksum);
gboolean wire_checksum_parse_as (const char *text,
                                 gsize length,
                                 WireDigestAlgorithm algorithm,
                                 WireChecksum *checksum);
gboolean wire_checksum_parse_tag (const char *text, gsize length, WireDigestAlgorithm *algorithm);
gboolean wire_checksum_agrees (const WireChecksum *checksum, const WireDigests *digests);

gboolean wire_digest_parse_hex (const char *text,
                                gsize length,
                                WireDigestAlgorithm *algorithm,
                                guint8 digest[WIRE_DIGEST_MAX_SIZE]);

G_END_DECLS
