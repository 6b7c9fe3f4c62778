/* wire-fact-log.h: all that was said of hosts in a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-dns-log.h"
#include "capture/facts/wire-fact.h"

G_BEGIN_DECLS

/** More of each than this are counted, not kept: a capture that has more was made to have them. */
#define WIRE_FACT_MAX_NAMES (64u * 1024)
#define WIRE_FACT_MAX_SYSTEMS (32u * 1024)
#define WIRE_FACT_MAX_LEASES (32u * 1024)
#define WIRE_FACT_MAX_SIGNINS (64u * 1024)

/** What strings of all facts may take together. */
#define WIRE_FACT_MAX_TEXT (24u * 1024 * 1024)

/** Longer names and values are cut. */
#define WIRE_FACT_MAX_STRING 1024u

/**
 * WireFactLog:
 *
 * Names, systems, leases, sign-ins and questions of DNS, in the order in which they were found.
 *
 * Threads: one writes; once nobody writes any more, any may read.
 */
typedef struct _WireFactLog WireFactLog;

WireFactLog *wire_fact_log_new (void);

/** Frees @log and what it owns. */
void wire_fact_log_free (WireFactLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFactLog, wire_fact_log_free)

const char *wire_fact_log_keep (WireFactLog *log, const void *text, gsize length);
const char *wire_fact_log_keep_printable (WireFactLog *log, const void *text, gsize length);
void wire_fact_log_add_name (WireFactLog *log, const WireNameFact *name);
void wire_fact_log_add_system (WireFactLog *log, const WireSystemFact *system);
void wire_fact_log_add_lease (WireFactLog *log, const WireLeaseFact *lease);
WireSignin *wire_fact_log_add_signin (WireFactLog *log, const WireSignin *signin);
WireSignin *wire_fact_log_find_open_signin (WireFactLog *log,
                                            const char *protocol,
                                            const WireTuple *tuple,
                                            const char *user);

void wire_fact_log_sort (WireFactLog *log);

WireDnsLog *wire_fact_log_get_dns (WireFactLog *log);
guint wire_fact_log_get_n_names (const WireFactLog *log);
const WireNameFact *wire_fact_log_get_name (const WireFactLog *log, guint index);
guint wire_fact_log_get_n_systems (const WireFactLog *log);
const WireSystemFact *wire_fact_log_get_system (const WireFactLog *log, guint index);
guint wire_fact_log_get_n_leases (const WireFactLog *log);
const WireLeaseFact *wire_fact_log_get_lease (const WireFactLog *log, guint index);
guint wire_fact_log_get_n_signins (const WireFactLog *log);
const WireSignin *wire_fact_log_get_signin (const WireFactLog *log, guint index);
GStrv wire_fact_log_tell_left_out (const WireFactLog *log);

G_END_DECLS
