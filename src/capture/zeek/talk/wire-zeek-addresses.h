/* wire-zeek-addresses.h: addresses in the text of mails, found as Zeek does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Addresses of one kind in one mail; the rest is left out. */
#define WIRE_ZEEK_MAX_ADDRESSES 1000u

void wire_zeek_addresses_add (GPtrArray *addresses, char *address);
void wire_zeek_addresses_add_bare (GPtrArray *addresses, const char *text);
void wire_zeek_addresses_add_named (GPtrArray *addresses, const char *text);
GPtrArray *wire_zeek_addresses_find_ip (const char *text, gboolean wrapped);

G_END_DECLS
