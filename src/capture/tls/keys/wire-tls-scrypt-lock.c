/* wire-tls-scrypt-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-scrypt-lock.h"

#include "base/wire-cursor.h"
#include "base/wire-gcrypt.h"

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

/* Returns: the content of what is next in @cursor, which must be of kind @tag */
static WireTlsOctets
take (WireCursor *cursor, guint8 tag)
{
  WireTlsOctets content = { 0 };
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
  WireTlsOctets content = take (cursor, DER_SEQUENCE);

  return wire_cursor_new (content.data, content.length);
}

static guint32
take_number (WireCursor *cursor)
{
  WireTlsOctets content = take (cursor, DER_INTEGER);
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
  WireTlsOctets object = take (cursor, DER_OBJECT);

  return object.length == length && memcmp (object.data, bytes, length) == 0;
}

static gboolean
read_derivation (WireCursor *cursor, WireTlsScryptLock *lock)
{
  WireCursor function = enter (cursor);
  WireCursor parameters;

  if (!take_object (&function, SCRYPT, sizeof SCRYPT))
    return FALSE;
  parameters = enter (&function);
  lock->salt = take (&parameters, DER_OCTETS);
  lock->cost = take_number (&parameters);
  if (take_number (&parameters) != WIRE_TLS_SCRYPT_BLOCK_SIZE)
    return FALSE;
  lock->parallel = take_number (&parameters);
  return !parameters.failed && lock->cost > 1 && lock->cost <= WIRE_TLS_SCRYPT_MAX_COST
         && (lock->cost & (lock->cost - 1)) == 0 && lock->parallel > 0
         && lock->parallel <= WIRE_TLS_SCRYPT_MAX_PARALLEL;
}

static gboolean
read_cipher (WireCursor *cursor, WireTlsScryptLock *lock)
{
  WireCursor scheme = enter (cursor);
  WireTlsOctets object = take (&scheme, DER_OBJECT);

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
  return lock->vector.length == WIRE_TLS_SCRYPT_VECTOR;
}

/**
 * wire_tls_scrypt_lock_read:
 * @data: a private key of PKCS#8 in DER
 * @length: bytes of @data
 * @lock: (out): what it is locked with; points into @data
 *
 * RFC 8018, appendix A.4, and RFC 7914, section 7. Any thread.
 *
 * Returns: whether it is locked with scrypt and AES, within the bounds of a #WireTlsScryptLock
 */
gboolean
wire_tls_scrypt_lock_read (const guint8 *data, gsize length, WireTlsScryptLock *lock)
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
  return lock->encrypted.length > 0 && lock->encrypted.length % WIRE_TLS_SCRYPT_VECTOR == 0;
}
