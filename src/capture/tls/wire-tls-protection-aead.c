/* wire-tls-protection-aead.c: records in GCM, CCM and Poly1305 (RFC 5288, 6655, 7905, 8446)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-protection-private.h"

#include "capture/tls/wire-tls-aria.h"

#include <string.h>

#define NONCE 12u
#define EXPLICIT 8u

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
    case WIRE_TLS_CHACHA20:
      return GCRY_CIPHER_CHACHA20;
    default:
      return 0;
    }
}

static int
get_mode (const WireTlsSuite *suite)
{
  switch ((WireTlsMode) suite->mode)
    {
    case WIRE_TLS_GCM:
      return GCRY_CIPHER_MODE_GCM;
    case WIRE_TLS_CCM:
    case WIRE_TLS_CCM_8:
      return GCRY_CIPHER_MODE_CCM;
    default:
      return GCRY_CIPHER_MODE_POLY1305;
    }
}

/* Returns: whether there is a cipher, with its key */
static gboolean
ensure_cipher (WireTlsProtection *self)
{
  int cipher = get_cipher (&self->suite);

  if (self->cipher)
    return TRUE;
  wire_gcrypt_begin ();
  if (!cipher
      || gcry_cipher_open (&self->cipher, cipher, get_mode (&self->suite), GCRY_CIPHER_SECURE) != 0)
    return FALSE;
  if (gcry_cipher_setkey (self->cipher, self->material->key,
                          wire_tls_suite_get_key_length (&self->suite))
      == 0)
    return TRUE;
  g_clear_pointer (&self->cipher, gcry_cipher_close);
  return FALSE;
}

/* CCM wants to know all lengths before the first byte. */
static gboolean
set_lengths (WireTlsProtection *self, const WireTlsSealed *sealed)
{
  guint64 lengths[3] = { sealed->length, sealed->aad_length, sealed->tag_length };

  if (self->suite.mode != WIRE_TLS_CCM && self->suite.mode != WIRE_TLS_CCM_8)
    return TRUE;
  return gcry_cipher_ctl (self->cipher, GCRYCTL_SET_CCM_LENGTHS, lengths, sizeof lengths) == 0;
}

static gboolean
open_sealed (WireTlsProtection *self, const WireTlsSealed *sealed, guint8 *out)
{
  if (self->suite.cipher == WIRE_TLS_ARIA_128 || self->suite.cipher == WIRE_TLS_ARIA_256)
    return wire_tls_aria_open (&self->suite, self->material->key, sealed, out);
  return ensure_cipher (self) && gcry_cipher_setiv (self->cipher, sealed->nonce, NONCE) == 0
         && set_lengths (self, sealed)
         && gcry_cipher_authenticate (self->cipher, sealed->aad, sealed->aad_length) == 0
         && gcry_cipher_decrypt (self->cipher, out, sealed->length, sealed->data, sealed->length)
                == 0
         && gcry_cipher_checktag (self->cipher, sealed->tag, sealed->tag_length) == 0;
}

/* Whether each record has a part of the nonce. */
static gboolean
has_explicit_nonce (const WireTlsProtection *self)
{
  return self->version < WIRE_TLS_1_3 && self->suite.mode != WIRE_TLS_POLY1305;
}

static void
make_nonce (const WireTlsProtection *self,
            const WireTlsRecord *record,
            guint64 number,
            guint8 nonce[NONCE])
{
  memcpy (nonce, self->material->iv, NONCE);
  if (has_explicit_nonce (self))
    memcpy (nonce + NONCE - EXPLICIT, record->fragment, EXPLICIT);
  else
    for (guint i = 0; i < 8; i++)
      nonce[NONCE - 1 - i] ^= (guint8) (number >> (8 * i));
}

/* The content's type is its last byte that is not zero (RFC 8446, section 5.2). */
static gboolean
strip_padding (WireTlsPlain *plain)
{
  while (plain->length > 0 && plain->bytes[plain->length - 1] == 0)
    plain->length--;
  if (plain->length == 0)
    return FALSE;
  plain->type = plain->bytes[--plain->length];
  return TRUE;
}

gboolean
wire_tls_protection_open_aead (WireTlsProtection *self,
                               const WireTlsRecord *record,
                               guint64 number,
                               WireTlsPlain *plain)
{
  gsize explicit_length = has_explicit_nonce (self) ? EXPLICIT : 0;
  gsize tag_length = wire_tls_suite_get_tag_length (&self->suite);
  guint8 nonce[NONCE];
  guint8 head[13];
  WireTlsSealed sealed = { 0 };

  if (record->length < explicit_length + tag_length)
    return FALSE;
  plain->length = record->length - explicit_length - tag_length;
  make_nonce (self, record, number, nonce);
  sealed = (WireTlsSealed){ nonce,
                            record->head,
                            WIRE_TLS_RECORD_HEAD,
                            record->fragment + explicit_length,
                            plain->length,
                            record->fragment + record->length - tag_length,
                            tag_length };
  if (self->version < WIRE_TLS_1_3)
    {
      sealed.aad_length =
          wire_tls_protection_write_head (self, record, number, plain->length, head);
      sealed.aad = head;
    }
  return open_sealed (self, &sealed, plain->bytes)
         && (self->version < WIRE_TLS_1_3 || strip_padding (plain));
}
