/* wire-fact-listener.h: hears what hosts say of themselves and of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"
#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

extern const WireListener wire_fact_listener;

/** Of what is inside of TLS after STARTTLS, by the protocol that began it. */
extern const WireListener wire_fact_ftp_listener;
extern const WireListener wire_fact_smtp_listener;
extern const WireListener wire_fact_pop3_listener;
extern const WireListener wire_fact_imap_listener;
extern const WireListener wire_fact_ldap_listener;

WireFactLog *wire_fact_listener_get_facts (WireListening *listening);
guint32 wire_fact_listener_get_passed_over (WireListening *listening);

G_END_DECLS
