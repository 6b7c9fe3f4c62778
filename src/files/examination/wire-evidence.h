/* wire-evidence.h: what is known of one file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"
#include "files/digests/wire-file-hash.h"
#include "files/lists/wire-siblings.h"
#include "files/types/wire-type.h"

G_BEGIN_DECLS

/**
 * WireEvidence:
 * @path: in the file system's bytes
 * @order: in which the walk met it, from 0
 * @size: in bytes
 * @modified: nanoseconds since 1970
 * @mask: digests that were computed
 * @matches: (nullable) (element-type WireHashMatch): sets that know it; %NULL where none do
 * @unmatched: (nullable): why sets could not be asked: not being in @matches says nothing then
 * @type: (nullable): what its bytes say it is, where that was asked for
 * @check: (nullable): what a checksum list in its folder says, where that was asked for and there
 * is one
 * @error: (nullable): why nothing more is known: it may not be read, changed while it was, is a
 *   device …
 *
 * One row of the Files page, one line of `wirecase-cli hash`. Made in a worker and not changed once
 * it was handed over, but for its matches, which belong to its owner. Only the digests that
 * were asked for take memory: some 150 bytes with MD5.
 */
typedef struct
{
  char *path;
  guint64 order;
  guint64 size;
  gint64 modified;
  WireDigestMask mask;
  guint8 *digests;
  GPtrArray *matches;
  GError *unmatched;
  WireType *type;
  WireSiblingCheck *check;
  GError *error;
} WireEvidence;

WireEvidence *wire_evidence_new (const char *path, guint64 order);

/** Frees @evidence and what it owns. */
void wire_evidence_free (WireEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireEvidence, wire_evidence_free)

void wire_evidence_take_hash (WireEvidence *evidence, const WireFileHash *hash);
const guint8 *wire_evidence_get_digest (const WireEvidence *evidence,
                                        WireDigestAlgorithm algorithm);
char *wire_evidence_get_hex (const WireEvidence *evidence, WireDigestAlgorithm algorithm);
void wire_evidence_get_digests (const WireEvidence *evidence, WireDigests *digests);

G_END_DECLS
