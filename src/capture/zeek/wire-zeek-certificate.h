/* wire-zeek-certificate.h: what x509.log says of a certificate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/log/wire-zeek-log.h"

G_BEGIN_DECLS

/** A certificate, read. For one thread. */
typedef struct _WireZeekCertificate WireZeekCertificate;

WireZeekCertificate *wire_zeek_certificate_new (GBytes *der);

/** Frees @certificate and what it owns. */
void wire_zeek_certificate_free (WireZeekCertificate *certificate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekCertificate, wire_zeek_certificate_free)

void wire_zeek_certificate_write (const WireZeekCertificate *certificate, WireZeekLog *log);

/** Returns: whether the certificate is for the host @name (RFC 6125) */
gboolean wire_zeek_certificate_is_for (const WireZeekCertificate *certificate, const char *name);

char *wire_zeek_make_fingerprint (GBytes *der);

G_END_DECLS
