/* wire-tls-private-keys.h: the RSA keys of servers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WIRE_TLS_PREMASTER_LENGTH 48u

#define WIRE_TLS_PRIVATE_KEYS_ERROR (wire_tls_private_keys_error_quark ())

/**
 * WireTlsPrivateKeysError:
 * @WIRE_TLS_PRIVATE_KEYS_ERROR_PASSPHRASE: the key is encrypted, and nobody said with what
 * @WIRE_TLS_PRIVATE_KEYS_ERROR_WRONG_PASSPHRASE: it is not encrypted with the passphrase that was
 *   set
 */
typedef enum
{
  WIRE_TLS_PRIVATE_KEYS_ERROR_PASSPHRASE,
  WIRE_TLS_PRIVATE_KEYS_ERROR_WRONG_PASSPHRASE,
} WireTlsPrivateKeysError;

/** Returns: the domain %WIRE_TLS_PRIVATE_KEYS_ERROR */
GQuark wire_tls_private_keys_error_quark (void);
gboolean wire_tls_private_keys_wants_passphrase (const GError *error);

/**
 * WireTlsPrivateKeysAnswer:
 * @WIRE_TLS_PRIVATE_KEYS_NONE: there is not one key
 * @WIRE_TLS_PRIVATE_KEYS_DO_NOT_FIT: no key belongs to the certificate
 * @WIRE_TLS_PRIVATE_KEYS_FAILED: the key fits, but the secret could not be decrypted with it
 * @WIRE_TLS_PRIVATE_KEYS_DECRYPTED: it could
 */
typedef enum
{
  WIRE_TLS_PRIVATE_KEYS_NONE,
  WIRE_TLS_PRIVATE_KEYS_DO_NOT_FIT,
  WIRE_TLS_PRIVATE_KEYS_FAILED,
  WIRE_TLS_PRIVATE_KEYS_DECRYPTED,
} WireTlsPrivateKeysAnswer;

/**
 * WireTlsPrivateKeys:
 *
 * Used by one thread.
 */
typedef struct _WireTlsPrivateKeys WireTlsPrivateKeys;

/** Returns: (transfer full): a list without keys */
WireTlsPrivateKeys *wire_tls_private_keys_new (void);

/** Frees @keys and what it owns. */
void wire_tls_private_keys_free (WireTlsPrivateKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTlsPrivateKeys, wire_tls_private_keys_free)

gboolean wire_tls_private_keys_add (WireTlsPrivateKeys *keys,
                                    const char *path,
                                    GBytes *content,
                                    GError **error);

/** Returns: the number of keys */
guint wire_tls_private_keys_get_length (const WireTlsPrivateKeys *keys);

WireTlsPrivateKeysAnswer wire_tls_private_keys_decrypt (WireTlsPrivateKeys *keys,
                                                        GBytes *certificate,
                                                        const guint8 *encrypted,
                                                        gsize length,
                                                        guint8 *premaster);

G_END_DECLS
