/* wire-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-evidence.h"

#include "base/wire-hex.h"

/** Returns: (transfer full): of which nothing is known yet */
WireEvidence *
wire_evidence_new (const char *path, guint64 order)
{
  WireEvidence *evidence = g_new0 (WireEvidence, 1);

  evidence->path = g_strdup (path);
  evidence->order = order;
  return evidence;
}

void
wire_evidence_free (WireEvidence *self)
{
  g_free (self->path);
  g_free (self->digests);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  g_clear_error (&self->unmatched);
  g_clear_pointer (&self->type, wire_type_free);
  g_clear_pointer (&self->check, wire_sibling_check_free);
  g_clear_error (&self->error);
  g_free (self);
}

/* Where the digest of @algorithm begins among those of @mask; the end of all for WIRE_N_DIGESTS. */
static gsize
digest_offset (WireDigestMask mask, guint algorithm)
{
  gsize offset = 0;

  for (guint i = 0; i < algorithm; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      offset += wire_digest_get_info (i)->size;
  return offset;
}

/** Keeps the size, time and digests of @hash. */
void
wire_evidence_take_hash (WireEvidence *self, const WireFileHash *hash)
{
  WireDigestMask mask = hash->digests.mask;

  self->size = hash->size;
  self->modified = hash->modified;
  self->mask = mask;
  g_free (self->digests);
  self->digests = g_malloc (digest_offset (mask, WIRE_N_DIGESTS));
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      memcpy (self->digests + digest_offset (mask, i), hash->digests.values[i],
              wire_digest_get_info (i)->size);
}

/** Returns: (transfer none) (nullable): the digest's bytes, or %NULL where it was not computed */
const guint8 *
wire_evidence_get_digest (const WireEvidence *self, WireDigestAlgorithm algorithm)
{
  if (!(self->mask & WIRE_DIGEST_BIT (algorithm)))
    return NULL;
  return self->digests + digest_offset (self->mask, algorithm);
}

/** Returns: (transfer full) (nullable): the digest in lower-case hexadecimal */
char *
wire_evidence_get_hex (const WireEvidence *self, WireDigestAlgorithm algorithm)
{
  const guint8 *digest = wire_evidence_get_digest (self, algorithm);

  return digest ? wire_hex_encode (digest, wire_digest_get_info (algorithm)->size, NULL) : NULL;
}

/** Fills in all digests, for matching against hash sets. */
void
wire_evidence_get_digests (const WireEvidence *self, WireDigests *digests)
{
  digests->mask = self->mask;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (self->mask & WIRE_DIGEST_BIT (i))
      memcpy (digests->values[i], wire_evidence_get_digest (self, i),
              wire_digest_get_info (i)->size);
}
