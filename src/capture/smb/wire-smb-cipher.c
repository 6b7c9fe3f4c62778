/* wire-smb-cipher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-cipher.h"

#include "base/wire-gcrypt.h"
#include "base/wire-secret.h"

#define DIALECT_3_1_1 0x0311

/* Places in the transform header. */
#define SIGNATURE 4u
#define NONCE 20u
#define TAG_LENGTH 16u
#define AAD_LENGTH (WIRE_SMB_TRANSFORM_HEADER - NONCE)

/* Keys to try: as given, and derived for both lengths of keys and both ways of derivation. */
#define MAX_CANDIDATES 4u

/* Messages that no key opens, after which no more are tried: the keys are of another session. */
#define MAX_FAILURES 64u

typedef struct
{
  guint8 bytes[WIRE_SMB_KEY_MAX];
  guint8 length; /* 0: there is none */
} Key;

struct _WireSmbCipher
{
  const WireSmbKeys *keys;
  WireSmbTerms terms;
  WireSmbPreauth preauth;
  Key *candidates[2];         /* by who encrypts, 1: the server; of MAX_CANDIDATES, secret */
  WireSmbCipherKind found[2]; /* which opened a message */
  gcry_cipher_hd_t handles[2];
  guint failures;
};

G_STATIC_ASSERT (MAX_CANDIDATES * sizeof (Key) <= WIRE_SECRET_SIZE);

WireSmbCipher *
wire_smb_cipher_new (const WireSmbKeys *keys)
{
  WireSmbCipher *self = g_new0 (WireSmbCipher, 1);

  self->keys = keys;
  return self;
}

static void
forget (WireSmbCipher *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->candidates[i], wire_secret_free);
      g_clear_pointer (&self->handles[i], gcry_cipher_close);
      self->found[i] = WIRE_SMB_CIPHER_UNKNOWN;
    }
}

void
wire_smb_cipher_free (WireSmbCipher *self)
{
  forget (self);
  g_free (self);
}

/** Begins the hash of a connection, or of a session. */
void
wire_smb_preauth_begin (WireSmbPreauth *self)
{
  *self = (WireSmbPreauth){ .known = TRUE };
}

/** Adds @message, from its header on, to the hash. %NULL: it was not captured. */
void
wire_smb_preauth_add (WireSmbPreauth *self, GBytes *message)
{
  gsize length;
  gcry_buffer_t parts[2] = { { .data = self->hash, .len = sizeof self->hash } };
  guint8 hash[64];

  if (!message)
    self->known = FALSE;
  if (!self->known)
    return;
  wire_gcrypt_begin ();
  parts[1].data = (void *) g_bytes_get_data (message, &length);
  parts[1].len = length;
  gcry_md_hash_buffers (GCRY_MD_SHA512, 0, hash, parts, 2);
  memcpy (self->hash, hash, sizeof hash);
}

/** Whether there are keys for the session at all. */
gboolean
wire_smb_cipher_has_keys (const WireSmbCipher *self)
{
  return self->keys != NULL;
}

/** Notes what was agreed on when the session began. @preauth: (nullable): its hash */
void
wire_smb_cipher_agree (WireSmbCipher *self,
                       const WireSmbTerms *terms,
                       const WireSmbPreauth *preauth)
{
  forget (self);
  self->terms = *terms;
  if (preauth)
    self->preauth = *preauth;
}

/* Keys */

/* SP800-108 in counter mode with HMAC-SHA256, whose output is one block at most. Keys of 16 bytes
 * are derived from the first 16 of the session key. */
static void
derive (const WireSmbKeys *keys,
        const char *label,
        gsize label_length,
        const guint8 *context,
        gsize context_length,
        guint8 length,
        Key *out)
{
  const gsize whole = keys->length[WIRE_SMB_SESSION_KEY];
  const guint8 counter[4] = { 0, 0, 0, 1 };
  const guint8 end[4] = { 0, 0, (guint8) (length * 8 >> 8), (guint8) (length * 8) };
  gcry_buffer_t parts[6] = {
    { .data = (void *) keys->bytes[WIRE_SMB_SESSION_KEY],
      .len = length == 16 ? MIN (whole, 16) : whole },
    { .data = (void *) counter, .len = sizeof counter },
    { .data = (void *) label, .len = label_length },
    { .data = (void *) "", .len = 1 },
    { .data = (void *) context, .len = context_length },
    { .data = (void *) end, .len = sizeof end },
  };

  gcry_md_hash_buffers (GCRY_MD_SHA256, GCRY_MD_FLAG_HMAC, out->bytes, parts, 6);
  out->length = length;
}

/* As SMB 3.0 and 3.0.2 do. */
static void
derive_plainly (const WireSmbCipher *self, gboolean server, Key *out)
{
  const char *context = server ? "ServerOut" : "ServerIn ";

  derive (self->keys, "SMB2AESCCM", sizeof "SMB2AESCCM", (const guint8 *) context,
          strlen (context) + 1, 16, out);
}

/* As SMB 3.1.1 does. */
static void
derive_with_preauth (const WireSmbCipher *self, gboolean server, guint8 length, Key *out)
{
  const char *label = server ? "SMBS2CCipherKey" : "SMBC2SCipherKey";

  derive (self->keys, label, strlen (label) + 1, self->preauth.hash, sizeof self->preauth.hash,
          length, out);
}

