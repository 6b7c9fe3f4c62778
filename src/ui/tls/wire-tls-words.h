/* wire-tls-words.h: what there is to say of a TLS connection, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-tls.h"

G_BEGIN_DECLS

const char *wire_tls_words_version (const WireTlsSession *session);
char *wire_tls_words_suite (const WireTlsSession *session);
char *wire_tls_words_readable (const WireTlsSession *session);
char *wire_tls_words_ja3 (const WireTlsSession *session);
char *wire_tls_words_ja3s (const WireTlsSession *session);
const char *wire_tls_words_ja4 (const WireTlsSession *session);
char *wire_tls_words_no_certificate (const WireTlsSession *session);

gboolean wire_tls_words_get_tuple (WireCapture *capture,
                                   const WireTlsSession *session,
                                   WireTuple *tuple);

G_END_DECLS
