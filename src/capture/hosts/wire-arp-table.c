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
wire_arp_table_free (WireArpTable *self)
{
  g_array_unref (self->claims);
  g_hash_table_unref (self->asked_by);
  g_ptr_array_unref (self->asked);
  g_hash_table_unref (self->at);
  g_free (self);
}

/** Keeps @claim, where it is not as the last one of its address. */
void
wire_arp_table_add_claim (WireArpTable *self, const WireArpClaim *claim)
{
  gpointer found = g_hash_table_lookup (self->at, &claim->address);
  const WireArpClaim *last =
      found ? &g_array_index (self->claims, WireArpClaim, GPOINTER_TO_UINT (found) - 1) : NULL;

  if ((last && memcmp (&last->mac, &claim->mac, sizeof last->mac) == 0)
      || self->claims->len >= WIRE_HOST_MAX_CLAIMS)
    return;
  g_array_append_val (self->claims, *claim);
  g_hash_table_replace (self->at, g_memdup2 (&claim->address, sizeof claim->address),
                        GUINT_TO_POINTER (self->claims->len));
}

/**
 * wire_arp_table_add_question:
 * @asks: who asks, and when
 * @target: four bytes: the address that is asked for
 */
void
wire_arp_table_add_question (WireArpTable *self, const WireArpClaim *asks, const guint8 *target)
{
  WireArpAsked asked = { .source = asks->address,
                         .target.family = WIRE_FAMILY_IPV4,
                         .packet = asks->packet,
                         .time = asks->time };
  WireArpAsked *kept;

  memcpy (asked.target.bytes, target, 4);
  if (self->asked->len >= WIRE_HOST_MAX_CLAIMS || g_hash_table_contains (self->asked_by, &asked))
    return;
  kept = g_memdup2 (&asked, sizeof asked);
  g_ptr_array_add (self->asked, kept);
  g_hash_table_add (self->asked_by, kept);
}

/** Returns: how many claims of ARP are kept */
guint
wire_arp_table_get_n_claims (const WireArpTable *self)
{
  return self->claims->len;
}

/** Returns: what ARP said: the first of each address, and each one that is not as the one before */
const WireArpClaim *
wire_arp_table_get_claim (const WireArpTable *self, guint index)
{
  return &g_array_index (self->claims, WireArpClaim, index);
}

/** Returns: whether ARP ever said where @address is */
gboolean
wire_arp_table_is_claimed (const WireArpTable *self, const WireHostAddress *address)
{
  return g_hash_table_contains (self->at, address);
}

/** Returns: how many questions of ARP are kept: each pair of hosts once */
guint
wire_arp_table_get_n_asked (const WireArpTable *self)
{
  return self->asked->len;
}

/** Returns: (transfer none): a question of ARP, from 0 */
const WireArpAsked *
wire_arp_table_get_asked (const WireArpTable *self, guint index)
{
  return g_ptr_array_index (self->asked, index);
}
