/* wire-tls-private-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-private-keys.h"

#include "capture/tls/keys/wire-tls-passphrases.h"
#include "capture/tls/keys/wire-tls-scrypt-key.h"

#include <glib/gi18n.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

/* SHA-256 of the public key. */
#define KEY_ID 32u

typedef struct
{
  gnutls_privkey_t key;
  guint8 id[KEY_ID];
} PrivateKey;

struct _WireTlsPrivateKeys
{
  GArray *keys; /* of PrivateKey */
};

G_DEFINE_QUARK (wire - tls - private - keys - error - quark, wire_tls_private_keys_error)

/** Whether @error says that a key is encrypted, and the passphrase is not known or wrong. */
gboolean
wire_tls_private_keys_wants_passphrase (const GError *error)
{
  return error && error->domain == WIRE_TLS_PRIVATE_KEYS_ERROR;
}

static void
clear_key (gpointer data)
{
  gnutls_privkey_deinit (((PrivateKey *) data)->key);
}

WireTlsPrivateKeys *
wire_tls_private_keys_new (void)
{
  WireTlsPrivateKeys *self = g_new0 (WireTlsPrivateKeys, 1);

  self->keys = g_array_new (FALSE, FALSE, sizeof (PrivateKey));
  g_array_set_clear_func (self->keys, clear_key);
  return self;
}

void
wire_tls_private_keys_free (WireTlsPrivateKeys *self)
{
  g_array_unref (self->keys);
  g_free (self);
}

static int
import (gnutls_x509_privkey_t key, GBytes *content, const char *passphrase)
{
  gsize size;
  const void *data = g_bytes_get_data (content, &size);
  gnutls_datum_t datum = { (unsigned char *) data, (unsigned int) size };
  gnutls_x509_crt_fmt_t format =
      g_strstr_len (data, (gssize) size, "-----BEGIN") ? GNUTLS_X509_FMT_PEM : GNUTLS_X509_FMT_DER;

  return gnutls_x509_privkey_import2 (key, &datum, format, passphrase, 0);
}

/* Where GnuTLS cannot unlock it. */
static int
import_unlocked (gnutls_x509_privkey_t key, GBytes *content, const char *passphrase)
{
  gsize size;
  guint8 *unlocked = wire_tls_scrypt_key_unlock (content, passphrase, &size);
  gnutls_datum_t datum = { unlocked, (unsigned int) size };
  int failure = GNUTLS_E_DECRYPTION_FAILED;

  if (unlocked)
    failure = gnutls_x509_privkey_import_pkcs8 (key, &datum, GNUTLS_X509_FMT_DER, NULL,
                                                GNUTLS_PKCS_PLAIN);
  wire_tls_scrypt_key_free (unlocked);
  return failure;
}

/* DER says nowhere that it is encrypted: a sequence (RFC 5958, section 3) of what it is encrypted
 * with, which is a sequence too, and of the rest. A key begins with its version, a number. */
static gboolean
is_encrypted (GBytes *content)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  gsize head = size > 1 && data[1] > 0x80 ? 2 + (data[1] & 0x7fu) : 2;

  if (g_strstr_len ((const char *) data, (gssize) size, "-----BEGIN"))
    return g_strstr_len ((const char *) data, (gssize) size, "ENCRYPTED") != NULL;
  return size > head && data[0] == 0x30 && data[head] == 0x30;
}

static void
set_import_error (GError **error, const char *path, gboolean encrypted, gboolean tried)
{
  if (encrypted && !tried)
    g_set_error (error, WIRE_TLS_PRIVATE_KEYS_ERROR, WIRE_TLS_PRIVATE_KEYS_ERROR_PASSPHRASE,
                 _ ("The private key in “%s” is encrypted with a passphrase."), path);
  else if (encrypted)
    g_set_error (error, WIRE_TLS_PRIVATE_KEYS_ERROR, WIRE_TLS_PRIVATE_KEYS_ERROR_WRONG_PASSPHRASE,
                 _ ("The private key in “%s” could not be decrypted: the passphrase is wrong, or "
                    "the encryption is not supported."),
                 path);
  else
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
        _ ("The private key in “%s” could not be read: it is damaged, or its format is not "
           "known."),
        path);
}

