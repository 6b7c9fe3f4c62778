/* wire-tls-scrypt-key.c: PKCS#8 with PBES2 and scrypt (RFC 8018, appendix A.4; RFC 7914, section 7)
 *
 * GnuTLS unlocks what PBKDF2 locks. OpenSSL locks with scrypt where it is asked to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-scrypt-key.h"

#include "base/wire-gcrypt.h"

#include <gnutls/x509.h>
#include <string.h>

static gboolean
decrypt (const WireTlsScryptLock *lock, const guint8 *key, guint8 *out)
{
  gcry_cipher_hd_t cipher;
  gboolean done;

  if (gcry_cipher_open (&cipher, lock->cipher, GCRY_CIPHER_MODE_CBC, GCRY_CIPHER_SECURE) != 0)
    return FALSE;
  done = gcry_cipher_setkey (cipher, key, lock->key_length) == 0
         && gcry_cipher_setiv (cipher, lock->vector.data, WIRE_TLS_SCRYPT_VECTOR) == 0
         && gcry_cipher_decrypt (cipher, out, lock->encrypted.length, lock->encrypted.data,
                                 lock->encrypted.length)
                == 0;
  gcry_cipher_close (cipher);
  return done;
}

/**
 * wire_tls_scrypt_key_open:
 * @lock: what a key is locked with
 * @passphrase: that it is locked with
 * @length: (out): bytes of the key
 *
 * With a wrong passphrase the key is nonsense, and its padding is, too, as a rule. Takes as long
 * and as much memory as @lock says.
 *
 * Returns: (transfer full) (nullable): the key in DER, in secure memory
 */
guint8 *
wire_tls_scrypt_key_open (const WireTlsScryptLock *lock, const char *passphrase, gsize *length)
{
  guint8 *key, *out;
  guint8 padding = 0;

  wire_gcrypt_begin ();
  key = gcry_calloc_secure (1, WIRE_TLS_SCRYPT_MAX_KEY);
  out = gcry_calloc_secure (1, lock->encrypted.length);

  if (key && out
      && gcry_kdf_derive (passphrase, strlen (passphrase), GCRY_KDF_SCRYPT, (int) lock->cost,
                          lock->salt.data, lock->salt.length, lock->parallel, lock->key_length, key)
             == 0
      && decrypt (lock, key, out))
    padding = out[lock->encrypted.length - 1];
  gcry_free (key);
  *length = lock->encrypted.length - padding;
  if (padding > 0 && padding <= WIRE_TLS_SCRYPT_VECTOR)
    return out;
  gcry_free (out);
  return NULL;
}

/**
 * wire_tls_scrypt_key_unlock:
 * @content: a private key of PKCS#8 in PEM or DER
 * @passphrase: that it is locked with
 * @length: (out): bytes of the key
 *
 * Returns: (transfer full) (nullable): the key in DER, in secure memory; %NULL where it is not
 * locked in this way, or not with @passphrase
 */
guint8 *
wire_tls_scrypt_key_unlock (GBytes *content, const char *passphrase, gsize *length)
{
  gsize size;
  const void *data = g_bytes_get_data (content, &size);
  const gnutls_datum_t text = { (unsigned char *) data, (unsigned int) size };
  gnutls_datum_t der = { NULL, 0 };
  WireTlsScryptLock lock = { 0 };
  guint8 *key = NULL;

  wire_gcrypt_begin ();
  if (gnutls_pem_base64_decode2 ("ENCRYPTED PRIVATE KEY", &text, &der) >= 0
          ? wire_tls_scrypt_lock_read (der.data, der.size, &lock)
          : wire_tls_scrypt_lock_read (data, size, &lock))
    key = wire_tls_scrypt_key_open (&lock, passphrase, length);
  gnutls_free (der.data);
  return key;
}

/** Wipes and releases @key. */
void
wire_tls_scrypt_key_free (guint8 *key)
{
  gcry_free (key); /* libgcrypt wipes what is in its secure memory */
}
