/* wire-tls-secrets.c: which keys a connection is decrypted with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-conversation-private.h"

#include "base/wire-gcrypt.h"

#include <string.h>

static WireTlsHalf *
get_client (WireTlsConversation *self)
{
  return &self->halves[self->session->client];
}

static WireTlsHalf *
get_server (WireTlsConversation *self)
{
  return &self->halves[!self->session->client];
}

/* TLS 1.3 */

static const guint16 SUITES[] = { 0x1301, 0x1302, 0x1303, 0x1304, 0x1305 };

static void
await_line (WireTlsHalf *half,
            const WireTlsSuite *suite,
            WireTlsKeyKind kind,
            const WireTlsKeyLine *line)
{
  WireTlsMaterial *material = wire_secret_new ();

  memcpy (material->secret, line->secret, line->secret_length);
  material->secret_length = line->secret_length;
  wire_tls_derive_traffic_keys (suite, material);
  wire_tls_side_await (&half->side,
                       wire_tls_protection_new (suite, WIRE_TLS_1_3, FALSE, kind, material));
  wire_secret_free (material);
}

/* Has @half await the protections that the secrets of @kind give. Returns: whether there are any */
static gboolean
await_secret (WireTlsHalf *half, const WireTlsSuite *suite, WireTlsKeyKind kind)
{
  WireTlsConversation *self = half->conversation;
  WireTlsKeyLog *log = wire_tls_keys_get_log (wire_tls_log_get_keys (self->log));
  WireTlsKeyLine *lines[WIRE_TLS_KEY_LOG_MAX_SAME];
  guint n = wire_tls_key_log_find_all (log, kind, self->handshake.client_random,
                                       WIRE_TLS_RANDOM_LENGTH, lines);
  gboolean found = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (lines[i]->secret_length == gcry_md_get_algo_dlen (suite->prf))
        {
          await_line (half, suite, kind, lines[i]);
          found = TRUE;
        }
      wire_secret_free (lines[i]);
    }
  return found;
}

/**
 * wire_tls_secrets_find_early:
 * @self: a connection whose client offers early data
 *
 * The suite of early data is that of the session that is taken up, which nothing says in the clear:
 * all of TLS 1.3 are tried.
 */
void
wire_tls_secrets_find_early (WireTlsConversation *self)
{
  WireTlsHalf *client = get_client (self);

  wire_gcrypt_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (SUITES); i++)
    {
      WireTlsSuite suite;

      if (wire_tls_suite_find (SUITES[i], &suite)
          && await_secret (client, &suite, WIRE_TLS_KEY_CLIENT_EARLY))
        client->side.version = WIRE_TLS_1_3;
    }
}

/**
 * wire_tls_secrets_guess:
 * @self: a connection whose Server Hello was not captured
 *
 * Keys of TLS 1.3 are found by what the client said; all that its suite changes is how they are
 * used. So all suites are tried. Has both sides await what the key logs have.
 */
void
wire_tls_secrets_guess (WireTlsConversation *self)
{
  static const WireTlsKeyKind KINDS[][2] = {
    { WIRE_TLS_KEY_CLIENT_HANDSHAKE, WIRE_TLS_KEY_SERVER_HANDSHAKE },
    { WIRE_TLS_KEY_CLIENT_TRAFFIC, WIRE_TLS_KEY_SERVER_TRAFFIC },
  };

  wire_gcrypt_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    for (guint k = 0; k < G_N_ELEMENTS (SUITES); k++)
      {
        WireTlsSuite suite;

        wire_tls_suite_find (SUITES[k], &suite);
        self->has_keys |= await_secret (get_client (self), &suite, KINDS[i][0]);
        self->has_keys |= await_secret (get_server (self), &suite, KINDS[i][1]);
      }
  if (!self->has_keys)
    return;
  self->handshake.version = WIRE_TLS_1_3;
  get_client (self)->side.version = get_server (self)->side.version = WIRE_TLS_1_3;
  self->session->key = WIRE_TLS_KEY_SERVER_TRAFFIC;
}

