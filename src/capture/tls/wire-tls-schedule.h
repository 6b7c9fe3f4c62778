/* wire-tls-schedule.h: from the secrets of a connection to the keys of its records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-secret.h"
#include "capture/tls/wire-tls-suite.h"

G_BEGIN_DECLS

#define WIRE_TLS_RANDOM_LENGTH 32u
#define WIRE_TLS_MASTER_LENGTH 48u

/** The longest secret: of SHA-384, and the master secret of TLS 1.2. */
#define WIRE_TLS_MAX_SECRET 48u

/**
 * WireTlsMaterial:
 * @secret: in TLS 1.3, what the next keys of this side are made from
 * @key: of the cipher
 * @iv: the fixed part of nonces, or the first vector of CBC in TLS 1.0
 * @mac: key of the MAC
 * @secret_length: bytes of @secret
 *
 * What protects the records of one side. It belongs into memory of wire_secret_new().
 */
typedef struct
{
  guint8 secret[WIRE_TLS_MAX_SECRET];
  guint8 key[32];
  guint8 iv[16];
  guint8 mac[WIRE_TLS_MAX_SECRET];
  gsize secret_length;
} WireTlsMaterial;

G_STATIC_ASSERT (sizeof (WireTlsMaterial) <= WIRE_SECRET_SIZE);

/**
 * WireTlsSeed:
 * @label: of the derivation
 * @first: what follows the label
 * @first_length: bytes of @first
 * @second: (nullable): what follows that
 * @second_length: bytes of @second
 *
 * What a pseudo-random function of TLS mixes a secret with.
 */
typedef struct
{
  const char *label;
  const guint8 *first;
  gsize first_length;
  const guint8 *second;
  gsize second_length;
} WireTlsSeed;

void wire_tls_prf (int algorithm,
                   const guint8 *secret,
                   gsize secret_length,
                   const WireTlsSeed *seed,
                   guint8 *out,
                   gsize length);
void wire_tls_derive_master (const WireTlsSuite *suite,
                             guint16 version,
                             const guint8 *premaster,
                             gsize length,
                             const WireTlsSeed *seed,
                             guint8 *master);
void wire_tls_derive_keys (const WireTlsSuite *suite,
                           guint16 version,
                           const guint8 *master,
                           const guint8 *client_random,
                           const guint8 *server_random,
                           WireTlsMaterial *client,
                           WireTlsMaterial *server);

void wire_tls_extract (int algorithm,
                       const guint8 *salt,
                       gsize salt_length,
                       const guint8 *input,
                       gsize input_length,
                       guint8 *out);
void wire_tls_expand (int algorithm,
                      const guint8 *secret,
                      gsize secret_length,
                      const guint8 *info,
                      gsize info_length,
                      guint8 *out,
                      gsize length);
void wire_tls_expand_label (int algorithm,
                            const guint8 *secret,
                            gsize secret_length,
                            const char *label,
                            guint8 *out,
                            gsize length);
void wire_tls_derive_traffic_keys (const WireTlsSuite *suite, WireTlsMaterial *material);
void wire_tls_update_traffic_keys (const WireTlsSuite *suite, WireTlsMaterial *material);

G_END_DECLS
