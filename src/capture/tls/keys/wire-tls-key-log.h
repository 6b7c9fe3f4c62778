/* wire-tls-key-log.h: the secrets that programs wrote down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/keys/wire-tls-key-faults.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireTlsKeyLog:
 *
 * An index of key logs, in files and in captures: some twenty bytes a line. Secrets stay where they
 * are, and are read when they are wanted.
 *
 * Used by one thread.
 */
typedef struct _WireTlsKeyLog WireTlsKeyLog;

/** Returns: (transfer full): an index without lines */
WireTlsKeyLog *wire_tls_key_log_new (void);

/** Lines of one kind and id that differ in their secrets: no more are tried. */
#define WIRE_TLS_KEY_LOG_MAX_SAME 4u

/** Frees @log and what it owns. */
void wire_tls_key_log_free (WireTlsKeyLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTlsKeyLog, wire_tls_key_log_free)

guint wire_tls_key_log_add_bytes (WireTlsKeyLog *log, GBytes *bytes);
gboolean wire_tls_key_log_add_file (WireTlsKeyLog *log,
                                    const char *path,
                                    guint *lines,
                                    GError **error);
guint wire_tls_key_log_find_all (WireTlsKeyLog *log,
                                 WireTlsKeyKind kind,
                                 const guint8 *id,
                                 gsize id_length,
                                 WireTlsKeyLine *found[WIRE_TLS_KEY_LOG_MAX_SAME]);
gboolean wire_tls_key_log_find (WireTlsKeyLog *log,
                                WireTlsKeyKind kind,
                                const guint8 *id,
                                gsize id_length,
                                WireTlsKeyLine *found);
guint wire_tls_key_log_get_length (const WireTlsKeyLog *log);
const WireTlsKeyFaults *wire_tls_key_log_get_faults (const WireTlsKeyLog *log);

G_END_DECLS
