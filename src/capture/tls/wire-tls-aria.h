/* wire-tls-aria.h: the cipher ARIA (RFC 5794), which libgcrypt has from 1.11 on only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-suite.h"

G_BEGIN_DECLS

/**
 * WireTlsSealed:
 * @nonce: 12 bytes
 * @aad: what is authenticated, too
 * @aad_length: bytes of @aad
 * @data: what was encrypted
 * @length: bytes of @data
 * @tag: that must come out
 * @tag_length: bytes of @tag
 *
 * What an AEAD cipher opens (RFC 5116).
 */
typedef struct
{
  const guint8 *nonce;
  const guint8 *aad;
  gsize aad_length;
  const guint8 *data;
  gsize length;
  const guint8 *tag;
  gsize tag_length;
} WireTlsSealed;

gboolean wire_tls_aria_open (const WireTlsSuite *suite,
                             const guint8 *key,
                             const WireTlsSealed *sealed,
                             guint8 *out);
gboolean wire_tls_aria_decrypt_cbc (const WireTlsSuite *suite,
                                    const guint8 *key,
                                    const guint8 *iv,
                                    const guint8 *data,
                                    gsize length,
                                    guint8 *out);

G_END_DECLS
