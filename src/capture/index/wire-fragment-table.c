/* wire-fragment-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/index/wire-fragment-table.h"

/* Datagrams remembered: 4096, in sets of four of which the oldest makes way. Fragments of one
 * datagram travel within milliseconds, in which a sender at 10 Gbit/s sends some hundred datagrams;
 * and an identification comes round again after 65,536, long after it has been forgotten here. */
#define SETS 1024u
#define WAYS 4u

/* Fragments that may wait for a first one: 8192 are nine datagrams of 64 KiB in the shortest
 * fragments there are, or two hundred at Ethernet's size. */
#define WAITING 8192u
#define NOTHING G_MAXUINT32

typedef struct
{
  WireTuple tuple; /* ports 0 */
  guint32 id;
  guint32 flow;    /* WIRE_FLOW_NONE until the first fragment came */
  guint64 age;     /* 0 where unused; lower is older */
  guint32 waiting; /* the latest that waits, or NOTHING */
} Datagram;

typedef struct
{
  guint32 packet;
  guint32 next;
} Waiting;

struct _WireFragmentTable
{
  WireFragmentSettled settled;
  gpointer user_data;
  guint64 clock;
  guint32 free; /* the first unused of @waiting, or NOTHING */
  Datagram datagrams[SETS][WAYS];
  Waiting waiting[WAITING];
};

/**
 * wire_fragment_table_new:
 * @settled: called for every fragment that waited, once its flow is known or given up
 * @user_data: given to @settled
 *
 * Returns: (transfer full): an empty table of some 350 KiB
 */
WireFragmentTable *
wire_fragment_table_new (WireFragmentSettled settled, gpointer user_data)
{
  WireFragmentTable *self = g_new0 (WireFragmentTable, 1);

  self->settled = settled;
  self->user_data = user_data;
  for (guint32 i = 0; i < WAITING; i++)
    self->waiting[i].next = i + 1 < WAITING ? i + 1 : NOTHING;
  return self;
}

void
wire_fragment_table_free (WireFragmentTable *self)
{
  g_free (self);
}

static guint32
set_of (const WireTuple *tuple, guint32 id)
{
  guint64 words[4];
  guint64 mixed = id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  memcpy (words, tuple->src, 16);
  memcpy (words + 2, tuple->dst, 16);
  for (guint i = 0; i < 4; i++)
    mixed = (mixed ^ words[i] ^ mixed >> 29) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (guint32) (mixed >> 32) % SETS;
}

/* RFC 8200 leaves the protocol out: the fragments of one datagram may differ in next header. */
static gboolean
is_datagram (const Datagram *datagram, const WireTuple *tuple, guint32 id)
{
  return datagram->age != 0 && datagram->id == id && datagram->tuple.family == tuple->family
         && (tuple->family == WIRE_FAMILY_IPV6 || datagram->tuple.protocol == tuple->protocol)
         && memcmp (datagram->tuple.src, tuple->src, sizeof tuple->src) == 0
         && memcmp (datagram->tuple.dst, tuple->dst, sizeof tuple->dst) == 0;
}

/* Waiting fragments are chained latest first; they are settled in the order in which they came. */
static guint32
reverse_chain (WireFragmentTable *self, guint32 at)
{
  guint32 reversed = NOTHING;

  while (at != NOTHING)
    {
      guint32 next = self->waiting[at].next;

      self->waiting[at].next = reversed;
      reversed = at;
      at = next;
    }
  return reversed;
}

static void
settle (WireFragmentTable *self, Datagram *datagram)
{
  guint32 at = reverse_chain (self, datagram->waiting);

  datagram->waiting = NOTHING;
  while (at != NOTHING)
    {
      guint32 next = self->waiting[at].next;

      self->settled (self->waiting[at].packet, datagram->flow, &datagram->tuple, self->user_data);
      self->waiting[at].next = self->free;
      self->free = at;
      at = next;
    }
}

static Datagram *
find_or_replace (WireFragmentTable *self, const WireTuple *tuple, guint32 id)
{
  Datagram *set = self->datagrams[set_of (tuple, id)];
  Datagram *oldest = &set[0];

  for (guint way = 0; way < WAYS; way++)
    {
      if (is_datagram (&set[way], tuple, id))
        return &set[way];
      if (set[way].age < oldest->age)
        oldest = &set[way];
    }
  if (oldest->age != 0)
    settle (self, oldest);
  *oldest = (Datagram){ *tuple, id, WIRE_FLOW_NONE, ++self->clock, NOTHING };
  oldest->tuple.src_port = oldest->tuple.dst_port = 0;
  oldest->tuple.ports_unknown = wire_protocol_has_ports (oldest->tuple.protocol);
  return oldest;
}

/**
 * wire_fragment_table_add_first:
 * @self: a table
 * @tuple: of the first fragment
 * @id: its fragment identification
 * @flow: the flow that it belongs to
 *
 * Settles the fragments that waited for it.
 */
void
wire_fragment_table_add_first (WireFragmentTable *self,
                               const WireTuple *tuple,
                               guint32 id,
                               guint32 flow)
{
  Datagram *datagram = find_or_replace (self, tuple, id);

  datagram->flow = flow;
  datagram->age = ++self->clock;
  settle (self, datagram);
}

static void
wait_for_first (WireFragmentTable *self, Datagram *datagram, guint32 packet)
{
  guint32 at = self->free;

  if (at == NOTHING)
    {
      self->settled (packet, WIRE_FLOW_NONE, &datagram->tuple, self->user_data);
      return;
    }
  self->free = self->waiting[at].next;
  self->waiting[at] = (Waiting){ packet, datagram->waiting };
  datagram->waiting = at;
}

/**
 * wire_fragment_table_add_later:
 * @self: a table
 * @tuple: of a fragment after the first
 * @id: its fragment identification
 * @packet: its number
 *
 * Returns: the flow of its first fragment, or %WIRE_FLOW_NONE where that was not seen: then @packet
 *   is settled sooner or later
 */
guint32
wire_fragment_table_add_later (WireFragmentTable *self,
                               const WireTuple *tuple,
                               guint32 id,
                               guint32 packet)
{
  Datagram *datagram = find_or_replace (self, tuple, id);

  if (datagram->flow == WIRE_FLOW_NONE)
    wait_for_first (self, datagram, packet);
  return datagram->flow;
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const Datagram *const *left = a;
  const Datagram *const *right = b;

  return (*left)->age < (*right)->age ? -1 : (*left)->age > (*right)->age;
}

/** Settles every fragment that still waits, without a flow, in order of arrival. For the end of the
 * capture. */
void
wire_fragment_table_give_up (WireFragmentTable *self)
{
  g_autofree Datagram **waiting = g_new (Datagram *, SETS * WAYS);
  guint n = 0;

  for (guint i = 0; i < SETS * WAYS; i++)
    if (self->datagrams[i / WAYS][i % WAYS].age != 0)
      waiting[n++] = &self->datagrams[i / WAYS][i % WAYS];
  qsort (waiting, n, sizeof *waiting, compare_ages);
  for (guint i = 0; i < n; i++)
    settle (self, waiting[i]);
}
