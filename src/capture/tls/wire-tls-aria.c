/* wire-tls-aria.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-aria.h"

#include <openssl/evp.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

static const EVP_CIPHER *
get_cipher (const WireTlsSuite *suite)
{
  gboolean strong = suite->cipher == WIRE_TLS_ARIA_256;

  switch (suite->mode)
    {
    case WIRE_TLS_CBC:
      return strong ? EVP_aria_256_cbc () : EVP_aria_128_cbc ();
    case WIRE_TLS_GCM:
      return strong ? EVP_aria_256_gcm () : EVP_aria_128_gcm ();
    default:
      return NULL;
    }
}

/**
 * wire_tls_aria_open:
 * @suite: one with ARIA in GCM
 * @key: as many bytes as @suite wants
 * @sealed: what is opened
 * @out: (out): as many bytes
 *
 * Returns: whether the tag is right
 */
gboolean
wire_tls_aria_open (const WireTlsSuite *suite,
                    const guint8 *key,
                    const WireTlsSealed *sealed,
                    guint8 *out)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n;

  return context && EVP_DecryptInit_ex (context, get_cipher (suite), NULL, key, sealed->nonce) == 1
         && EVP_DecryptUpdate (context, NULL, &n, sealed->aad, (int) sealed->aad_length) == 1
         && EVP_DecryptUpdate (context, out, &n, sealed->data, (int) sealed->length) == 1
         && EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_TAG, (int) sealed->tag_length,
                                 (void *) sealed->tag)
                == 1
         && EVP_DecryptFinal_ex (context, out, &n) == 1;
}

/** Decrypts @length bytes of whole blocks with ARIA in CBC, padding included. */
gboolean
wire_tls_aria_decrypt_cbc (const WireTlsSuite *suite,
                           const guint8 *key,
                           const guint8 *iv,
                           const guint8 *data,
                           gsize length,
                           guint8 *out)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n;

  return context && EVP_DecryptInit_ex (context, get_cipher (suite), NULL, key, iv) == 1
         && EVP_CIPHER_CTX_set_padding (context, 0) == 1
         && EVP_DecryptUpdate (context, out, &n, data, (int) length) == 1;
}
