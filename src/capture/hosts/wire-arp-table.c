/* wire-arp-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-arp-table.h"

#include "base/wire-text-hash.h"

#include <string.h>

struct _WireArpTable
{
  GArray *claims;
  GPtrArray *asked;     /* of WireArpAsked */
  GHashTable *asked_by; /* the same: each pair once */
  GHashTable *at;       /* WireHostAddress → claim and 1: where ARP said last that it is */
};

static guint
hash_asked (gconstpointer asked)
{
  return wire_bytes_hash (asked, 2 * sizeof (WireHostAddress));
}

static gboolean
equal_asked (gconstpointer a, gconstpointer b)
{
  const WireArpAsked *one = a;
  const WireArpAsked *other = b;

  return wire_host_address_equal (&one->source, &other->source)
         && wire_host_address_equal (&one->target, &other->target);
}

/** Returns: (transfer full): a table in which nothing was said */
WireArpTable *
wire_arp_table_new (void)
{
  WireArpTable *self = g_new0 (WireArpTable, 1);

  self->claims = g_array_new (FALSE, FALSE, sizeof (WireArpClaim));
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->asked_by = g_hash_table_new (hash_asked, equal_asked);
  self->at =
      g_hash_table_new_full (wire_host_address_hash, wire_host_address_is_equal, g_free, NULL);
  return self;
}

void
wire_arp_table_free (WireArpTable *table)
{
  g_array_unref (table->claims);
  g_hash_table_unref (table->asked_by);
  g_ptr_array_unref (table->asked);
  g_hash_table_unref (table->at);
  g_free (table);
}

/** Keeps @claim, where it is not as the last one of its address. */
void
wire_arp_table_add_claim (WireArpTable *table, const WireArpClaim *claim)
{
  gpointer found = g_hash_table_lookup (table->at, &claim->address);
  const WireArpClaim *last =
      found ? &g_array_index (table->claims, WireArpClaim, GPOINTER_TO_UINT (found) - 1) : NULL;

  if ((last && memcmp (&last->mac, &claim->mac, sizeof last->mac) == 0)
      || table->claims->len >= WIRE_HOST_MAX_CLAIMS)
    return;
  g_array_append_val (table->claims, *claim);
  g_hash_table_replace (table->at, g_memdup2 (&claim->address, sizeof claim->address),
                        GUINT_TO_POINTER (table->claims->len));
}

/**
 * wire_arp_table_add_question:
 * @asks: who asks, and when
 * @target: four bytes: the address that is asked for
 */
void
wire_arp_table_add_question (WireArpTable *table, const WireArpClaim *asks, const guint8 *target)
{
  WireArpAsked asked = { .source = asks->address,
                         .target.family = WIRE_FAMILY_IPV4,
                         .packet = asks->packet,
                         .time = asks->time };
  WireArpAsked *kept;

  memcpy (asked.target.bytes, target, 4);
  if (table->asked->len >= WIRE_HOST_MAX_CLAIMS || g_hash_table_contains (table->asked_by, &asked))
    return;
  kept = g_memdup2 (&asked, sizeof asked);
  g_ptr_array_add (table->asked, kept);
  g_hash_table_add (table->asked_by, kept);
}

/** Returns: how many claims of ARP are kept */
guint
wire_arp_table_get_n_claims (const WireArpTable *table)
{
  return table->claims->len;
}

/** Returns: what ARP said: the first of each address, and each one that is not as the one before */
const WireArpClaim *
wire_arp_table_get_claim (const WireArpTable *table, guint index)
{
  return &g_array_index (table->claims, WireArpClaim, index);
}

/** Returns: whether ARP ever said where @address is */
gboolean
wire_arp_table_is_claimed (const WireArpTable *table, const WireHostAddress *address)
{
  return g_hash_table_contains (table->at, address);
}

/** Returns: how many questions of ARP are kept: each pair of hosts once */
guint
wire_arp_table_get_n_asked (const WireArpTable *table)
{
  return table->asked->len;
}

/** Returns: (transfer none): a question of ARP, from 0 */
const WireArpAsked *
wire_arp_table_get_asked (const WireArpTable *table, guint index)
{
  return g_ptr_array_index (table->asked, index);
}
