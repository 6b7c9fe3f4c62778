/* wire-tls-protection-block.c: records with a MAC: in CBC, or not encrypted (RFC 5246,
 * section 6.2.3; RFC 7366)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-protection-private.h"

#include "capture/tls/wire-tls-aria.h"

#include <string.h>

static int
get_cipher (const WireTlsSuite *suite)
{
  switch ((WireTlsCipher) suite->cipher)
    {
    case WIRE_TLS_AES_128:
      return GCRY_CIPHER_AES128;
    case WIRE_TLS_AES_256:
      return GCRY_CIPHER_AES256;
    case WIRE_TLS_CAMELLIA_128:
      return GCRY_CIPHER_CAMELLIA128;
    case WIRE_TLS_CAMELLIA_256:
      return GCRY_CIPHER_CAMELLIA256;
    case WIRE_TLS_3DES:
      return GCRY_CIPHER_3DES;
    case WIRE_TLS_DES:
      return GCRY_CIPHER_DES;
    case WIRE_TLS_SEED:
      return GCRY_CIPHER_SEED;
    case WIRE_TLS_IDEA:
      return GCRY_CIPHER_IDEA;
    default:
      return 0;
    }
}

static gboolean
ensure_cipher (WireTlsProtection *self)
{
  int cipher = get_cipher (&self->suite);
  gcry_error_t failure;

  if (self->cipher)
    return TRUE;
  wire_gcrypt_begin ();
  if (!cipher
      || gcry_cipher_open (&self->cipher, cipher, GCRY_CIPHER_MODE_CBC, GCRY_CIPHER_SECURE) != 0)
    return FALSE;
  failure = gcry_cipher_setkey (self->cipher, self->material->key,
                                wire_tls_suite_get_key_length (&self->suite));
  /* What was sent with a weak key of DES was sent with it all the same. */
  if (failure == 0 || gcry_err_code (failure) == GPG_ERR_WEAK_KEY)
    return TRUE;
  g_clear_pointer (&self->cipher, gcry_cipher_close);
  return FALSE;
}

static void
ensure_mac (WireTlsProtection *self)
{
  if (self->mac)
    {
      gcry_md_reset (self->mac);
      return;
    }
  wire_gcrypt_begin ();
  if (gcry_md_open (&self->mac, self->suite.mac, GCRY_MD_FLAG_HMAC | GCRY_MD_FLAG_SECURE) != 0
      || gcry_md_setkey (self->mac, self->material->mac,
                         wire_tls_suite_get_mac_length (&self->suite))
             != 0)
    g_error ("libgcrypt has no HMAC with %s", gcry_md_algo_name (self->suite.mac));
}

static gboolean
check_mac (WireTlsProtection *self,
           const WireTlsRecord *record,
           guint64 number,
           const guint8 *bytes,
           gsize length,
           const guint8 *mac)
{
  guint8 head[13];
  gsize head_length = wire_tls_protection_write_head (self, record, number, length, head);

  ensure_mac (self);
  gcry_md_write (self->mac, head, head_length);
  gcry_md_write (self->mac, bytes, length);
  return memcmp (gcry_md_read (self->mac, 0), mac, wire_tls_suite_get_mac_length (&self->suite))
         == 0;
}

static gboolean
decrypt (WireTlsProtection *self, const guint8 *iv, const guint8 *data, gsize length, guint8 *out)
{
  gsize block = wire_tls_suite_get_block_length (&self->suite);

  if (self->suite.cipher == WIRE_TLS_ARIA_128 || self->suite.cipher == WIRE_TLS_ARIA_256)
    return wire_tls_aria_decrypt_cbc (&self->suite, self->material->key, iv, data, length, out);
  return ensure_cipher (self) && gcry_cipher_setiv (self->cipher, iv, block) == 0
         && gcry_cipher_decrypt (self->cipher, out, length, data, length) == 0;
}

/* All bytes of the padding say how many it has besides the last. */
static gboolean
strip_padding (WireTlsPlain *plain)
{
  guint8 padding = plain->length > 0 ? plain->bytes[plain->length - 1] : 0;

  if (plain->length < (gsize) padding + 1)
    return FALSE;
  for (gsize i = 0; i <= padding; i++)
    if (plain->bytes[plain->length - 1 - i] != padding)
      return FALSE;
  plain->length -= (gsize) padding + 1;
  return TRUE;
}

/* Takes the vector away from what was encrypted. Returns: (nullable): the vector, where it is known
 */
static const guint8 *
take_vector (const WireTlsProtection *self, const guint8 **data, gsize *length)
{
  gsize block = wire_tls_suite_get_block_length (&self->suite);
  const guint8 *iv = *data;

  if (self->version == WIRE_TLS_1_0)
    return self->chained ? self->chain : NULL;
  if (*length < block)
    return NULL;
  *data += block;
  *length -= block;
  return iv;
}

static gboolean
decrypt_blocks (WireTlsProtection *self, const guint8 *data, gsize length, WireTlsPlain *plain)
{
  const guint8 *iv = take_vector (self, &data, &length);
  gsize block = wire_tls_suite_get_block_length (&self->suite);

  if (!iv || length == 0 || length % block != 0)
    return FALSE;
  plain->length = length;
  return decrypt (self, iv, data, length, plain->bytes) && strip_padding (plain);
}

gboolean
wire_tls_protection_open_block (WireTlsProtection *self,
                                const WireTlsRecord *record,
                                guint64 number,
                                WireTlsPlain *plain)
{
  gsize mac = wire_tls_suite_get_mac_length (&self->suite);

  if (record->length < mac)
    return FALSE;
  if (self->encrypt_then_mac)
    {
      gsize length = record->length - mac;

      return check_mac (self, record, number, record->fragment, length, record->fragment + length)
             && decrypt_blocks (self, record->fragment, length, plain);
    }
  if (!decrypt_blocks (self, record->fragment, record->length, plain) || plain->length < mac)
    return FALSE;
  plain->length -= mac;
  return check_mac (self, record, number, plain->bytes, plain->length,
                    plain->bytes + plain->length);
}

gboolean
wire_tls_protection_open_plain (WireTlsProtection *self,
                                const WireTlsRecord *record,
                                guint64 number,
                                WireTlsPlain *plain)
{
  gsize mac = wire_tls_suite_get_mac_length (&self->suite);

  if (record->length < mac)
    return FALSE;
  plain->length = record->length - mac;
  memcpy (plain->bytes, record->fragment, plain->length);
  return check_mac (self, record, number, plain->bytes, plain->length,
                    record->fragment + plain->length);
}
