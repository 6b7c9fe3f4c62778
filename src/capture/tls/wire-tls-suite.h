/* wire-tls-suite.h: what a cipher suite consists of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The versions, as they are in messages. */
#define WIRE_TLS_1_0 0x0301
#define WIRE_TLS_1_1 0x0302
#define WIRE_TLS_1_2 0x0303
#define WIRE_TLS_1_3 0x0304

/** The cipher of a suite, by which records are protected. */
typedef enum
{
  WIRE_TLS_NO_CIPHER,
  WIRE_TLS_AES_128,
  WIRE_TLS_AES_256,
  WIRE_TLS_CAMELLIA_128,
  WIRE_TLS_CAMELLIA_256,
  WIRE_TLS_ARIA_128,
  WIRE_TLS_ARIA_256,
  WIRE_TLS_3DES,
  WIRE_TLS_DES,
  WIRE_TLS_SEED,
  WIRE_TLS_IDEA,
  WIRE_TLS_CHACHA20,
} WireTlsCipher;

/**
 * WireTlsMode:
 * @WIRE_TLS_PLAIN: not encrypted, with a MAC
 * @WIRE_TLS_CBC: with a MAC; before or after encryption, as extensions say
 * @WIRE_TLS_GCM: 16 bytes of tag (RFC 5288)
 * @WIRE_TLS_CCM: 16 bytes of tag (RFC 6655)
 * @WIRE_TLS_CCM_8: 8 bytes of tag
 * @WIRE_TLS_POLY1305: 16 bytes of tag (RFC 7905)
 */
typedef enum
{
  WIRE_TLS_PLAIN,
  WIRE_TLS_CBC,
  WIRE_TLS_GCM,
  WIRE_TLS_CCM,
  WIRE_TLS_CCM_8,
  WIRE_TLS_POLY1305,
} WireTlsMode;

/**
 * WireTlsSuite:
 * @code: of the registry
 * @cipher: #WireTlsCipher
 * @mode: #WireTlsMode
 * @mac: the algorithm of libgcrypt for the MAC of each record; 0 where the mode has its own
 * @prf: that of the key schedule from TLS 1.2 on
 * @rsa: the client sends the secret, encrypted with the key of the server's certificate
 */
typedef struct
{
  guint16 code;
  guint8 cipher;
  guint8 mode;
  int mac;
  int prf;
  gboolean rsa;
} WireTlsSuite;

gboolean wire_tls_suite_find (guint16 code, WireTlsSuite *suite);
gboolean wire_tls_suite_has_schedule (guint16 version);
gsize wire_tls_suite_get_key_length (const WireTlsSuite *suite);
gsize wire_tls_suite_get_block_length (const WireTlsSuite *suite);
gsize wire_tls_suite_get_tag_length (const WireTlsSuite *suite);
gsize wire_tls_suite_get_fixed_iv_length (const WireTlsSuite *suite);
gsize wire_tls_suite_get_mac_length (const WireTlsSuite *suite);

/** Whether records are encrypted and authenticated in one (RFC 5116). */
static inline gboolean
wire_tls_suite_is_aead (const WireTlsSuite *suite)
{
  return suite->mode >= WIRE_TLS_GCM;
}

G_END_DECLS
