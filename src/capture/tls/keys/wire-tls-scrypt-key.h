/* wire-tls-scrypt-key.h: private keys whose passphrase goes through scrypt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/keys/wire-tls-scrypt-lock.h"

G_BEGIN_DECLS

guint8 *wire_tls_scrypt_key_open (const WireTlsScryptLock *lock,
                                  const char *passphrase,
                                  gsize *length);
guint8 *wire_tls_scrypt_key_unlock (GBytes *content, const char *passphrase, gsize *length);
void wire_tls_scrypt_key_free (guint8 *key);

G_END_DECLS
