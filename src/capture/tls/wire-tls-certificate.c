/* wire-tls-certificate.c: RFC 5280, read by GnuTLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-certificate.h"

#include <arpa/inet.h>
#include <gnutls/x509.h>

#include "base/wire-hex.h"

/* Names of one certificate: of large sites, some hundred. */
#define MAX_NAMES 1024u

void
wire_tls_certificate_clear (WireTlsCertificate *self)
{
  g_free (self->subject);
  g_free (self->issuer);
  g_strfreev (self->names);
  g_free (self->serial);
  g_free (self->key);
  g_free (self->sha256);
  *self = (WireTlsCertificate){ 0 };
}

static char *
to_text (gnutls_datum_t *datum)
{
  char *text = datum->data ? g_utf8_make_valid ((const char *) datum->data, datum->size) : NULL;

  gnutls_free (datum->data);
  return text;
}

static char *
read_subject (gnutls_x509_crt_t crt)
{
  gnutls_datum_t name = { 0 };

  return gnutls_x509_crt_get_dn3 (crt, &name, 0) >= 0 ? to_text (&name) : NULL;
}

static char *
read_issuer (gnutls_x509_crt_t crt)
{
  gnutls_datum_t name = { 0 };

  return gnutls_x509_crt_get_issuer_dn3 (crt, &name, 0) >= 0 ? to_text (&name) : NULL;
}

static char *
read_serial (gnutls_x509_crt_t crt)
{
  guint8 serial[64];
  size_t length = sizeof serial;

  if (gnutls_x509_crt_get_serial (crt, serial, &length) < 0)
    return NULL;
  return wire_hex_encode (serial, length, "");
}

static char *
read_key (gnutls_x509_crt_t crt)
{
  unsigned int bits = 0;
  int kind = gnutls_x509_crt_get_pk_algorithm (crt, &bits);

  return kind < 0 ? NULL : g_strdup_printf ("%s %u", gnutls_pk_get_name (kind), bits);
}

/* Returns: (transfer full) (nullable): a name of a subject, or an address of four or sixteen bytes
 */
static char *
name_to_text (int kind, const guint8 *bytes, gsize length)
{
  char address[INET6_ADDRSTRLEN];

  if (kind == GNUTLS_SAN_IPADDRESS && (length == 4 || length == 16))
    return g_strdup (inet_ntop (length == 4 ? AF_INET : AF_INET6, bytes, address, sizeof address));
  if (kind == GNUTLS_SAN_DNSNAME || kind == GNUTLS_SAN_URI || kind == GNUTLS_SAN_RFC822NAME)
    return g_utf8_make_valid ((const char *) bytes, (gssize) length);
  return NULL;
}

static GStrv
read_names (gnutls_x509_crt_t crt)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < MAX_NAMES; i++)
    {
      guint8 bytes[512];
      size_t length = sizeof bytes;
      int kind = gnutls_x509_crt_get_subject_alt_name (crt, i, bytes, &length, NULL);
      g_autofree char *text = NULL;

      if (kind == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
        break;
      text = kind < 0 ? NULL : name_to_text (kind, bytes, length);
      if (text)
        g_strv_builder_add (names, text);
    }
  return g_strv_builder_end (names);
}

/**
 * wire_tls_certificate_read:
 * @der: a certificate
 * @certificate: (out): what it says; clear it. Its SHA-256 is there in any case.
 *
 * Returns: whether @der is a certificate
 */
gboolean
wire_tls_certificate_read (GBytes *der, WireTlsCertificate *certificate)
{
  gnutls_x509_crt_t crt;
  gsize length;
  const void *data = g_bytes_get_data (der, &length);
  gnutls_datum_t datum = { (unsigned char *) data, (unsigned int) length };
  gboolean read;

  *certificate = (WireTlsCertificate){ .not_before = -1, .not_after = -1 };
  certificate->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);
  if (gnutls_x509_crt_init (&crt) < 0)
    return FALSE;
  read = gnutls_x509_crt_import (crt, &datum, GNUTLS_X509_FMT_DER) >= 0;
  if (read)
    {
      certificate->subject = read_subject (crt);
      certificate->issuer = read_issuer (crt);
      certificate->names = read_names (crt);
      certificate->serial = read_serial (crt);
      certificate->key = read_key (crt);
      certificate->not_before = gnutls_x509_crt_get_activation_time (crt);
      certificate->not_after = gnutls_x509_crt_get_expiration_time (crt);
    }
  gnutls_x509_crt_deinit (crt);
  return read;
}

/** Returns: (transfer full): @der as RFC 7468 writes certificates */
char *
wire_tls_certificate_to_pem (GBytes *der)
{
  GString *pem = g_string_new ("-----BEGIN CERTIFICATE-----\n");
  gsize length;
  const guint8 *data = g_bytes_get_data (der, &length);

  for (gsize i = 0; i < length; i += 48)
    {
      g_autofree char *line = g_base64_encode (data + i, MIN (48, length - i));

      g_string_append_printf (pem, "%s\n", line);
    }
  g_string_append (pem, "-----END CERTIFICATE-----\n");
  return g_string_free (pem, FALSE);
}
