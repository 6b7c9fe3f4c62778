/* wire-smb-cipher.h: encrypted messages of SMB 3
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-key-log.h"
#include "capture/smb/wire-smb-message.h"

G_BEGIN_DECLS

/** Bytes of the header before an encrypted message (MS-SMB2, section 2.2.41). */
#define WIRE_SMB_TRANSFORM_HEADER 52u

/** What is encrypted with (MS-SMB2, section 2.2.3.1.2). */
typedef enum
{
  WIRE_SMB_CIPHER_UNKNOWN,
  WIRE_SMB_AES_128_CCM,
  WIRE_SMB_AES_128_GCM,
  WIRE_SMB_AES_256_CCM,
  WIRE_SMB_AES_256_GCM,
  WIRE_SMB_N_CIPHERS,
} WireSmbCipherKind;

/**
 * WireSmbPreauth:
 * @hash: SHA-512 of the messages so far, chained (MS-SMB2, section 3.1.4.4.1)
 * @known: every one of them was captured
 */
typedef struct
{
  guint8 hash[64];
  gboolean known;
} WireSmbPreauth;

/** How a connection was agreed on: @dialect as on the wire, 0 where that was not captured. */
typedef struct
{
  guint16 dialect;
  WireSmbCipherKind cipher;
} WireSmbTerms;

/**
 * WireSmbCipher:
 *
 * What opens the messages of one session: keys that were given, or derived from the session key
 * (MS-SMB2, section 3.1.4.2). Where the cipher was not captured, the first message whose tag is
 * right tells.
 *
 * Used by one thread.
 */
typedef struct _WireSmbCipher WireSmbCipher;

/** @keys: (nullable): of the session; they must outlive it. Returns: (transfer full): a cipher */
WireSmbCipher *wire_smb_cipher_new (const WireSmbKeys *keys);

/** Frees @cipher and what it owns. */
void wire_smb_cipher_free (WireSmbCipher *cipher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbCipher, wire_smb_cipher_free)

void wire_smb_preauth_begin (WireSmbPreauth *preauth);
void wire_smb_preauth_add (WireSmbPreauth *preauth, GBytes *message);

gboolean wire_smb_cipher_has_keys (const WireSmbCipher *cipher);
void wire_smb_cipher_agree (WireSmbCipher *cipher,
                            const WireSmbTerms *terms,
                            const WireSmbPreauth *preauth);
GBytes *wire_smb_cipher_open (WireSmbCipher *cipher,
                              const WireSmbMessage *message,
                              gboolean from_server);

G_END_DECLS
