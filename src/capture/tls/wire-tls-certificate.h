/* wire-tls-certificate.h: what a certificate says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireTlsCertificate:
 * @subject: (nullable): as RFC 4514 writes names
 * @issuer: (nullable): likewise
 * @names: (array zero-terminated=1): DNS names, addresses and the like that it is for
 * @serial: (nullable): hexadecimal
 * @not_before: seconds since 1970; -1 where that is not known
 * @not_after: likewise
 * @key: (nullable): kind and length of the public key, such as "RSA 2048"
 * @sha256: hexadecimal, of the whole certificate
 *
 * Everything in a certificate is the word of its maker.
 */
typedef struct
{
  char *subject;
  char *issuer;
  GStrv names;
  char *serial;
  gint64 not_before;
  gint64 not_after;
  char *key;
  char *sha256;
} WireTlsCertificate;

gboolean wire_tls_certificate_read (GBytes *der, WireTlsCertificate *certificate);

/** Frees what @certificate owns, but not @certificate itself. */
void wire_tls_certificate_clear (WireTlsCertificate *certificate);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireTlsCertificate, wire_tls_certificate_clear)

char *wire_tls_certificate_to_pem (GBytes *der);

G_END_DECLS
