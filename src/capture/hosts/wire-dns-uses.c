/* wire-dns-uses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-dns-uses.h"

#define BLOCK 1024u
#define SECOND G_GINT64_CONSTANT (1000000000)

/* Flows that are looked at for one answer. */
#define MAX_LOOKED_AT 4096u

/* A flow that somebody began. */
typedef struct
{
  gint64 first;
  WireHostAddress source;
} Begun;

struct _WireDnsUses
{
  GHashTable *begun; /* WireHostAddress → GArray of Begun, by time */
};

static int
compare_begun (gconstpointer a, gconstpointer b)
{
  const Begun *one = a;
  const Begun *other = b;

  return (one->first > other->first) - (one->first < other->first);
}

static void
add_flow (WireDnsUses *self, const WireFlow *flow)
{
  WireHostAddress destination = wire_host_address_of_destination (&flow->tuple);
  const Begun begun = { flow->first, wire_host_address_of_source (&flow->tuple) };
  GArray *list = g_hash_table_lookup (self->begun, &destination);

  if (list && flow->first != WIRE_TIME_NONE)
    g_array_append_val (list, begun);
}

static void
add_answer (WireDnsUses *self, const WireHostAddress *address)
{
  if (wire_host_address_is_host (address) && !g_hash_table_contains (self->begun, address))
    g_hash_table_insert (self->begun, g_memdup2 (address, sizeof *address),
                         g_array_new (FALSE, FALSE, sizeof (Begun)));
}

/* Of other addresses nobody asks, and there may be very many. */
static void
add_answers (WireDnsUses *self, WireHosts *hosts)
{
  const WireDnsLog *log = wire_fact_log_get_dns (wire_hosts_get_facts (hosts));

  for (guint i = 0; i < wire_dns_log_get_length (log); i++)
    {
      const WireDnsExchange *exchange = wire_dns_log_get (log, i);

      for (guint j = 0; j < exchange->n_answers; j++)
        if (exchange->answers[j].address.family != WIRE_FAMILY_NONE)
          add_answer (self, &exchange->answers[j].address);
    }
}

/** Returns: (transfer full): the flows of the capture of @hosts to addresses that DNS answered, in
 * the direction that was seen first */
WireDnsUses *
wire_dns_uses_new (WireHosts *hosts)
{
  WireCapture *capture = wire_hosts_get_capture (hosts);
  WireDnsUses *self = g_new0 (WireDnsUses, 1);
  g_autofree WireFlow *flows = g_new (WireFlow, BLOCK);
  GHashTableIter iter;
  gpointer list;
  guint32 n;

  self->begun = g_hash_table_new_full (wire_host_address_hash, wire_host_address_is_equal, g_free,
                                       (GDestroyNotify) g_array_unref);
  add_answers (self, hosts);
  for (guint32 at = 0; (n = wire_capture_get_flows (capture, at, BLOCK, flows)) > 0; at += n)
    for (guint32 i = 0; i < n; i++)
      if (flows[i].reverse == WIRE_FLOW_NONE || flows[i].reverse > at + i)
        add_flow (self, &flows[i]);
  g_hash_table_iter_init (&iter, self->begun);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_array_sort (list, compare_begun);
  return self;
}

void
wire_dns_uses_free (WireDnsUses *self)
{
  g_hash_table_unref (self->begun);
  g_free (self);
}

static guint
find_start (const GArray *list, gint64 time)
{
  guint low = 0;
  guint high = list->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (list, Begun, middle).first < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_among (const WireDnsUse *found, guint n, const WireHostAddress *address)
{
  for (guint i = 0; i < n; i++)
    if (wire_host_address_equal (&found[i].address, address))
      return TRUE;
  return FALSE;
}

/* An answer may be used as long as it says, and a little longer. */
static guint
add_users (const WireDnsUses *self,
           const WireDnsExchange *exchange,
           const WireDnsAnswer *answer,
           WireDnsUse found[WIRE_DNS_MAX_USERS],
           guint n)
{
  const GArray *list = g_hash_table_lookup (self->begun, &answer->address);
  gint64 end = exchange->answered_at + answer->time_to_live * SECOND + WIRE_NAME_GRACE;
  guint start = list ? find_start (list, exchange->answered_at) : 0;

  for (guint i = start; list && i < list->len && i - start < MAX_LOOKED_AT; i++)
    {
      const Begun *begun = &g_array_index (list, Begun, i);

      if (begun->first > end || n == WIRE_DNS_MAX_USERS)
        break;
      if (!is_among (found, n, &begun->source))
        found[n++] = (WireDnsUse){ begun->source, answer->address, begun->first };
    }
  return n;
}

/** Returns: how many hosts began a flow with an address of the answer, while it held */
guint
wire_dns_uses_find (const WireDnsUses *self,
                    const WireDnsExchange *exchange,
                    WireDnsUse found[WIRE_DNS_MAX_USERS])
{
  guint n = 0;

  if (exchange->answer == WIRE_DNS_NO_PACKET || exchange->answered_at == WIRE_TIME_NONE)
    return 0;
  for (guint i = 0; i < exchange->n_answers; i++)
    if (exchange->answers[i].address.family != WIRE_FAMILY_NONE)
      n = add_users (self, exchange, &exchange->answers[i], found, n);
  return n;
}
