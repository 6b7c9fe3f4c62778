/* wire-object-hasher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-hasher.h"

#include "files/digests/wire-hash-ring.h"

/* From this size on threads are worth their start (about 50 µs each). */
#define LARGE (4u * 1024 * 1024)

struct _WireObjectHasher
{
  WireDigester *digester; /* one of the two */
  WireHashRing *ring;
};

/** Returns: (transfer full): a hasher for about @size bytes */
WireObjectHasher *
wire_object_hasher_new (WireDigestMask mask, guint64 size)
{
  WireObjectHasher *self = g_new0 (WireObjectHasher, 1);

  if (size < LARGE)
    self->digester = wire_digester_new (mask);
  else
    self->ring = wire_hash_ring_new (mask);
  return self;
}

void
wire_object_hasher_free (WireObjectHasher *self)
{
  g_clear_pointer (&self->digester, wire_digester_free);
  g_clear_pointer (&self->ring, wire_hash_ring_free);
  g_free (self);
}

void
wire_object_hasher_add (WireObjectHasher *self, const guint8 *bytes, gsize length)
{
  if (self->digester)
    wire_digester_add (self->digester, bytes, length);
  else
    wire_hash_ring_add (self->ring, bytes, length);
}

/** Fills in @digests; the hasher takes no more. */
void
wire_object_hasher_finish (WireObjectHasher *self, WireDigests *digests)
{
  if (self->digester)
    wire_digester_finish (self->digester, digests);
  else
    wire_hash_ring_finish (self->ring, digests);
}
