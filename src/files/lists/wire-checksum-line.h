/* wire-checksum-line.h: the lines that md5sum and its like write and read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/**
 * WireChecksumLine:
 * @algorithm: named by a BSD tag, or taken from the digest's length: SHA-2 where several have it
 * @digest: as many bytes as @algorithm has
 * @name: (nullable): file name in the file system's bytes; %NULL for a bare digest
 */
typedef struct
{
  WireDigestAlgorithm algorithm;
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
  char *name;
} WireChecksumLine;

void wire_checksum_line_clear (WireChecksumLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireChecksumLine, wire_checksum_line_clear)

gboolean wire_checksum_line_parse (const char *text, gsize length, WireChecksumLine *line);
gboolean wire_digest_parse_hex (const char *text,
                                gsize length,
                                WireDigestAlgorithm *algorithm,
                                guint8 digest[WIRE_DIGEST_MAX_SIZE]);
char *wire_checksum_line_format (WireDigestAlgorithm algorithm,
                                 const guint8 *digest,
                                 const char *name,
                                 gboolean tagged);

G_END_DECLS
