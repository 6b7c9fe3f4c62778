/* wire-zeek-certificate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Zeek reads certificates with OpenSSL, whose names of algorithms and order of names its log has.
 */

#include "capture/zeek/wire-zeek-certificate.h"

#include "base/wire-time.h"
#include "capture/frame/wire-address.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* Names of one kind that are written. */
#define MAX_NAMES 1000

struct _WireZeekCertificate
{
  X509 *x509;
};

/**
 * wire_zeek_certificate_new:
 * @der: a certificate, from a handshake
 *
 * Returns: (transfer full) (nullable): the certificate, or %NULL where it cannot be read
 */
WireZeekCertificate *
wire_zeek_certificate_new (GBytes *der)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (der, &size);
  X509 *x509 = d2i_X509 (NULL, &bytes, (long) size);
  WireZeekCertificate *self;

  if (!x509)
    return NULL;
  self = g_new0 (WireZeekCertificate, 1);
  self->x509 = x509;
  return self;
}

void
wire_zeek_certificate_free (WireZeekCertificate *self)
{
  X509_free (self->x509);
  g_free (self);
}

/** Returns: (transfer full): SHA-256 of a certificate, in lower case */
char *
wire_zeek_make_fingerprint (GBytes *der)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);
}

/* A kind of key that this version of OpenSSL may not know. */
typedef struct
{
  const char *object;
  const char *name;
  guint bits;
} Lattice;

static void
add_name (WireZeekLog *log, const X509_NAME *name)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  char *text = NULL;
  long length;

  X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253);
  length = BIO_get_mem_data (bio, &text);
  wire_zeek_log_add_bytes (log, text ? text : "", length > 0 ? (gsize) length : 0);
  BIO_free (bio);
}

static void
add_serial (WireZeekLog *log, const X509 *x509)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (x509);
  BIO *bio = BIO_new (BIO_s_mem ());
  char *text = NULL;
  long length;

  i2a_ASN1_INTEGER (bio, serial);
  length = BIO_get_mem_data (bio, &text);
  if (length > 0)
    wire_zeek_log_add_bytes (log, text, (gsize) length);
  else
    wire_zeek_log_add_unset (log);
  BIO_free (bio);
}

static void
add_date (WireZeekLog *log, const ASN1_TIME *date)
{
  struct tm parts;

  if (date && ASN1_TIME_to_tm (date, &parts) == 1)
    {
      g_autoptr (GDateTime) time =
          g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                               parts.tm_min, MIN (parts.tm_sec, 59));
      gint64 seconds = time ? g_date_time_to_unix (time) : 0;

      /* Nanoseconds reach to 2262. */
      if (time && seconds < G_MAXINT64 / 1000000000 && seconds > G_MININT64 / 1000000000)
        {
          wire_zeek_log_add_time (log, seconds * 1000000000);
          return;
        }
    }
  wire_zeek_log_add_unset (log);
}

/* Signatures of FIPS 204, which OpenSSL knows from version 3.5 on. Returns: (nullable) */
static const Lattice *
find_lattice (const ASN1_OBJECT *object)
{
  static const Lattice LATTICES[] = {
    { "2.16.840.1.101.3.4.3.17", "ML-DSA-44", 1312 * 8 },
    { "2.16.840.1.101.3.4.3.18", "ML-DSA-65", 1952 * 8 },
    { "2.16.840.1.101.3.4.3.19", "ML-DSA-87", 2592 * 8 },
  };
  char text[64];

  if (!object || OBJ_obj2txt (text, sizeof text, object, 1) <= 0)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (LATTICES); i++)
    if (g_str_equal (text, LATTICES[i].object))
      return &LATTICES[i];
  return NULL;
}

static void
add_object (WireZeekLog *log, const ASN1_OBJECT *object)
{
  char text[128];
  int length = object ? i2t_ASN1_OBJECT (text, sizeof text, object) : 0;
  const Lattice *lattice = find_lattice (object);

  if (lattice)
    wire_zeek_log_add_string (log, lattice->name);
  else if (length > 0)
    wire_zeek_log_add_string (log, text);
  else
    wire_zeek_log_add_unset (log);
}

static void
add_exponent (WireZeekLog *log, EVP_PKEY *key)
{
  BIGNUM *exponent = NULL;
  char *text;

  if (EVP_PKEY_get_bn_param (key, "e", &exponent) != 1)
    {
      wire_zeek_log_add_unset (log);
      return;
    }
  text = BN_bn2dec (exponent);
  wire_zeek_log_add_string (log, text);
  OPENSSL_free (text);
  BN_free (exponent);
}

static void
add_curve (WireZeekLog *log, EVP_PKEY *key)
{
  char name[64];
  gsize length;

  if (EVP_PKEY_get_utf8_string_param (key, "group", name, sizeof name, &length) == 1
      && EVP_PKEY_get_base_id (key) == EVP_PKEY_EC)
    wire_zeek_log_add_string (log, name);
  else
    wire_zeek_log_add_unset (log);
}

