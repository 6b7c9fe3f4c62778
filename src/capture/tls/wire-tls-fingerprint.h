/* wire-tls-fingerprint.h: what programs are recognised by in their hellos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-hello.h"

G_BEGIN_DECLS

/** Bytes of JA3 and JA3S, which are MD5. */
#define WIRE_TLS_JA3_LENGTH 16u

/** Characters of JA4, with the final zero. */
#define WIRE_TLS_JA4_SIZE 37u

void wire_tls_fingerprint_ja3 (const WireTlsHello *client, guint8 ja3[WIRE_TLS_JA3_LENGTH]);
void wire_tls_fingerprint_ja3s (const WireTlsHello *server, guint8 ja3s[WIRE_TLS_JA3_LENGTH]);
void wire_tls_fingerprint_ja4 (const WireTlsHello *client, char ja4[WIRE_TLS_JA4_SIZE]);

G_END_DECLS
