/* wire-flow-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/index/wire-flow-table.h"

#include "base/wire-chunks.h"
#include "base/wire-pages.h"

#include <sys/random.h>

/* Flows a chunk: 10 MiB, which are whole huge pages. What is not used of it takes no memory. */
#define CHUNK_SHIFT 17
#define CHUNK_FLOWS (1u << CHUNK_SHIFT)
#define CHUNK_BYTES (CHUNK_FLOWS * sizeof (WireFlow))

/* 1.2 million flows are in memory: every packet looks its flow up. */
#define MAX_MEMORY (9 * CHUNK_BYTES)

/* A capture of a few flows should cost a few kilobytes. */
#define FIRST_SLOTS 1024u

/* Beyond this many slots, no bit of the hash would be left to tell flows apart before they are
 * looked at. That is at 1.5 thousand million flows. */
#define MAX_SLOTS (1u << 31)

/* How far ahead memory is asked for: a miss takes about as long as eight insertions. */
#define PREFETCH_AHEAD 8u

/*
 * A slot is 0 where it is empty. Otherwise its low bits, as many as number the slots, hold a flow's
 * number and 1, and the bits above hold the same bits of the flow's hash. There are always fewer
 * flows than slots, so the number fits; and as the low bits of the hash chose the slot, a slot
 * whose high bits agree holds the right flow but for one time in some thousand: a flow's record,
 * which is a cache miss away, is looked at for nothing hardly ever.
 */
struct _WireFlowTable
{
  guint64 seed[4];
  guint32 *slots;
  guint32 mask; /* slots less one, a power of two less one */
  guint32 length;
  guint32 counted;    /* flows that have packets of their own */
  WireChunks *chunks; /* of WireFlow[CHUNK_FLOWS] */
};

__extension__ typedef unsigned __int128 Product;