static WireTlsReason
find_1_3 (WireTlsConversation *self)
{
  const WireTlsSuite *suite = &self->handshake.suite;
  WireTlsHalf *client = get_client (self);
  WireTlsHalf *server = get_server (self);
  guint found = 0;

  found += await_secret (client, suite, WIRE_TLS_KEY_CLIENT_HANDSHAKE);
  found += await_secret (server, suite, WIRE_TLS_KEY_SERVER_HANDSHAKE);
  found += await_secret (client, suite, WIRE_TLS_KEY_CLIENT_TRAFFIC);
  found += await_secret (server, suite, WIRE_TLS_KEY_SERVER_TRAFFIC);
  if (found > 0)
    self->session->key = WIRE_TLS_KEY_SERVER_TRAFFIC;
  self->has_keys = found > 0;
  return found > 0 ? WIRE_TLS_REASON_NONE : WIRE_TLS_REASON_NO_KEY;
}

/* TLS 1.0 to 1.2 */

static void
await_material (WireTlsHalf *half, WireTlsKeyKind kind, const WireTlsMaterial *material)
{
  const WireTlsConversation *self = half->conversation;
  const WireTlsHandshake *handshake = &self->handshake;
  WireTlsProtection *protection = wire_tls_protection_new (
      &handshake->suite, handshake->version, handshake->encrypt_then_mac, kind, material);

  if (self->datagrams)
    wire_tls_protection_set_sent_version (protection, self->session->version);
  wire_tls_side_await (&half->side, protection);
}

/* Has both sides await what the master secret gives, in addition to what they await. */
static void
await_more_keys (WireTlsConversation *self, WireTlsKeyKind kind)
{
  const WireTlsHandshake *handshake = &self->handshake;
  WireTlsMaterial *client = wire_secret_new ();
  WireTlsMaterial *server = wire_secret_new ();

  wire_tls_derive_keys (&handshake->suite, handshake->version, handshake->master,
                        handshake->client_random, handshake->server_random, client, server);
  await_material (get_client (self), kind, client);
  await_material (get_server (self), kind, server);
  wire_secret_free (client);
  wire_secret_free (server);
  self->session->key = kind;
  self->has_keys = TRUE;
  g_clear_pointer (&self->handshake.transcript, g_byte_array_unref);
}

static void
forget_waiting (WireTlsConversation *self)
{
  for (guint i = 0; i < 2; i++)
    wire_tls_side_forget_waiting (&self->halves[i].side);
}

static void
await_keys (WireTlsConversation *self, WireTlsKeyKind kind)
{
  forget_waiting (self);
  await_more_keys (self, kind);
}

static void
set_master (WireTlsConversation *self, const guint8 *master)
{
  if (!self->handshake.master)
    self->handshake.master = wire_secret_new ();
  memcpy (self->handshake.master, master, WIRE_TLS_MASTER_LENGTH);
}

/* Where lines of a key log differ, records tell which one is right. Returns: whether a key log has
 * the master secret */
static gboolean
take_master (WireTlsConversation *self, WireTlsKeyKind kind, const guint8 *id, gsize length)
{
  WireTlsKeyLog *log = wire_tls_keys_get_log (wire_tls_log_get_keys (self->log));
  WireTlsKeyLine *lines[WIRE_TLS_KEY_LOG_MAX_SAME];
  guint n = wire_tls_key_log_find_all (log, kind, id, length, lines);

  if (n > 0)
    forget_waiting (self);
  for (guint i = 0; i < n; i++)
    {
      set_master (self, lines[i]->secret);
      await_more_keys (self, kind);
      wire_secret_free (lines[i]);
    }
  if (n > 0 && kind == WIRE_TLS_KEY_MASTER)
    memcpy (self->handshake.key_random, id, WIRE_TLS_RANDOM_LENGTH);
  return n > 0;
}

static WireTlsSpan
to_span (GBytes *bytes)
{
  WireTlsSpan span = { 0 };

  if (bytes)
    span.data = g_bytes_get_data (bytes, &span.length);
  return span;
}

/* Programs do not always write a line for a session that is taken up: it has the secret of the
 * earlier one. Returns: whether that is known, by a key log or a private key */
