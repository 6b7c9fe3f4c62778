/* wire-tls-scrypt-lock.h: what a private key is locked with, where that goes through scrypt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The one block size that libgcrypt takes, which is the one that everybody uses. */
#define WIRE_TLS_SCRYPT_BLOCK_SIZE 8u

/** scrypt takes 128 × cost × block size bytes of memory. */
#define WIRE_TLS_SCRYPT_MAX_COST (128u * 1024)

#define WIRE_TLS_SCRYPT_MAX_PARALLEL 16u

/** Bytes of a block of AES, and so of its initialisation vector. */
#define WIRE_TLS_SCRYPT_VECTOR 16u

/** Most bytes of a key of AES. */
#define WIRE_TLS_SCRYPT_MAX_KEY 32u

/**
 * WireTlsOctets:
 * @data: (nullable): bytes of a file
 * @length: of @data
 */
typedef struct
{
  const guint8 *data;
  gsize length;
} WireTlsOctets;

/**
 * WireTlsScryptLock:
 * @salt: of scrypt
 * @cost: N of scrypt: a power of two from 2 to %WIRE_TLS_SCRYPT_MAX_COST
 * @parallel: p of scrypt: from 1 to %WIRE_TLS_SCRYPT_MAX_PARALLEL
 * @cipher: AES, as libgcrypt numbers it
 * @key_length: of @cipher, in bytes
 * @vector: %WIRE_TLS_SCRYPT_VECTOR bytes that CBC begins with
 * @encrypted: the key, in whole blocks, at least one
 */
typedef struct
{
  WireTlsOctets salt;
  guint32 cost;
  guint32 parallel;
  int cipher;
  gsize key_length;
  WireTlsOctets vector;
  WireTlsOctets encrypted;
} WireTlsScryptLock;

gboolean wire_tls_scrypt_lock_read (const guint8 *data, gsize length, WireTlsScryptLock *lock);

G_END_DECLS
