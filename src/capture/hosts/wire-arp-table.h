/* wire-arp-table.h: what ARP says and asks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"

G_BEGIN_DECLS

/** Claims of ARP, and questions, that are kept. */
#define WIRE_HOST_MAX_CLAIMS 65536u

/** What ARP says: from @packet on, @address is at @mac. */
typedef struct
{
  WireHostAddress address;
  WireMac mac;
  guint32 packet;
  gint64 time;
} WireArpClaim;

/** A question of ARP: @source asks where @target is. */
typedef struct
{
  WireHostAddress source;
  WireHostAddress target;
  guint32 packet;
  gint64 time;
} WireArpAsked;

/**
 * WireArpTable:
 *
 * Claims of ARP (RFC 826): the first of each address, and each one that is not as the one before;
 * and its questions, each pair of hosts once. Filled by one thread.
 */
typedef struct _WireArpTable WireArpTable;

WireArpTable *wire_arp_table_new (void);

/** Frees @table and what it owns. */
void wire_arp_table_free (WireArpTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireArpTable, wire_arp_table_free)

void wire_arp_table_add_claim (WireArpTable *table, const WireArpClaim *claim);
void wire_arp_table_add_question (WireArpTable *table,
                                  const WireArpClaim *asks,
                                  const guint8 *target);

guint wire_arp_table_get_n_claims (const WireArpTable *table);
const WireArpClaim *wire_arp_table_get_claim (const WireArpTable *table, guint index);
gboolean wire_arp_table_is_claimed (const WireArpTable *table, const WireHostAddress *address);
guint wire_arp_table_get_n_asked (const WireArpTable *table);
const WireArpAsked *wire_arp_table_get_asked (const WireArpTable *table, guint index);

G_END_DECLS
