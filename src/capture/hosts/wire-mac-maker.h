/* wire-mac-maker.h: who made the network card with a MAC address
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact.h"

G_BEGIN_DECLS

/**
 * WireMacMakers:
 *
 * The list of the IEEE that the package ieee-data has, `ieee-data/oui.txt` in a system data
 * directory, read when it is first asked for. Used by one thread.
 */
typedef struct _WireMacMakers WireMacMakers;

WireMacMakers *wire_mac_makers_new (void);

/** Frees @makers and what it owns. */
void wire_mac_makers_free (WireMacMakers *makers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireMacMakers, wire_mac_makers_free)

const char *wire_mac_makers_find (WireMacMakers *makers, const WireMac *mac);

/** Returns: whether nobody made @mac: its user chose it (IEEE 802, section 8.4) */
static inline gboolean
wire_mac_is_local (const WireMac *mac)
{
  return (mac->bytes[0] & 2) != 0;
}

G_END_DECLS
