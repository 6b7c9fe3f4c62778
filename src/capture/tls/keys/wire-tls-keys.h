/* wire-tls-keys.h: everything that TLS may be decrypted with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/keys/wire-tls-key-log.h"
#include "capture/tls/keys/wire-tls-private-keys.h"

G_BEGIN_DECLS

/**
 * WireTlsKeys:
 *
 * Key logs and private keys. Used by one thread.
 */
typedef struct _WireTlsKeys WireTlsKeys;

/** Returns: (transfer full): keys, of which there are none yet */
WireTlsKeys *wire_tls_keys_new (void);

/** Frees @keys and what it owns. */
void wire_tls_keys_free (WireTlsKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTlsKeys, wire_tls_keys_free)

gboolean wire_tls_keys_add_file (WireTlsKeys *keys, const char *path, GError **error);
gboolean wire_tls_keys_check_file (const char *path, GError **error);
gboolean wire_tls_keys_recognise_file (const char *path);
void wire_tls_keys_add_log (WireTlsKeys *keys, GBytes *log);
char *wire_tls_keys_tell_faults (WireTlsKeys *keys, const char *name);
WireTlsKeyLog *wire_tls_keys_get_log (WireTlsKeys *keys);
WireTlsPrivateKeys *wire_tls_keys_get_private (WireTlsKeys *keys);
gboolean wire_tls_keys_is_empty (const WireTlsKeys *keys);

G_END_DECLS