static gboolean
take_up_by (WireTlsConversation *self, WireTlsSpan id)
{
  const guint8 *random = wire_tls_log_find_random (self->log, id);
  const guint8 *master;

  if (random && take_master (self, WIRE_TLS_KEY_MASTER, random, WIRE_TLS_RANDOM_LENGTH))
    return TRUE;
  master = wire_tls_log_find_master (self->log, id);
  if (!master)
    return FALSE;
  set_master (self, master);
  self->session->private_key = TRUE;
  await_keys (self, WIRE_TLS_KEY_NONE);
  return TRUE;
}

static gboolean
take_up (WireTlsConversation *self)
{
  return take_up_by (self, to_span (self->handshake.ticket))
         || take_up_by (self, to_span (self->handshake.session_id));
}

static WireTlsReason
find_1_2 (WireTlsConversation *self)
{
  const WireTlsHandshake *handshake = &self->handshake;
  WireTlsSpan id = to_span (handshake->server_session_id);

  if (take_master (self, WIRE_TLS_KEY_MASTER, handshake->client_random, WIRE_TLS_RANDOM_LENGTH)
      || (id.length > 0 && take_master (self, WIRE_TLS_KEY_SESSION, id.data, id.length))
      || (handshake->resumed && take_up (self)))
    return WIRE_TLS_REASON_NONE;
  return WIRE_TLS_REASON_NO_KEY;
}

/**
 * wire_tls_secrets_find:
 * @self: a connection of which both hellos are known
 *
 * Has both sides await what the key logs have. In TLS 1.3, nothing else will help; before, the
 * client's key exchange may.
 */
void
wire_tls_secrets_find (WireTlsConversation *self)
{
  WireTlsReason reason;

  wire_gcrypt_begin ();
  self->has_keys = FALSE;
  reason = self->handshake.version >= WIRE_TLS_1_3 ? find_1_3 (self) : find_1_2 (self);
  if (reason != WIRE_TLS_REASON_NONE && wire_tls_keys_is_empty (wire_tls_log_get_keys (self->log)))
    reason = WIRE_TLS_REASON_NO_KEYS;
  self->session->reason = (guint8) reason;
  if (reason != WIRE_TLS_REASON_NONE && self->handshake.version >= WIRE_TLS_1_3)
    wire_tls_conversation_give_up (self, reason);
}

/* Key exchange */

/* RFC 7627, section 4; before it was there, both randoms. Returns: whether all of that is known */
static gboolean
derive_master (WireTlsConversation *self, const guint8 *premaster, gsize length)
{
  WireTlsHandshake *handshake = &self->handshake;
  guint8 hash[64];
  int algorithm = handshake->version >= WIRE_TLS_1_2 ? handshake->suite.prf : 0;
  WireTlsSeed seed = { "master secret", handshake->client_random, WIRE_TLS_RANDOM_LENGTH,
                       handshake->server_random, WIRE_TLS_RANDOM_LENGTH };

  if (handshake->extended_master)
    {
      const GByteArray *transcript = handshake->transcript;

      if (!transcript)
        return FALSE;
      if (algorithm)
        gcry_md_hash_buffer (algorithm, hash, transcript->data, transcript->len);
      else
        {
          gcry_md_hash_buffer (GCRY_MD_MD5, hash, transcript->data, transcript->len);
          gcry_md_hash_buffer (GCRY_MD_SHA1, hash + 16, transcript->data, transcript->len);
        }
      seed = (WireTlsSeed){ "extended master secret", hash,
                            algorithm ? gcry_md_get_algo_dlen (algorithm) : 36, NULL, 0 };
    }
  if (!handshake->master)
    handshake->master = wire_secret_new ();
  wire_tls_derive_master (&handshake->suite, handshake->version, premaster, length, &seed,
                          handshake->master);
  return TRUE;
}

/* Returns: whether a key log has the premaster secret */
static gboolean
take_premaster (WireTlsConversation *self, WireTlsKeyKind kind, const guint8 *id, gsize length)
{
  WireTlsKeyLog *log = wire_tls_keys_get_log (wire_tls_log_get_keys (self->log));
  WireTlsKeyLine *line = wire_secret_new ();
  gboolean found = wire_tls_key_log_find (log, kind, id, length, line)
                   && derive_master (self, line->secret, line->secret_length);

  wire_secret_free (line);
  if (found)
    await_keys (self, kind);
  return found;
}

