/* wire-tls-log.h: all TLS connections of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"
#include "capture/tls/keys/wire-tls-keys.h"
#include "capture/tls/wire-tls-session.h"

G_BEGIN_DECLS

/** More connections than this are decrypted, but not listed. */
#define WIRE_TLS_MAX_SESSIONS (1024u * 1024)

/** What certificates of all connections may take together; the same one is kept once. */
#define WIRE_TLS_MAX_CERTIFICATES (64u * 1024 * 1024)

/** Parts of what was said, of all connections together; 16 KiB each in a large transfer. What is
 * beyond can be looked at all the same, but not be followed. */
#define WIRE_TLS_MAX_SPOKEN (4u * 1024 * 1024)

/**
 * WireTlsLog:
 *
 * Connections in the order in which they were found; they never move. And what they share: keys,
 * certificates, and master secrets that later connections may take up.
 *
 * Threads: as #WireListening.
 */
typedef struct _WireTlsLog WireTlsLog;

WireTlsLog *wire_tls_log_new (WireListening *listening);

/** Frees @log and what it owns. */
void wire_tls_log_free (WireTlsLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTlsLog, wire_tls_log_free)

WireTlsKeys *wire_tls_log_get_keys (WireTlsLog *log);
void wire_tls_log_note_spoken (WireTlsLog *log,
                               WireTlsSession *session,
                               const WireTlsSpoken *spoken);
gboolean wire_tls_log_count_live (WireTlsLog *log, int more);
void wire_tls_log_lack_key (WireTlsLog *log);
gboolean wire_tls_log_wants_again (WireTlsLog *log);
WireTlsSession *wire_tls_log_append (WireTlsLog *log);
const char *wire_tls_log_keep (WireTlsLog *log, const guint8 *text, gsize length);
GBytes *wire_tls_log_keep_certificate (WireTlsLog *log, const guint8 *der, gsize length);
void wire_tls_log_remember_master (WireTlsLog *log, WireTlsSpan id, const guint8 *master);
void wire_tls_log_remember_random (WireTlsLog *log, WireTlsSpan id, const guint8 *random);
const guint8 *wire_tls_log_find_random (WireTlsLog *log, WireTlsSpan id);
const guint8 *wire_tls_log_find_master (WireTlsLog *log, WireTlsSpan id);

/** Returns: the number of connections. For the writer, or under its lock. */
guint32 wire_tls_log_get_length (const WireTlsLog *log);

const WireTlsSession *wire_tls_log_get (const WireTlsLog *log, guint32 session);

G_END_DECLS
