/* wire-siblings.h: checksum lists in the folder of the files they speak of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/** Longest list that is read, in bytes: 200,000 lines. One who has more checks it as a list. */
#define WIRE_SIBLINGS_MAX_SIZE (16 * 1024 * 1024)

/**
 * WireSiblingCheck:
 * @list: path of the list that says it
 * @algorithm: of the digest that it has
 * @agrees: whether the content has that digest
 * @problem: (nullable): a sentence where the list could not be read, or holds no digest that can
 *   be: it says nothing of the file then, though it is there to
 */
typedef struct
{
  char *list;
  WireDigestAlgorithm algorithm;
  gboolean agrees;
  char *problem;
} WireSiblingCheck;

/** Frees @check and what it owns. */
void wire_sibling_check_free (WireSiblingCheck *check);

/**
 * WireSiblings:
 *
 * Finds what lists in a file's own folder say of it: `NAME.sha256`, `NAME.md5` and the like, with a
 * digest alone or any lines that #WireChecksumReader reads, and lists of many, such as
 * `SHA256SUMS`, `MD5SUMS` or `checksums.txt`. A folder is looked through once and its lists are
 * kept. Any thread.
 *
 * For every file that is examined: wire_siblings_find() before it is hashed, with the digests of
 * wire_siblings_get_mask(), and wire_siblings_check() after that. WireExaminationOptions.siblings
 * does all three.
 */
typedef struct _WireSiblings WireSiblings;

/** Returns: (transfer full): siblings, of which none was looked for yet */
WireSiblings *wire_siblings_new (void);

/** Frees @siblings and what it owns. */
void wire_siblings_free (WireSiblings *siblings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSiblings, wire_siblings_free)

GPtrArray *wire_siblings_find (WireSiblings *siblings, const char *path);
WireDigestMask wire_siblings_get_mask (const GPtrArray *found);
WireDigestMask wire_siblings_get_other_mask (const GPtrArray *found);
WireSiblingCheck *wire_siblings_check (const GPtrArray *found, const WireDigests *digests);
const char *wire_sibling_check_get_key (const WireSiblingCheck *check);

G_END_DECLS
