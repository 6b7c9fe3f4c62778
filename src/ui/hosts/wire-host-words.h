/* wire-host-words.h: hosts in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-host-findings.h"

G_BEGIN_DECLS

char *wire_host_words_address (const WireHostAddress *address);
char *wire_host_words_end (const WireTuple *tuple, gboolean server);
char *wire_host_words_time (WireHosts *hosts, gint64 time);
char *wire_host_words_user (const WireSignin *signin);

char *wire_host_words_addresses (WireHosts *hosts, const WireHost *host);
char *wire_host_words_names (const WireHost *host);
char *wire_host_words_systems (const WireHost *host);
char *wire_host_words_users (const WireHost *host);
const WireMac *wire_host_words_find_mac (WireHosts *hosts, const WireHost *host);

G_END_DECLS
