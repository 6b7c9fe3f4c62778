/* wire-http-log.h: all HTTP exchanges of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-deeds.h"
#include "capture/http/wire-http-packed.h"
#include "capture/reassembly/wire-derived.h"

G_BEGIN_DECLS

/** What exchanges and their strings take together, unless the user says otherwise. A short exchange
 * takes some 120 bytes with its strings, one of a browser some 300; a hostile URI may have 64 KiB.
 * What is beyond is counted, not kept. */
#define WIRE_HTTP_MAX_KEPT (256u * 1024 * 1024)

/** The most MiB that can be set. */
#define WIRE_HTTP_MOST_KEPT_MIB 16384u

/** No more exchanges are kept than one for so many bytes of that: whoever lists them needs some
 * memory for each, too. */
#define WIRE_HTTP_LEAST_KEPT 256u

/** What all unfinished heads together may take, so that a thousand connections at once may each
 * have one of the longest. Heads that go on beyond are cut. */
#define WIRE_HTTP_MAX_GATHERED (64u * 1024 * 1024)

/** Heads of which only the beginning was captured: no more are kept than one for so many bytes.
 * Hardly anybody asks for those of a million connections that begin a request and say no more. */
#define WIRE_HTTP_LEAST_KEPT_CUT 2048u

/**
 * WireHttpLog:
 *
 * Exchanges in the order in which they were found, and the strings that they point to. An exchange
 * may be written to as long as somebody holds it, and does not move; then it is packed (see
 * wire-http-packed.h).
 *
 * Threads: one thread writes. Others may read meanwhile under a lock that the writer holds while it
 * writes.
 */
typedef struct _WireHttpLog WireHttpLog;

WireHttpLog *wire_http_log_new (void);

/** Frees @log and what it owns. */
void wire_http_log_free (WireHttpLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHttpLog, wire_http_log_free)

void wire_http_log_set_limit (WireHttpLog *log, gsize limit);
void wire_http_log_set_derived (WireHttpLog *log, WireDerived *derived);
void wire_http_log_set_deeds (WireHttpLog *log, WireHttpDeeds *deeds);
WireDerived *wire_http_log_get_derived (const WireHttpLog *log);
gboolean wire_http_log_admit_cut_head (WireHttpLog *log);
gboolean wire_http_log_is_full (const WireHttpLog *log);
gboolean wire_http_log_gather (WireHttpLog *log, gsize before, gsize now);
WireHttpExchange *wire_http_log_append (WireHttpLog *log, guint32 stream, guint client);
WireHttpExchange *wire_http_log_hold (WireHttpExchange *exchange);
void wire_http_log_release (WireHttpLog *log, WireHttpExchange *exchange);
void wire_http_log_count_unparsed (WireHttpLog *log);
const char *wire_http_log_keep (WireHttpLog *log, WireSpan span);
const char *wire_http_log_share (WireHttpLog *log, WireSpan span);

/** Returns: the number of exchanges that are kept. For the writer, or under its lock. */
guint32 wire_http_log_get_length (const WireHttpLog *log);

void wire_http_log_get (const WireHttpLog *log, guint32 exchange, WireHttpExchange *out);
void wire_http_log_get_places (const WireHttpLog *log,
                               guint32 exchange,
                               WireHttpKind kind,
                               WireHttpPlaces part,
                               WireBody *places);
gsize wire_http_log_get_kept (const WireHttpLog *log);
guint32 wire_http_log_get_unparsed (const WireHttpLog *log);
guint32 wire_http_log_get_left_out (const WireHttpLog *log);

G_END_DECLS
