/* wire-anonymiser.h: frames without the addresses of those who sent and received them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/anonymising/wire-crypto-pan.h"
#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/**
 * WireAnonymiserCounts:
 * @packets: that were changed or looked at
 * @unknown: of them: whose link layer is not decoded; nothing of them is kept where payloads are
 *   cut, and all of them is where payloads are kept
 * @damaged: of them: cut where a header is not whole
 *
 * What was done.
 */
typedef struct
{
  guint64 packets;
  guint64 unknown;
  guint64 damaged;
} WireAnonymiserCounts;

/**
 * WireAnonymiser:
 *
 * Replaces hardware, IPv4 and IPv6 addresses in the headers of frames, also inside tunnels, in ARP,
 * in neighbour discovery and in what ICMP quotes, and mends the checksums by as much: a wrong one
 * stays wrong. Addresses of groups, broadcast, loopback and unspecified ones stay, as they name
 * nobody. Used by one thread.
 */
typedef struct _WireAnonymiser WireAnonymiser;

WireAnonymiser *wire_anonymiser_new (WireCryptoPan *pan, gboolean cut);

/** Frees @anonymiser and what it owns. */
void wire_anonymiser_free (WireAnonymiser *anonymiser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireAnonymiser, wire_anonymiser_free)

const guint8 *wire_anonymiser_run (WireAnonymiser *anonymiser,
                                   guint32 link_type,
                                   const guint8 *data,
                                   guint32 *captured,
                                   guint32 length);
WireAnonymiserCounts wire_anonymiser_get_counts (const WireAnonymiser *anonymiser);

G_END_DECLS
