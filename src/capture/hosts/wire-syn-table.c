/* wire-syn-table.c: the first segments of connections, by who sent them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-syn-table.h"

#include "base/wire-text-hash.h"
#include "capture/facts/wire-system-facts.h"

#include <string.h>

/* Kinds that are kept. */
#define MAX_SYNS 65536u

/* A kind of first segment that an address sent. */
typedef struct
{
  WireHostAddress address;
  WireSyn syn;
  guint32 packet;
  guint32 count;
  gint64 time;
} SeenSyn;

struct _WireSynTable
{
  GHashTable *seen; /* SeenSyn */
};

static guint
hash_syn (gconstpointer seen)
{
  return wire_bytes_hash (seen, offsetof (SeenSyn, packet));
}

static gboolean
equal_syn (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, offsetof (SeenSyn, packet)) == 0;
}

/** Returns: (transfer full): a table that has seen none */
WireSynTable *
wire_syn_table_new (void)
{
  WireSynTable *self = g_new0 (WireSynTable, 1);

  self->seen = g_hash_table_new_full (hash_syn, equal_syn, g_free, NULL);
  return self;
}

/** Frees @self. */
void
wire_syn_table_free (WireSynTable *self)
{
  g_hash_table_unref (self->seen);
  g_free (self);
}

/** A packet; what is not a SYN of a host says nothing. */
void
wire_syn_table_add (WireSynTable *self,
                    guint32 packet,
                    const WirePacketRecord *record,
                    const WireFrame *frame)
{
  const WireTuple *tuple =
      frame->flags & WIRE_FRAME_TUNNELLED ? &frame->inside.tuple : &frame->tuple;
  SeenSyn seen;
  SeenSyn *known;

  memset (&seen, 0, sizeof seen); /* padding is part of the key */
  seen.address = wire_host_address_of_source (tuple);
  if (!wire_host_address_is_host (&seen.address) || !wire_syn_read (frame, &seen.syn))
    return;
  known = g_hash_table_lookup (self->seen, &seen);
  if (!known && g_hash_table_size (self->seen) < MAX_SYNS)
    {
      known = g_memdup2 (&seen, sizeof seen);
      known->packet = packet;
      known->time = record->time;
      g_hash_table_add (self->seen, known);
    }
  if (known)
    known->count++;
}

/** Adds what the first segments of connections suggest to @log. */
void
wire_syn_table_add_systems (const WireSynTable *self, WireFactLog *log)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const SeenSyn *seen = key;
      g_autofree char *value = wire_syn_to_text (&seen->syn);
      const char *system = wire_system_of_syn (&seen->syn);
      const WireSystemFact fact = {
        .address = seen->address,
        .evidence = WIRE_SYSTEM_TCP_SYN,
        .packet = seen->packet,
        .count = seen->count - 1,
        .time = seen->time,
        .suggests = system ? wire_fact_log_keep (log, system, strlen (system)) : NULL,
        .value = wire_fact_log_keep (log, value, strlen (value)),
      };

      wire_fact_log_add_system (log, &fact);
    }
}
