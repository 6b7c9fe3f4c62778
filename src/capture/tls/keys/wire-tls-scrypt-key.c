/* wire-tls-scrypt-key.c: PKCS#8 with PBES2 and scrypt (RFC 8018, appendix A.4; RFC 7914, section 7)
 *
 * GnuTLS unlocks what PBKDF2 locks. OpenSSL locks with scrypt where it is asked to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-scrypt-key.h"

#include "base/wire-cursor.h"
#include "base/wire-gcrypt.h"

#include <gnutls/x509.h>
#include <string.h>

enum
{
  DER_INTEGER = 0x02,
  DER_OCTETS = 0x04,
  DER_OBJECT = 0x06,
  DER_SEQUENCE = 0x30,
};

static const guint8 PBES2[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d };
static const guint8 SCRYPT[] = { 0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b };
/* AES in CBC; the last byte tells how long the key is. */
static const guint8 AES[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01 };

#define BLOCK 16u
#define MAX_KEY 32u

/* libgcrypt takes one block size, which is the one that everybody uses; scrypt takes
 * 128 × @cost × 8 bytes of memory. */
#define BLOCK_SIZE 8u
#define MAX_COST (128u * 1024)
#define MAX_PARALLEL 16u

typedef struct
{
  const guint8 *data;
  gsize length;
} Octets;

/* What a key is locked with. */
typedef struct
{
  Octets salt;
  guint32 cost;
  guint32 parallel;
  int cipher;
  gsize key_length;
  Octets vector;
  Octets encrypted;
} Lock;

/* Returns: the content of what is next in @cursor, which must be of kind @tag */
static Octets
take (WireCursor *cursor, guint8 tag)
{
  Octets content = { 0 };
  gboolean right = wire_cursor_u8 (cursor) == tag;
  gsize length = wire_cursor_u8 (cursor);

  if (length == 0x81)
    length = wire_cursor_u8 (cursor);
  else if (length == 0x82)
    length = wire_cursor_be16 (cursor);
  else if (length > 0x7f)
    right = FALSE;
  content.data = wire_cursor_take (cursor, length);
  if (!right)
    cursor->failed = TRUE;
  content.length = content.data && right ? length : 0;
  return content;
}

static WireCursor
enter (WireCursor *cursor)
{
  Octets content = take (cursor, DER_SEQUENCE);

  return wire_cursor_new (content.data, content.length);
}

static guint32
take_number (WireCursor *cursor)
{
  Octets content = take (cursor, DER_INTEGER);
  guint32 value = 0;

  if (content.length == 0 || content.length > 4 || content.data[0] > 0x7f)
    return 0;
  for (gsize i = 0; i < content.length; i++)
    value = value << 8 | content.data[i];
  return value;
}

static gboolean
take_object (WireCursor *cursor, const guint8 *bytes, gsize length)
{
  Octets object = take (cursor, DER_OBJECT);

  return object.length == length && memcmp (object.data, bytes, length) == 0;
}

static gboolean
read_derivation (WireCursor *cursor, Lock *lock)
{
  WireCursor function = enter (cursor);
  WireCursor parameters;

  if (!take_object (&function, SCRYPT, sizeof SCRYPT))
    return FALSE;
  parameters = enter (&function);
  lock->salt = take (&parameters, DER_OCTETS);
  lock->cost = take_number (&parameters);
  if (take_number (&parameters) != BLOCK_SIZE)
    return FALSE;
  lock->parallel = take_number (&parameters);
  return !parameters.failed && lock->cost > 1 && lock->cost <= MAX_COST
         && (lock->cost & (lock->cost - 1)) == 0 && lock->parallel > 0
         && lock->parallel <= MAX_PARALLEL;
}

static gboolean
read_cipher (WireCursor *cursor, Lock *lock)
{
  WireCursor scheme = enter (cursor);
  Octets object = take (&scheme, DER_OBJECT);

  if (object.length != sizeof AES + 1 || memcmp (object.data, AES, sizeof AES) != 0)
    return FALSE;
  switch (object.data[sizeof AES])
    {
    case 2:
      lock->cipher = GCRY_CIPHER_AES128;
      break;
    case 22:
      lock->cipher = GCRY_CIPHER_AES192;
      break;
    case 42:
      lock->cipher = GCRY_CIPHER_AES256;
      break;
    default:
      return FALSE;
    }
  lock->key_length = gcry_cipher_get_algo_keylen (lock->cipher);
  lock->vector = take (&scheme, DER_OCTETS);
  return lock->vector.length == BLOCK;
}

static gboolean
read_lock (const guint8 *data, gsize length, Lock *lock)
{
  WireCursor cursor = wire_cursor_new (data, length);
  WireCursor whole = enter (&cursor);
  WireCursor algorithm = enter (&whole);
  WireCursor parameters;

  if (!take_object (&algorithm, PBES2, sizeof PBES2))
    return FALSE;
  parameters = enter (&algorithm);
  if (!read_derivation (&parameters, lock) || !read_cipher (&parameters, lock))
    return FALSE;
  lock->encrypted = take (&whole, DER_OCTETS);
  return lock->encrypted.length > 0 && lock->encrypted.length % BLOCK == 0;
}

static gboolean
decrypt (const Lock *lock, const guint8 *key, guint8 *out)
{
  gcry_cipher_hd_t cipher;
  gboolean done;

  if (gcry_cipher_open (&cipher, lock->cipher, GCRY_CIPHER_MODE_CBC, GCRY_CIPHER_SECURE) != 0)
    return FALSE;
  done = gcry_cipher_setkey (cipher, key, lock->key_length) == 0
         && gcry_cipher_setiv (cipher, lock->vector.data, BLOCK) == 0
         && gcry_cipher_decrypt (cipher, out, lock->encrypted.length, lock->encrypted.data,
                                 lock->encrypted.length)
                == 0;
  gcry_cipher_close (cipher);
  return done;
}

/* Returns: (transfer full) (nullable): what @lock locks; with a wrong passphrase it is nonsense,
 * and its padding is, too, as a rule */
static guint8 *
open_lock (const Lock *lock, const char *passphrase, gsize *length)
{
  guint8 *key = gcry_calloc_secure (1, MAX_KEY);
  guint8 *out = gcry_calloc_secure (1, lock->encrypted.length);
  guint8 padding = 0;

  if (key && out
      && gcry_kdf_derive (passphrase, strlen (passphrase), GCRY_KDF_SCRYPT, (int) lock->cost,
                          lock->salt.data, lock->salt.length, lock->parallel, lock->key_length, key)
             == 0
      && decrypt (lock, key, out))
    padding = out[lock->encrypted.length - 1];
  gcry_free (key);
  *length = lock->encrypted.length - padding;
  if (padding > 0 && padding <= BLOCK)
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
  Lock lock = { 0 };
  guint8 *key = NULL;

  wire_gcrypt_begin ();
  if (gnutls_pem_base64_decode2 ("ENCRYPTED PRIVATE KEY", &text, &der) >= 0
          ? read_lock (der.data, der.size, &lock)
          : read_lock (data, size, &lock))
    key = open_lock (&lock, passphrase, length);
  gnutls_free (der.data);
  return key;
}

/** Wipes and releases @key. */
void
wire_tls_scrypt_key_free (guint8 *key)
{
  gcry_free (key); /* libgcrypt wipes what is in its secure memory */
}
