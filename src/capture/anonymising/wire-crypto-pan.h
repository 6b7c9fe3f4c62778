/* wire-crypto-pan.h: addresses replaced by others, so that what shared a prefix still does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Bytes of a key: half of them are AES's, the other half make the padding. */
#define WIRE_CRYPTO_PAN_KEY 32u

/** The longest address, in bytes: IPv6. */
#define WIRE_CRYPTO_PAN_MAX 16u

/**
 * WireCryptoPan:
 *
 * Crypto-PAn (Xu, Fan, Ammar, Moon: Prefix-Preserving IP Address Anonymization, 2002) with AES-128.
 * Every bit of an address is turned or not, as AES says of the bits before it: two addresses have
 * as many leading bits in common afterwards as before. With the key one can go back. What was
 * computed is kept for the next time, within a bound. Used by one thread.
 */
typedef struct _WireCryptoPan WireCryptoPan;

WireCryptoPan *wire_crypto_pan_new (const guint8 key[WIRE_CRYPTO_PAN_KEY], GError **error);

/** Frees @pan, and forgets its key. */
void wire_crypto_pan_free (WireCryptoPan *pan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCryptoPan, wire_crypto_pan_free)

gboolean wire_crypto_pan_parse_key (const char *text, guint8 key[WIRE_CRYPTO_PAN_KEY]);
void wire_crypto_pan_make_key (guint8 key[WIRE_CRYPTO_PAN_KEY]);
void wire_crypto_pan_address (WireCryptoPan *pan, guint8 *address, gsize length);

G_END_DECLS
