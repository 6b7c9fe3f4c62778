/* wire-hash-ring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/digests/wire-hash-ring.h"

#include <string.h>

/* Four hid every hiccup of the reader here; eight measured the same. */
#define N_PIECES 4

typedef struct
{
  WireHashRing *ring;
  WireDigester *digester;
  GThread *thread;
  guint64 done; /* pieces hashed; under the ring's lock */
} Hasher;

struct _WireHashRing
{
  GMutex lock;
  GCond filled;
  GCond freed;
  guint8 *bytes;
  gsize lengths[N_PIECES];
  guint8 *open;   /* the piece that wire_hash_ring_add() fills; NULL between two */
  gsize in_open;  /* bytes in it */
  guint64 pushed; /* pieces filled; under lock */
  gboolean ended; /* no more come; under lock */
  guint n_hashers;
  Hasher hashers[WIRE_N_DIGESTS];
};

static gpointer
hasher_thread (gpointer data)
{
  Hasher *hasher = data;
  WireHashRing *ring = hasher->ring;

  g_mutex_lock (&ring->lock);
  for (;;)
    {
      while (hasher->done == ring->pushed && !ring->ended)
        g_cond_wait (&ring->filled, &ring->lock);
      if (hasher->done == ring->pushed)
        break;

      guint slot = hasher->done % N_PIECES;
      gsize length = ring->lengths[slot];

      g_mutex_unlock (&ring->lock);
      wire_digester_add (hasher->digester, ring->bytes + (gsize) slot * WIRE_HASH_RING_PIECE,
                         length);
      g_mutex_lock (&ring->lock);
      hasher->done++;
      g_cond_signal (&ring->freed);
    }
  g_mutex_unlock (&ring->lock);
  return NULL;
}

/** Returns: (transfer full): a ring with a waiting thread for each algorithm of @mask */
WireHashRing *
wire_hash_ring_new (WireDigestMask mask)
{
  WireHashRing *ring = g_new0 (WireHashRing, 1);

  g_mutex_init (&ring->lock);
  g_cond_init (&ring->filled);
  g_cond_init (&ring->freed);
  ring->bytes = g_malloc (N_PIECES * (gsize) WIRE_HASH_RING_PIECE);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      {
        Hasher *hasher = &ring->hashers[ring->n_hashers++];

        hasher->ring = ring;
        hasher->digester = wire_digester_new (WIRE_DIGEST_BIT (i));
        hasher->thread = g_thread_new (wire_digest_get_info (i)->key, hasher_thread, hasher);
      }
  return ring;
}

static void
end_threads (WireHashRing *ring)
{
  g_mutex_lock (&ring->lock);
  ring->ended = TRUE;
  g_cond_broadcast (&ring->filled);
  g_mutex_unlock (&ring->lock);
  for (guint i = 0; i < ring->n_hashers; i++)
    g_clear_pointer (&ring->hashers[i].thread, g_thread_join);
}

void
wire_hash_ring_free (WireHashRing *self)
{
  end_threads (self);
  for (guint i = 0; i < self->n_hashers; i++)
    wire_digester_free (self->hashers[i].digester);
  g_cond_clear (&self->filled);
  g_cond_clear (&self->freed);
  g_mutex_clear (&self->lock);
  g_free (self->bytes);
  g_free (self);
}

static guint64
slowest (WireHashRing *ring)
{
  guint64 done = ring->pushed;

  for (guint i = 0; i < ring->n_hashers; i++)
    done = MIN (done, ring->hashers[i].done);
  return done;
}

/**
 * wire_hash_ring_begin:
 * @self: a ring
 *
 * Waits until every algorithm is done with the oldest piece.
 *
 * Returns: (transfer none): %WIRE_HASH_RING_PIECE bytes to fill
 */
guint8 *
wire_hash_ring_begin (WireHashRing *self)
{
  g_mutex_lock (&self->lock);
  while (self->pushed - slowest (self) >= N_PIECES)
    g_cond_wait (&self->freed, &self->lock);
  g_mutex_unlock (&self->lock);
  return self->bytes + (gsize) (self->pushed % N_PIECES) * WIRE_HASH_RING_PIECE;
}

/** Hands over the piece that wire_hash_ring_begin() gave, with @length bytes in it. */
void
wire_hash_ring_push (WireHashRing *self, gsize length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->lengths[self->pushed % N_PIECES] = length;
  self->pushed++;
  g_cond_broadcast (&self->filled);
}

static void
push_open (WireHashRing *ring)
{
  wire_hash_ring_push (ring, ring->in_open);
  ring->open = NULL;
  ring->in_open = 0;
}

/** Copies @bytes into pieces: for what comes in any size, in place of wire_hash_ring_begin(). */
void
wire_hash_ring_add (WireHashRing *self, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gsize n = MIN (length, WIRE_HASH_RING_PIECE - self->in_open);

      if (!self->open)
        self->open = wire_hash_ring_begin (self);
      memcpy (self->open + self->in_open, bytes, n);
      self->in_open += n;
      bytes += n;
      length -= n;
      if (self->in_open == WIRE_HASH_RING_PIECE)
        push_open (self);
    }
}

/** Waits for the last piece and fills in the digests; the ring takes no more. */
void
wire_hash_ring_finish (WireHashRing *self, WireDigests *digests)
{
  if (self->open)
    push_open (self);
  end_threads (self);
  for (guint i = 0; i < self->n_hashers; i++)
    wire_digester_finish (self->hashers[i].digester, digests);
}
