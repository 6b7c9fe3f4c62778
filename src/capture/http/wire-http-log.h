/* wire-http-log.h: all HTTP exchanges of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-message.h"
#include "capture/reassembly/wire-derived.h"

G_BEGIN_DECLS

/** More exchanges than this are counted, not kept: a million of them take about half a gigabyte,
 * and a capture that has more was made to have them. */
#define WIRE_HTTP_MAX_EXCHANGES (1024u * 1024)

/** Strings of all exchanges together take no more than this: a quarter of a KiB for each of a
 * million, where one hostile URI may have 64 KiB. What is beyond is left out as well. */
#define WIRE_HTTP_MAX_TEXT (256u * 1024 * 1024)

/** What all unfinished heads together may take, so that a thousand connections at once may each
 * have one of the longest. Heads that go on beyond are cut. */
#define WIRE_HTTP_MAX_GATHERED (64u * 1024 * 1024)

/** Heads of which only the beginning was captured: more than these are counted, not kept. Where a
 * million connections begin a request and say no more, each would else take half a kilobyte. */
#define WIRE_HTTP_MAX_CUT_HEADS 32768u

/**
 * WireHttpLog:
 *
 * Exchanges in the order in which they were found, and the strings that they point to. Exchanges
 * never move.
 *
 * Threads: one thread writes. Others may read meanwhile under a lock that the writer holds while it
 * writes.
 */
typedef struct _WireHttpLog WireHttpLog;

WireHttpLog *wire_http_log_new (void);

/** Frees @log and what it owns. */
void wire_http_log_free (WireHttpLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHttpLog, wire_http_log_free)

void wire_http_log_set_derived (WireHttpLog *log, WireDerived *derived);
WireDerived *wire_http_log_get_derived (const WireHttpLog *log);
gboolean wire_http_log_admit_cut_head (WireHttpLog *log);
gboolean wire_http_log_is_full (const WireHttpLog *log);
gboolean wire_http_log_gather (WireHttpLog *log, gsize before, gsize now);
WireHttpExchange *wire_http_log_append (WireHttpLog *log, guint32 stream, guint client);
void wire_http_log_count_unparsed (WireHttpLog *log);
const char *wire_http_log_keep (WireHttpLog *log, WireSpan span);
const char *wire_http_log_share (WireHttpLog *log, WireSpan span);

/** Returns: the number of exchanges that are kept. For the writer, or under its lock. */
guint32 wire_http_log_get_length (const WireHttpLog *log);

const WireHttpExchange *wire_http_log_get (const WireHttpLog *log, guint32 exchange);
guint32 wire_http_log_get_unparsed (const WireHttpLog *log);
guint32 wire_http_log_get_left_out (const WireHttpLog *log);

G_END_DECLS