static GBytes *
get_certificate (const WireTlsConversation *self)
{
  const GPtrArray *chain = self->session->chain;

  return chain && chain->len > 0 ? g_ptr_array_index (chain, 0) : NULL;
}

static WireTlsReason
decrypt_premaster (WireTlsConversation *self, const guint8 *encrypted, gsize length)
{
  WireTlsPrivateKeys *keys = wire_tls_keys_get_private (wire_tls_log_get_keys (self->log));
  guint8 *premaster = wire_secret_new ();
  WireTlsReason reason = WIRE_TLS_REASON_RSA_FAILED;

  switch (
      wire_tls_private_keys_decrypt (keys, get_certificate (self), encrypted, length, premaster))
    {
    case WIRE_TLS_PRIVATE_KEYS_NONE:
      reason = WIRE_TLS_REASON_NO_KEY;
      break;
    case WIRE_TLS_PRIVATE_KEYS_DO_NOT_FIT:
      reason = WIRE_TLS_REASON_RSA_KEY;
      break;
    case WIRE_TLS_PRIVATE_KEYS_FAILED:
      break;
    case WIRE_TLS_PRIVATE_KEYS_DECRYPTED:
      reason = derive_master (self, premaster, WIRE_TLS_PREMASTER_LENGTH)
                   ? WIRE_TLS_REASON_NONE
                   : WIRE_TLS_REASON_RSA_HANDSHAKE;
      break;
    }
  wire_secret_free (premaster);
  if (reason == WIRE_TLS_REASON_NONE)
    {
      self->session->private_key = TRUE;
      await_keys (self, WIRE_TLS_KEY_NONE);
    }
  return reason;
}

static WireTlsReason
find_by_rsa (WireTlsConversation *self, const guint8 *encrypted, gsize length)
{
  if (length >= 8 && take_premaster (self, WIRE_TLS_KEY_RSA, encrypted, 8))
    return WIRE_TLS_REASON_NONE;
  return decrypt_premaster (self, encrypted, length);
}

/**
 * wire_tls_secrets_find_by_key_exchange:
 * @self: a connection of which both hellos are known
 * @encrypted: what the client sent for the key exchange, after its length
 * @length: bytes of @encrypted
 *
 * Has both sides await what a premaster secret gives, where a log has it, or a private key opens
 * it.
 */
void
wire_tls_secrets_find_by_key_exchange (WireTlsConversation *self,
                                       const guint8 *encrypted,
                                       gsize length)
{
  WireTlsKeys *keys = wire_tls_log_get_keys (self->log);
  WireTlsReason reason = self->session->reason;

  if (take_premaster (self, WIRE_TLS_KEY_PREMASTER, self->handshake.client_random,
                      WIRE_TLS_RANDOM_LENGTH))
    reason = WIRE_TLS_REASON_NONE;
  else if (self->handshake.suite.rsa && !wire_tls_keys_is_empty (keys))
    reason = find_by_rsa (self, encrypted, length);
  else if (wire_tls_key_log_get_length (wire_tls_keys_get_log (keys)) == 0
           && !wire_tls_keys_is_empty (keys))
    reason = WIRE_TLS_REASON_NOT_RSA;
  self->session->reason = (guint8) reason;
}

/** Notes that @ticket, or where it is empty the session's id, takes this session up. */
void
wire_tls_secrets_remember (WireTlsConversation *self, WireTlsSpan ticket)
{
  WireTlsPrivateKeys *keys = wire_tls_keys_get_private (wire_tls_log_get_keys (self->log));
  WireTlsSpan id = ticket.length > 0 ? ticket : to_span (self->handshake.server_session_id);

  if (!self->handshake.master)
    return;
  if (self->session->key == WIRE_TLS_KEY_MASTER)
    wire_tls_log_remember_random (self->log, id, self->handshake.key_random);
  else if (wire_tls_private_keys_get_length (keys) > 0)
    wire_tls_log_remember_master (self->log, id, self->handshake.master);
}
