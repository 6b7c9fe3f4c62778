/* wire-http-deeds.h: what clients had servers do with files, by WebDAV, as sessions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-message.h"
#include "capture/reassembly/wire-session-log.h"

G_BEGIN_DECLS

/**
 * WireHttpDeeds:
 *
 * Tells the requests of WebDAV (RFC 4918), and `DELETE`, as commands of a session, a session for
 * each stream. What a server confirmed is told as what it did: a file was renamed, copied or
 * deleted, a folder was made. Requests that only fetch are left to the list of exchanges.
 *
 * Threads: as #WireHttpLog.
 */
typedef struct _WireHttpDeeds WireHttpDeeds;

WireHttpDeeds *wire_http_deeds_new (WireSessionLog *sessions);

/** Frees @deeds, but not the sessions. */
void wire_http_deeds_free (WireHttpDeeds *deeds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHttpDeeds, wire_http_deeds_free)

void wire_http_deeds_tell (WireHttpDeeds *deeds, const WireHttpExchange *exchange);

G_END_DECLS
