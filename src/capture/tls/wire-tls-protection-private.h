/* wire-tls-protection-private.h: what the kinds of protection share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-gcrypt.h"
#include "capture/tls/wire-tls-protection.h"

G_BEGIN_DECLS

#define WIRE_TLS_MAX_BLOCK 16u

/*
 * @cipher and @mac are made when they are first needed, and given back by
 * wire_tls_protection_rest(): they take some kilobytes, and there may be 100,000 connections that
 * say nothing.
 */
struct _WireTlsProtection
{
  WireTlsSuite suite;
  guint16 version;
  guint16 sent_version; /* as records say it */
  gboolean encrypt_then_mac;
  WireTlsKeyKind kind;
  WireTlsMaterial *material; /* of wire_secret_new() */
  gcry_cipher_hd_t cipher;
  gcry_md_hd_t mac;
  gboolean chained; /* @chain is known; only TLS 1.0 needs it */
  guint8 chain[WIRE_TLS_MAX_BLOCK];
};

gboolean wire_tls_protection_open_aead (WireTlsProtection *self,
                                        const WireTlsRecord *record,
                                        guint64 number,
                                        WireTlsPlain *plain);
gboolean wire_tls_protection_open_block (WireTlsProtection *self,
                                         const WireTlsRecord *record,
                                         guint64 number,
                                         WireTlsPlain *plain);
gboolean wire_tls_protection_open_plain (WireTlsProtection *self,
                                         const WireTlsRecord *record,
                                         guint64 number,
                                         WireTlsPlain *plain);
gsize wire_tls_protection_write_head (const WireTlsProtection *self,
                                      const WireTlsRecord *record,
                                      guint64 number,
                                      gsize length,
                                      guint8 *out);

G_END_DECLS