static const Lattice *
find_lattice_of_key (const X509 *x509)
{
  ASN1_OBJECT *object = NULL;

  X509_PUBKEY_get0_param (&object, NULL, NULL, NULL, X509_get_X509_PUBKEY (x509));
  return find_lattice (object);
}

/* Type, bits, exponent and curve. */
static void
add_key (WireZeekLog *log, const X509 *x509)
{
  EVP_PKEY *key = X509_get0_pubkey (x509);
  int id = key ? EVP_PKEY_get_base_id (key) : 0;
  const Lattice *lattice = find_lattice_of_key (x509);

  if (lattice)
    {
      wire_zeek_log_add_string (log, lattice->name);
      wire_zeek_log_add_count (log, lattice->bits);
      wire_zeek_log_add_unset (log);
      wire_zeek_log_add_unset (log);
      return;
    }
  if (!key)
    {
      for (guint i = 0; i < 4; i++)
        wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_add_string (log, id == EVP_PKEY_RSA   ? "rsa"
                                 : id == EVP_PKEY_DSA ? "dsa"
                                 : id == EVP_PKEY_EC  ? "ecdsa"
                                                      : "unknown");
  wire_zeek_log_add_count (log, (guint64) MAX (EVP_PKEY_get_bits (key), 0));
  add_exponent (log, key);
  add_curve (log, key);
}

static gboolean
add_address (GPtrArray *names, const ASN1_OCTET_STRING *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];
  int length = ASN1_STRING_length (address);

  if (length != 4 && length != 16)
    return FALSE;
  g_ptr_array_add (
      names, g_strdup (wire_address_to_text (length == 4 ? WIRE_FAMILY_IPV4 : WIRE_FAMILY_IPV6,
                                             ASN1_STRING_get0_data (address), text)));
  return TRUE;
}

static void
add_alternative (GPtrArray *names, const GENERAL_NAME *name, int kind)
{
  int type;
  const ASN1_STRING *value = GENERAL_NAME_get0_value (name, &type);

  if (type != kind)
    return;
  if (kind == GEN_IPADD)
    add_address (names, value);
  else
    g_ptr_array_add (names, g_strndup ((const char *) ASN1_STRING_get0_data (value),
                                       (gsize) ASN1_STRING_length (value)));
}

/* DNS names, URIs, e-mail addresses and IP addresses. */
static void
add_alternatives (WireZeekLog *log, const X509 *x509)
{
  static const int KINDS[] = { GEN_DNS, GEN_URI, GEN_EMAIL, GEN_IPADD };
  GENERAL_NAMES *all = X509_get_ext_d2i (x509, NID_subject_alt_name, NULL, NULL);
  int n = all ? MIN (sk_GENERAL_NAME_num (all), MAX_NAMES) : 0;

  for (gsize kind = 0; kind < G_N_ELEMENTS (KINDS); kind++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      for (int i = 0; i < n; i++)
        add_alternative (names, sk_GENERAL_NAME_value (all, i), KINDS[kind]);
      wire_zeek_log_add_strings (log, names);
    }
  GENERAL_NAMES_free (all);
}

static void
add_constraints (WireZeekLog *log, const X509 *x509)
{
  BASIC_CONSTRAINTS *constraints = X509_get_ext_d2i (x509, NID_basic_constraints, NULL, NULL);

  if (!constraints)
    {
      wire_zeek_log_add_unset (log);
      wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_add_bool (log, constraints->ca);
  if (constraints->pathlen)
    wire_zeek_log_add_count (log, (guint64) ASN1_INTEGER_get (constraints->pathlen));
  else
    wire_zeek_log_add_unset (log);
  BASIC_CONSTRAINTS_free (constraints);
}

/** Writes the fields of x509.log from certificate.version to basic_constraints.path_len. */
void
wire_zeek_certificate_write (const WireZeekCertificate *self, WireZeekLog *log)
{
  const X509 *x509 = self->x509;
  const X509_PUBKEY *key = X509_get_X509_PUBKEY (x509);
  ASN1_OBJECT *algorithm = NULL;

  wire_zeek_log_add_count (log, (guint64) X509_get_version (x509) + 1);
  add_serial (log, x509);
  add_name (log, X509_get_subject_name (x509));
  add_name (log, X509_get_issuer_name (x509));
  add_date (log, X509_get0_notBefore (x509));
  add_date (log, X509_get0_notAfter (x509));
  if (key)
    X509_PUBKEY_get0_param (&algorithm, NULL, NULL, NULL, key);
  add_object (log, algorithm);
  add_object (log, X509_get0_tbs_sigalg (x509)->algorithm);
  add_key (log, x509);
  add_alternatives (log, x509);
  add_constraints (log, x509);
}

gboolean
wire_zeek_certificate_is_for (const WireZeekCertificate *self, const char *name)
{
  return X509_check_host (self->x509, name, 0, 0, NULL) == 1;
}