/* Returns: whether @key is an RSA key that is now among @self's */
static gboolean
take (WireTlsPrivateKeys *self, gnutls_x509_privkey_t key)
{
  PrivateKey entry = { 0 };
  gsize size = sizeof entry.id;

  if (gnutls_x509_privkey_get_pk_algorithm (key) != GNUTLS_PK_RSA
      || gnutls_x509_privkey_get_key_id (key, GNUTLS_KEYID_USE_SHA256, entry.id, &size) < 0
      || gnutls_privkey_init (&entry.key) < 0)
    return FALSE;
  if (gnutls_privkey_import_x509 (entry.key, key, GNUTLS_PRIVKEY_IMPORT_COPY) < 0)
    {
      gnutls_privkey_deinit (entry.key);
      return FALSE;
    }
  g_array_append_val (self->keys, entry);
  return TRUE;
}

/**
 * wire_tls_private_keys_add:
 * @self: keys
 * @path: where @content is from, for messages
 * @content: a private key in PEM or DER, also of PKCS#8
 * @error: set where %FALSE is returned; see wire_tls_private_keys_wants_passphrase()
 *
 * A key that is encrypted is decrypted with what wire_tls_passphrases_set() said of @path.
 *
 * Returns: whether there was an RSA key in it
 */
gboolean
wire_tls_private_keys_add (WireTlsPrivateKeys *self,
                           const char *path,
                           GBytes *content,
                           GError **error)
{
  gboolean encrypted = is_encrypted (content);
  char *passphrase = encrypted ? wire_tls_passphrases_copy (path) : NULL;
  gboolean tried = passphrase != NULL;
  gnutls_x509_privkey_t key;
  int failure = gnutls_x509_privkey_init (&key);
  gboolean taken = FALSE;

  if (failure >= 0)
    {
      failure = import (key, content, passphrase);
      if (failure < 0 && passphrase)
        failure = import_unlocked (key, content, passphrase);
      taken = failure >= 0 && take (self, key);
      gnutls_x509_privkey_deinit (key);
    }
  wire_tls_passphrase_free (passphrase);
  if (taken)
    return TRUE;
  if (failure < 0)
    set_import_error (error, path, encrypted, tried);
  else
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
        _ ("The private key in “%s” is not an RSA key. With other keys, servers only sign: "
           "nothing can be decrypted with them."),
        path);
  return FALSE;
}

guint
wire_tls_private_keys_get_length (const WireTlsPrivateKeys *self)
{
  return self->keys->len;
}

/* Returns: whether the key id of the certificate is known */
static gboolean
get_certificate_key_id (GBytes *certificate, guint8 id[KEY_ID])
{
  gnutls_x509_crt_t crt;
  gsize size = KEY_ID;
  gsize length;
  gnutls_datum_t datum;
  gboolean known;

  if (!certificate || gnutls_x509_crt_init (&crt) < 0)
    return FALSE;
  datum.data = (unsigned char *) g_bytes_get_data (certificate, &length);
  datum.size = (unsigned int) length;
  known = gnutls_x509_crt_import (crt, &datum, GNUTLS_X509_FMT_DER) >= 0
          && gnutls_x509_crt_get_key_id (crt, GNUTLS_KEYID_USE_SHA256, id, &size) >= 0;
  gnutls_x509_crt_deinit (crt);
  return known;
}

/**
 * wire_tls_private_keys_decrypt:
 * @self: keys
 * @certificate: (nullable): the server's, in DER; %NULL where it was not captured
 * @encrypted: the encrypted premaster secret
 * @length: bytes of @encrypted
 * @premaster: (out): %WIRE_TLS_PREMASTER_LENGTH bytes
 *
 * RFC 5246, section 7.4.7.1.
 */
WireTlsPrivateKeysAnswer
wire_tls_private_keys_decrypt (WireTlsPrivateKeys *self,
                               GBytes *certificate,
                               const guint8 *encrypted,
                               gsize length,
                               guint8 *premaster)
{
  gnutls_datum_t datum = { (unsigned char *) encrypted, (unsigned int) length };
  guint8 id[KEY_ID];
  gboolean known = get_certificate_key_id (certificate, id);
  gboolean fits = FALSE;

  if (self->keys->len == 0)
    return WIRE_TLS_PRIVATE_KEYS_NONE;
  for (guint i = 0; i < self->keys->len; i++)
    {
      const PrivateKey *key = &g_array_index (self->keys, PrivateKey, i);

      if (known && memcmp (key->id, id, KEY_ID) != 0)
        continue;
      fits = TRUE;
      if (gnutls_privkey_decrypt_data2 (key->key, 0, &datum, premaster, WIRE_TLS_PREMASTER_LENGTH)
          >= 0)
        return WIRE_TLS_PRIVATE_KEYS_DECRYPTED;
    }
  return fits ? WIRE_TLS_PRIVATE_KEYS_FAILED : WIRE_TLS_PRIVATE_KEYS_DO_NOT_FIT;
}