static inline guint64
fold (guint64 a, guint64 b)
{
  Product product = (Product) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

static inline guint64
hash_address (const WireFlowTable *self, const guint8 address[16])
{
  guint64 halves[2];

  memcpy (halves, address, sizeof halves);
  return fold (halves[0] ^ self->seed[0], halves[1] ^ self->seed[1]);
}

/* Multiply and fold, as wyhash does. The addresses are hashed apart and added, and the ports are
 * taken in order of size, which is what makes both directions alike; at worst two conversations
 * between two hosts, with their ports exchanged, share a hash. */
static inline guint32
hash_tuple (const WireFlowTable *self, const WireTuple *tuple)
{
  guint64 ends = hash_address (self, tuple->src) + hash_address (self, tuple->dst);
  guint64 low = MIN (tuple->src_port, tuple->dst_port);
  guint64 high = MAX (tuple->src_port, tuple->dst_port);
  guint64 rest = low | high << 16 | (guint64) tuple->protocol << 32 | (guint64) tuple->family << 40;

  return (guint32) fold (ends ^ self->seed[2], rest ^ self->seed[3]);
}

static inline WireFlow *
get_flow (const WireFlowTable *self, guint32 flow)
{
  return wire_chunks_get (self->chunks, flow >> CHUNK_SHIFT,
                          (flow & (CHUNK_FLOWS - 1)) * sizeof (WireFlow));
}

static inline gboolean
is_reverse (const WireTuple *a, const WireTuple *b)
{
  return a->src_port == b->dst_port && a->dst_port == b->src_port && a->family == b->family
         && a->protocol == b->protocol && a->ports_unknown == b->ports_unknown
         && memcmp (a->src, b->dst, sizeof a->src) == 0
         && memcmp (a->dst, b->src, sizeof a->dst) == 0;
}

static inline gboolean
slot_agrees (const WireFlowTable *self, guint32 slot, guint32 hash)
{
  return slot != 0 && ((slot ^ hash) & ~self->mask) == 0;
}

static gsize
get_slot_bytes (guint32 mask)
{
  return ((gsize) mask + 1) * sizeof (guint32);
}

/**
 * wire_flow_table_new_with_seed:
 * @seed: the key of the hash
 *
 * For tests that want the same table every time.
 *
 * Returns: (transfer full): an empty table
 */
WireFlowTable *
wire_flow_table_new_with_seed (const guint64 seed[4])
{
  WireFlowTable *self = g_new0 (WireFlowTable, 1);

  memcpy (self->seed, seed, sizeof self->seed);
  self->slots = wire_pages_new (FIRST_SLOTS * sizeof (guint32));
  self->mask = FIRST_SLOTS - 1;
  self->chunks = wire_chunks_new (CHUNK_BYTES, MAX_MEMORY);
  return self;
}

/** Returns: (transfer full): an empty table whose seed nobody knows */
WireFlowTable *
wire_flow_table_new (void)
{
  guint64 seed[4];

  if (getrandom (seed, sizeof seed, GRND_NONBLOCK) != (gssize) sizeof seed)
    for (guint i = 0; i < G_N_ELEMENTS (seed); i++)
      seed[i] = (guint64) g_random_int () << 32 | g_random_int ();
  return wire_flow_table_new_with_seed (seed);
}

void
wire_flow_table_free (WireFlowTable *self)
{
  wire_pages_free (self->slots, get_slot_bytes (self->mask));
  wire_chunks_free (self->chunks);
  g_free (self);
}

static guint32 *
make_slots (const WireFlowTable *self, guint32 mask)
{
  guint32 *slots = wire_pages_new (get_slot_bytes (mask));

  for (guint32 flow = 0; flow < self->length; flow++)
    {
      guint32 hash = get_flow (self, flow)->hash;
      guint32 at = hash & mask;

      if (flow + PREFETCH_AHEAD < self->length)
        __builtin_prefetch (&slots[get_flow (self, flow + PREFETCH_AHEAD)->hash & mask], 1);
      while (slots[at] != 0)
        at = (at + 1) & mask;
      slots[at] = (hash & ~mask) | (flow + 1);
    }
  return slots;
}

/**
 * wire_flow_table_make_room:
 * @self: a table
 * @n: flows that may be added before this is called again
 * @lock: (nullable): held while the larger hash table, made without it, is put in place
 *
 * Readers so wait for two assignments and not for a million flows to be hashed again.
 */
void
wire_flow_table_make_room (WireFlowTable *self, guint n, GMutex *lock)
{
  guint64 needed = (guint64) self->length + n;
  guint64 slots = (guint64) self->mask + 1;
  guint32 *larger;

  while (needed > slots / 4 * 3 && slots < MAX_SLOTS)
    slots *= 2;
  if (slots == (guint64) self->mask + 1)
    return;

  larger = make_slots (self, (guint32) (slots - 1));
  if (lock)
    g_mutex_lock (lock);
  wire_pages_free (self->slots, get_slot_bytes (self->mask));
  self->slots = larger;
  self->mask = (guint32) (slots - 1);
  if (lock)
    g_mutex_unlock (lock);
}

/* Returns: the flow, or WIRE_FLOW_NONE with the empty slot where it belongs. The reverse is certain
 * to have been passed by then: it began at the same slot. */
static inline guint32
probe (const WireFlowTable *self,
       const WireTuple *tuple,
       guint32 hash,
       guint32 *empty,
       guint32 *reverse)
{
  guint32 at = hash & self->mask;

  for (guint32 slot; (slot = self->slots[at]) != 0; at = (at + 1) & self->mask)
    {
      guint32 flow = (slot & self->mask) - 1;

      if (!slot_agrees (self, slot, hash))
        continue;
      if (wire_tuple_equal (&get_flow (self, flow)->tuple, tuple))
        return flow;
      if (is_reverse (&get_flow (self, flow)->tuple, tuple))
        *reverse = flow;
    }
  *empty = at;
  return WIRE_FLOW_NONE;
}

static guint32
append (WireFlowTable *self, const WireFlowSample *sample, guint32 empty, guint32 reverse)
{
  guint32 flow = self->length;

  if (flow >= MAX_SLOTS / 4 * 3)
    return WIRE_FLOW_NONE;
  if (flow >> CHUNK_SHIFT == self->chunks->n)
    wire_chunks_add (self->chunks);

  *get_flow (self, flow) = (WireFlow){
    .tuple = sample->tuple,
    .reverse = reverse,
    .first = sample->time,
    .last = sample->time,
    .hash = sample->hash,
  };
  if (reverse != WIRE_FLOW_NONE)
    get_flow (self, reverse)->reverse = flow;
  self->slots[empty] = (sample->hash & ~self->mask) | (flow + 1);
  self->length++;
  return flow;
}

static inline void
count (WireFlowTable *self, WireFlow *flow, const WireFlowSample *sample)
{
  if (flow->packets++ == 0)
    {
      self->counted++;
      flow->first = flow->last = sample->time;
    }
  if (G_UNLIKELY (sample->tunnel != 0 && flow->tunnel == 0))
    flow->tunnel = sample->tunnel;
  flow->bytes += sample->length;
  flow->checked |= sample->checked;
  flow->tcp_flags |= sample->tcp_flags;
  if (sample->time == WIRE_TIME_NONE)
    return;
  flow->last = MAX (flow->last, sample->time);
  if (flow->first == WIRE_TIME_NONE || sample->time < flow->first)
    flow->first = sample->time;
}

static inline void
add_sample (WireFlowTable *self, WireFlowSample *sample)
{
  guint32 reverse = WIRE_FLOW_NONE;
  guint32 empty = 0;

  sample->flow = probe (self, &sample->tuple, sample->hash, &empty, &reverse);
  if (sample->flow == WIRE_FLOW_NONE)
    sample->flow = append (self, sample, empty, reverse);
  if (sample->flow != WIRE_FLOW_NONE)
    count (self, get_flow (self, sample->flow), sample);
}

/**
 * wire_flow_table_add:
 * @self: a table
 * @tuple: a packet's five-tuple
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE
 * @length: bytes on the wire
 * @tcp_flags: of this packet
 *
 * Counts one packet. wire_flow_table_add_batch() does many in less time.
 *
 * Returns: its flow; %WIRE_FLOW_NONE only where the table holds 1.6 thousand million of them
 */
guint32
wire_flow_table_add (
    WireFlowTable *self, const WireTuple *tuple, gint64 time, guint32 length, guint8 tcp_flags)
{
  WireFlowSample sample = { *tuple, time, length, 0, hash_tuple (self, tuple), tcp_flags, 0, 0 };

  wire_flow_table_make_room (self, 1, NULL);
  add_sample (self, &sample);
  return sample.flow;
}

/**
 * wire_flow_table_hash_batch:
 * @self: a table
 * @samples: packets that wire_flow_table_add_batch() will be given next
 * @n: how many
 *
 * The part of adding that needs no lock: works out the hashes and asks for the slots, so that they
 * are on their way from memory while the caller does something else. Some 64 at once are enough.
 */
void
wire_flow_table_hash_batch (const WireFlowTable *self, WireFlowSample *samples, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      samples[i].hash = hash_tuple (self, &samples[i].tuple);
      __builtin_prefetch (&self->slots[samples[i].hash & self->mask]);
    }
}