/* Returns: (transfer none): the keys that may be right, which are made once */
static Key *
get_candidates (WireSmbCipher *self, gboolean server)
{
  WireSmbKeyUse use = server ? WIRE_SMB_FROM_SERVER : WIRE_SMB_FROM_CLIENT;
  Key *keys = self->candidates[server];

  if (keys)
    return keys;
  keys = self->candidates[server] = wire_secret_new ();
  keys[0].length = self->keys->length[use];
  memcpy (keys[0].bytes, self->keys->bytes[use], sizeof keys[0].bytes);
  if (self->keys->length[WIRE_SMB_SESSION_KEY] == 0)
    return keys;
  if (self->terms.dialect != DIALECT_3_1_1)
    derive_plainly (self, server, &keys[1]);
  if (!self->preauth.known)
    return keys;
  derive_with_preauth (self, server, 16, &keys[2]);
  derive_with_preauth (self, server, 32, &keys[3]);
  return keys;
}

/* Opening */

static guint8
get_key_length (WireSmbCipherKind kind)
{
  return kind == WIRE_SMB_AES_256_CCM || kind == WIRE_SMB_AES_256_GCM ? 32 : 16;
}

static gboolean
is_ccm (WireSmbCipherKind kind)
{
  return kind == WIRE_SMB_AES_128_CCM || kind == WIRE_SMB_AES_256_CCM;
}

/* Returns: (nullable): a cipher with @key */
static gcry_cipher_hd_t
open_handle (WireSmbCipherKind kind, const Key *key)
{
  gcry_cipher_hd_t handle;

  wire_gcrypt_begin ();
  if (gcry_cipher_open (&handle, key->length == 32 ? GCRY_CIPHER_AES256 : GCRY_CIPHER_AES128,
                        is_ccm (kind) ? GCRY_CIPHER_MODE_CCM : GCRY_CIPHER_MODE_GCM,
                        GCRY_CIPHER_SECURE)
      != 0)
    return NULL;
  if (gcry_cipher_setkey (handle, key->bytes, key->length) == 0)
    return handle;
  gcry_cipher_close (handle);
  return NULL;
}

/* Returns: whether the tag is right */
static gboolean
decrypt (gcry_cipher_hd_t handle,
         WireSmbCipherKind kind,
         const WireSmbMessage *message,
         guint8 *out)
{
  gsize length = message->length - WIRE_SMB_TRANSFORM_HEADER;
  guint64 lengths[3] = { length, AAD_LENGTH, TAG_LENGTH };
  const guint8 *bytes = message->bytes;

  return gcry_cipher_setiv (handle, bytes + NONCE, is_ccm (kind) ? 11 : 12) == 0
         && (!is_ccm (kind)
             || gcry_cipher_ctl (handle, GCRYCTL_SET_CCM_LENGTHS, lengths, sizeof lengths) == 0)
         && gcry_cipher_authenticate (handle, bytes + NONCE, AAD_LENGTH) == 0
         && gcry_cipher_decrypt (handle, out, length, bytes + WIRE_SMB_TRANSFORM_HEADER, length)
                == 0
         && gcry_cipher_checktag (handle, bytes + SIGNATURE, TAG_LENGTH) == 0;
}

/* Tries one key in one cipher. Returns: whether it is the right one, which is kept */
static gboolean
try_key (WireSmbCipher *self,
         WireSmbCipherKind kind,
         guint candidate,
         const WireSmbMessage *message,
         gboolean server,
         guint8 *out)
{
  const Key *key = &get_candidates (self, server)[candidate];
  gcry_cipher_hd_t handle = key->length == get_key_length (kind) ? open_handle (kind, key) : NULL;

  if (!handle)
    return FALSE;
  if (!decrypt (handle, kind, message, out))
    {
      gcry_cipher_close (handle);
      return FALSE;
    }
  self->handles[server] = handle;
  self->found[server] = kind;
  return TRUE;
}

static gboolean
try_all (WireSmbCipher *self, const WireSmbMessage *message, gboolean server, guint8 *out)
{
  WireSmbCipherKind agreed = self->terms.cipher;

  for (guint kind = WIRE_SMB_AES_128_CCM; kind < WIRE_SMB_N_CIPHERS; kind++)
    for (guint i = 0; i < MAX_CANDIDATES; i++)
      if ((agreed == WIRE_SMB_CIPHER_UNKNOWN || agreed == kind)
          && try_key (self, kind, i, message, server, out))
        return TRUE;
  return FALSE;
}

/**
 * wire_smb_cipher_open:
 * @self: of the session that @message is of
 * @message: from its transform header on
 * @from_server: who sent it
 *
 * Returns: (transfer full) (nullable): what was encrypted; %NULL where there is no key, or its tag
 * is wrong
 */
GBytes *
wire_smb_cipher_open (WireSmbCipher *self, const WireSmbMessage *message, gboolean from_server)
{
  gboolean server = from_server != FALSE;
  g_autofree guint8 *out = NULL;
  gboolean opened;

  if (!self->keys || message->length <= WIRE_SMB_TRANSFORM_HEADER || message->length < message->size
      || self->failures >= MAX_FAILURES)
    return NULL;
  out = g_malloc (message->length);
  if (self->found[server])
    opened = decrypt (self->handles[server], self->found[server], message, out);
  else
    opened = try_all (self, message, server, out);
  self->failures = opened ? 0 : self->failures + 1;
  if (!opened)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&out), message->length - WIRE_SMB_TRANSFORM_HEADER);
}
