/* wire-tls-protection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-protection-private.h"

#include <string.h>

/**
 * wire_tls_protection_new:
 * @suite: of the connection
 * @version: likewise
 * @encrypt_then_mac: both sides agreed on it (RFC 7366); of CBC only
 * @kind: of the key that @material comes from
 * @material: copied
 */
WireTlsProtection *
wire_tls_protection_new (const WireTlsSuite *suite,
                         guint16 version,
                         gboolean encrypt_then_mac,
                         WireTlsKeyKind kind,
                         const WireTlsMaterial *material)
{
  WireTlsProtection *self = g_new0 (WireTlsProtection, 1);

  self->suite = *suite;
  self->version = self->sent_version = version;
  self->encrypt_then_mac = encrypt_then_mac && suite->mode == WIRE_TLS_CBC;
  self->kind = kind;
  self->material = wire_secret_new ();
  *self->material = *material;
  self->chained = TRUE;
  memcpy (self->chain, material->iv, sizeof self->chain);
  return self;
}

void
wire_tls_protection_free (WireTlsProtection *self)
{
  wire_tls_protection_rest (self);
  wire_secret_free (self->material);
  g_free (self);
}

/** Records of @self say that they are of @version, which is one of DTLS. */
void
wire_tls_protection_set_sent_version (WireTlsProtection *self, guint16 version)
{
  self->sent_version = version;
}

/** Returns: of which kind the key was */
WireTlsKeyKind
wire_tls_protection_get_kind (const WireTlsProtection *self)
{
  return self->kind;
}

/** Returns: (transfer full): what protects records after a KeyUpdate (RFC 8446, section 7.2) */
WireTlsProtection *
wire_tls_protection_update (const WireTlsProtection *self)
{
  WireTlsProtection *next =
      wire_tls_protection_new (&self->suite, self->version, FALSE, self->kind, self->material);

  wire_tls_update_traffic_keys (&next->suite, next->material);
  return next;
}

/** Gives the memory of the ciphers back until the next record comes. */
void
wire_tls_protection_rest (WireTlsProtection *self)
{
  g_clear_pointer (&self->cipher, gcry_cipher_close);
  g_clear_pointer (&self->mac, gcry_md_close);
}

/**
 * wire_tls_protection_open:
 * @self: of who sent the record
 * @record: a record
 * @number: of the record since @self began, from 0
 * @plain: (inout): see #WireTlsPlain
 *
 * Returns: whether its tag or MAC is right; what is in @plain otherwise is worthless
 */
gboolean
wire_tls_protection_open (WireTlsProtection *self,
                          const WireTlsRecord *record,
                          guint64 number,
                          WireTlsPlain *plain)
{
  plain->type = record->head[0];
  plain->length = 0;
  if (wire_tls_suite_is_aead (&self->suite))
    return wire_tls_protection_open_aead (self, record, number, plain);
  if (self->suite.mode == WIRE_TLS_CBC)
    return wire_tls_protection_open_block (self, record, number, plain);
  return wire_tls_protection_open_plain (self, record, number, plain);
}

/**
 * wire_tls_protection_pass:
 * @self: of who sent the record
 * @record: (nullable): the record that was last; %NULL where bytes are missing after it
 *
 * To be called after each record, also after one that could not be opened: in TLS 1.0 the last
 * encrypted block of one is the vector of the next. A MAC of what was encrypted follows that block.
 */
void
wire_tls_protection_pass (WireTlsProtection *self, const WireTlsRecord *record)
{
  gsize block = wire_tls_suite_get_block_length (&self->suite);
  gsize mac = self->encrypt_then_mac ? wire_tls_suite_get_mac_length (&self->suite) : 0;

  self->chained = record != NULL && block > 0 && record->length >= mac + block;
  if (self->chained)
    memcpy (self->chain, record->fragment + record->length - mac - block, block);
}

/** Returns: bytes that a record takes on the wire besides its content: the least that it can be */
gsize
wire_tls_protection_get_overhead (const WireTlsProtection *self)
{
  const WireTlsSuite *suite = &self->suite;
  gsize overhead = WIRE_TLS_RECORD_HEAD + wire_tls_suite_get_tag_length (suite)
                   + wire_tls_suite_get_mac_length (suite);

  if (self->version >= WIRE_TLS_1_3)
    return overhead + 1;
  if (wire_tls_suite_is_aead (suite))
    return overhead + (suite->mode == WIRE_TLS_POLY1305 ? 0 : 8);
  if (suite->mode != WIRE_TLS_CBC)
    return overhead;
  overhead += 1;
  return self->version == WIRE_TLS_1_0 ? overhead
                                       : overhead + wire_tls_suite_get_block_length (suite);
}

/**
 * wire_tls_protection_write_head:
 * @self: a protection of TLS 1.0 to 1.2
 * @record: the record
 * @number: of the record
 * @length: that is authenticated
 * @out: (out): 13 bytes
 *
 * Number (of DTLS, with the epoch), type, version and length, as MAC and tag cover them (RFC 5246,
 * section 6.2.3).
 *
 * Returns: how many bytes that is
 */
gsize
wire_tls_protection_write_head (const WireTlsProtection *self,
                                const WireTlsRecord *record,
                                guint64 number,
                                gsize length,
                                guint8 *out)
{
  guint64 be = GUINT64_TO_BE (number);

  memcpy (out, &be, 8);
  out[8] = record->head[0];
  out[9] = (guint8) (self->sent_version >> 8);
  out[10] = (guint8) self->sent_version;
  out[11] = (guint8) (length >> 8);
  out[12] = (guint8) length;
  return 13;
}