static inline void
prefetch_flow (const WireFlowTable *self, const WireFlowSample *sample)
{
  guint32 slot = self->slots[sample->hash & self->mask];
  const WireFlow *flow;

  if (!slot_agrees (self, slot, sample->hash))
    return;
  flow = get_flow (self, (slot & self->mask) - 1);
  __builtin_prefetch (flow, 1);
  __builtin_prefetch (&flow->tcp_flags, 1); /* most flows lie across two lines */
}

/**
 * wire_flow_table_add_batch:
 * @self: a table with room for @n flows (wire_flow_table_make_room())
 * @samples: packets, hashed; their flows are filled in
 * @n: how many
 *
 * Counts packets in order. With a million flows every packet would wait for memory twice; asked for
 * ahead, the waits of many packets pass at once.
 */
void
wire_flow_table_add_batch (WireFlowTable *self, WireFlowSample *samples, guint n)
{
  for (guint i = 0; i < n; i++)
    prefetch_flow (self, &samples[i]);
  for (guint i = 0; i < n; i++)
    if (samples[i].tuple.family == WIRE_FAMILY_NONE)
      samples[i].flow = WIRE_FLOW_NONE;
    else
      add_sample (self, &samples[i]);
}

/**
 * wire_flow_table_note:
 * @self: a table
 * @sample: of an IP header inside a packet that is counted in another flow
 *
 * Makes the flow known and counts nothing.
 *
 * Returns: its flow, as wire_flow_table_add()
 */
guint32
wire_flow_table_note (WireFlowTable *self, const WireFlowSample *sample)
{
  WireFlowSample noted = *sample;
  guint32 reverse = WIRE_FLOW_NONE;
  guint32 empty = 0;

  wire_flow_table_make_room (self, 1, NULL);
  noted.hash = hash_tuple (self, &noted.tuple);
  noted.flow = probe (self, &noted.tuple, noted.hash, &empty, &reverse);
  if (noted.flow == WIRE_FLOW_NONE)
    noted.flow = append (self, &noted, empty, reverse);
  if (noted.flow == WIRE_FLOW_NONE)
    return WIRE_FLOW_NONE;

  WireFlow *flow = get_flow (self, noted.flow);
  flow->tcp_flags |= noted.tcp_flags;
  flow->checked |= noted.checked;
  if (flow->tunnel == 0)
    flow->tunnel = noted.tunnel;
  return noted.flow;
}

/** Returns: the flow of @tuple, in this direction only, or %WIRE_FLOW_NONE */
guint32
wire_flow_table_find (const WireFlowTable *self, const WireTuple *tuple)
{
  guint32 empty;
  guint32 reverse;

  return probe (self, tuple, hash_tuple (self, tuple), &empty, &reverse);
}

/** Returns: how many flows there are */
guint32
wire_flow_table_get_length (const WireFlowTable *self)
{
  return self->length;
}

/** Returns: how many of them have packets of their own, and not only inside tunnels */
guint32
wire_flow_table_get_n_counted (const WireFlowTable *self)
{
  return self->counted;
}

/** Returns: (transfer none): flow number @flow, which must exist. It stays where it is. */
const WireFlow *
wire_flow_table_get (const WireFlowTable *self, guint32 flow)
{
  g_return_val_if_fail (flow < self->length, NULL);

  return get_flow (self, flow);
}
