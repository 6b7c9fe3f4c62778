/* wire-tls-handshake.c: what the messages of a handshake say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-conversation-private.h"

#include "base/wire-cursor.h"

/* A handshake of which more has to be kept is not one of a program. */
#define MAX_TRANSCRIPT (512u * 1024)

/** Wipes and releases what @self holds; it is new again. */
void
wire_tls_handshake_clear (WireTlsHandshake *self)
{
  g_clear_pointer (&self->master, wire_secret_free);
  g_clear_pointer (&self->transcript, g_byte_array_unref);
  g_clear_pointer (&self->session_id, g_bytes_unref);
  g_clear_pointer (&self->server_session_id, g_bytes_unref);
  g_clear_pointer (&self->ticket, g_bytes_unref);
  *self = (WireTlsHandshake){ 0 };
}

static GBytes *
to_bytes (WireTlsSpan span)
{
  return span.length > 0 ? g_bytes_new (span.data, span.length) : NULL;
}

static gboolean
has_extension (const WireTlsHello *hello, guint16 type)
{
  WireTlsSpan content;

  return wire_tls_extensions_find (hello->extensions, type, &content);
}

/* The extended master secret is made of all messages; only premaster secrets need it. */
static void
note_in_transcript (WireTlsConversation *self, const WireTlsMessage *message)
{
  GByteArray **transcript = &self->handshake.transcript;

  if (message->type == WIRE_TLS_CLIENT_HELLO && !*transcript && !self->handshake.has_server
      && !wire_tls_keys_is_empty (wire_tls_log_get_keys (self->log)))
    *transcript = g_byte_array_new ();
  /* What comes after the key exchange is not needed, and may come before it in the capture. */
  if (!*transcript || message->type == WIRE_TLS_HELLO_REQUEST
      || message->type == WIRE_TLS_NEW_SESSION_TICKET || message->type == WIRE_TLS_FINISHED)
    return;
  if ((*transcript)->len + message->size > MAX_TRANSCRIPT)
    g_clear_pointer (transcript, g_byte_array_unref);
  else
    g_byte_array_append (*transcript, message->bytes, (guint) message->size);
}

/* Client Hello */

static void
describe_client (WireTlsConversation *self, const WireTlsHello *hello)
{
  WireTlsSession *session = self->session;
  WireTlsSpan name = wire_tls_extensions_get_server_name (hello->extensions);

  if (session->has_client_hello)
    return;
  session->has_client_hello = TRUE;
  session->server_name = wire_tls_log_keep (self->log, name.data, name.length);
  wire_tls_fingerprint_ja3 (hello, session->ja3);
  wire_tls_fingerprint_ja4 (hello, session->ja4);
}

static void
take_client_hello (WireTlsHalf *half, const WireTlsMessage *message)
{
  WireTlsConversation *self = half->conversation;
  WireTlsHandshake *handshake = &self->handshake;
  WireTlsHello hello;
  WireTlsSpan ticket;
  gboolean again;
  gboolean late;

  if (!wire_tls_hello_parse_client (message->body, message->length, &hello)
      || wire_dtls_is_version (hello.version) != self->datagrams)
    return;
  /* After a Hello Retry Request, the second one belongs to the same handshake. */
  again = handshake->has_client && !handshake->has_server;
  /* One of DTLS, after which the server began, may come out of order. */
  late = self->datagrams && handshake->has_server
         && memcmp (handshake->client_random, hello.random, WIRE_TLS_RANDOM_LENGTH) == 0;
  if (!again && !late)
    wire_tls_handshake_clear (handshake);
  else if (self->datagrams) /* the first one does not count (RFC 6347, section 4.2.1) */
    g_clear_pointer (&handshake->transcript, g_byte_array_unref);
  if (late)
    return;
  note_in_transcript (self, message);
  self->session->client = (guint8) wire_tls_half_get_number (half);
  handshake->has_client = TRUE;
  memcpy (handshake->client_random, hello.random, WIRE_TLS_RANDOM_LENGTH);
  g_clear_pointer (&handshake->session_id, g_bytes_unref);
  handshake->session_id = to_bytes (hello.session_id);
  if (!handshake->ticket
      && wire_tls_extensions_find (hello.extensions, WIRE_TLS_EXTENSION_TICKET, &ticket))
    handshake->ticket = to_bytes (ticket);
  describe_client (self, &hello);
  if (again || !has_extension (&hello, WIRE_TLS_EXTENSION_EARLY_DATA))
    return;
  self->wants_early = TRUE;
  wire_tls_secrets_find_early (self);
}

/* Server Hello */

static void
describe_server (WireTlsConversation *self, const WireTlsHello *hello)
{
  WireTlsSession *session = self->session;
  WireTlsSpan alpn = wire_tls_extensions_get_first_alpn (hello->extensions);

  session->version = wire_tls_hello_get_chosen_version (hello);
  session->suite = hello->suite;
  if (session->has_server_hello)
    return;
  session->has_server_hello = TRUE;
  session->alpn = wire_tls_log_keep (self->log, alpn.data, alpn.length);
  session->resumed = self->handshake.resumed;
  wire_tls_fingerprint_ja3s (hello, session->ja3s);
}

/* Returns: why records of such a connection cannot be read */
static WireTlsReason
judge (const WireTlsHandshake *handshake, const WireTlsHello *hello, gboolean known)
{
  if (handshake->version < WIRE_TLS_1_0 || handshake->version > WIRE_TLS_1_3)
    return WIRE_TLS_REASON_VERSION;
  if (!handshake->has_client)
    return WIRE_TLS_REASON_NO_CLIENT_HELLO;
  if (!known || !wire_tls_suite_has_schedule (handshake->version))
    return WIRE_TLS_REASON_SUITE;
  return hello->compression ? WIRE_TLS_REASON_COMPRESSION : WIRE_TLS_REASON_NONE;
}

static gboolean
is_resumed (const WireTlsHandshake *handshake, const WireTlsHello *hello)
{
  if (handshake->version >= WIRE_TLS_1_3)
    return has_extension (hello, WIRE_TLS_EXTENSION_PSK);
  return handshake->session_id && hello->session_id.length > 0
         && g_bytes_get_size (handshake->session_id) == hello->session_id.length
         && memcmp (g_bytes_get_data (handshake->session_id, NULL), hello->session_id.data,
                    hello->session_id.length)
                == 0;
}

static void
agree (WireTlsHandshake *handshake, const WireTlsHello *hello)
{
  guint16 version = wire_tls_hello_get_chosen_version (hello);

  handshake->version =
      wire_dtls_is_version (version) ? wire_dtls_version_to_tls (version) : version;
  handshake->has_server = TRUE;
  handshake->resumed = is_resumed (handshake, hello);
  handshake->encrypt_then_mac = has_extension (hello, WIRE_TLS_EXTENSION_ENCRYPT_THEN_MAC);
  handshake->extended_master = has_extension (hello, WIRE_TLS_EXTENSION_MASTER_SECRET);
  memcpy (handshake->server_random, hello->random, WIRE_TLS_RANDOM_LENGTH);
  g_clear_pointer (&handshake->server_session_id, g_bytes_unref);
  handshake->server_session_id = to_bytes (hello->session_id);
}

static void
take_server_hello (WireTlsHalf *half, const WireTlsMessage *message)
{
  WireTlsConversation *self = half->conversation;
  WireTlsHello hello;
  WireTlsReason reason;
  gboolean known;

  if (!wire_tls_hello_parse_server (message->body, message->length, &hello)
      || wire_dtls_is_version (hello.version) != self->datagrams)
    return;
  note_in_transcript (self, message);
  if (wire_tls_hello_is_retry (&hello))
    {
      self->halves[0].side.version = self->halves[1].side.version = WIRE_TLS_1_3;
      wire_tls_early_data_decide (self, FALSE);
      return;
    }
  self->session->client = !wire_tls_half_get_number (half);
  agree (&self->handshake, &hello);
  describe_server (self, &hello);
  known = wire_tls_suite_find (hello.suite, &self->handshake.suite);
  reason = judge (&self->handshake, &hello, known);
  self->session->reason = (guint8) reason;
  self->halves[0].side.version = self->halves[1].side.version = self->handshake.version;
  if (reason == WIRE_TLS_REASON_NONE)
    wire_tls_secrets_find (self);
  else if (self->handshake.version >= WIRE_TLS_1_3)
    wire_tls_conversation_give_up (self, reason);
}

/* What follows */

static void
take_encrypted_extensions (WireTlsConversation *self, const WireTlsMessage *message)
{
  WireCursor cursor = wire_cursor_new (message->body, message->length);
  WireTlsSpan extensions = { 0 };
  WireTlsSpan content;

  extensions.length = wire_cursor_be16 (&cursor);
  extensions.data = wire_cursor_take (&cursor, extensions.length);
  if (!extensions.data)
    return;
  content = wire_tls_extensions_get_first_alpn (extensions);
  if (!self->session->alpn)
    self->session->alpn = wire_tls_log_keep (self->log, content.data, content.length);
  wire_tls_early_data_decide (
      self, wire_tls_extensions_find (extensions, WIRE_TLS_EXTENSION_EARLY_DATA, &content));
}

/* RFC 5246, section 7.4.2; RFC 8446, section 4.4.2, which adds a context and extensions. */
static void
take_certificate (WireTlsHalf *half, const WireTlsMessage *message)
{
  WireTlsSession *session = half->conversation->session;
  gboolean new = half->conversation->handshake.version >= WIRE_TLS_1_3;
  WireCursor cursor = wire_cursor_new (message->body, message->length);

  if (wire_tls_half_is_client (half) || session->chain)
    return;
  session->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (new)
    wire_cursor_skip (&cursor, wire_cursor_u8 (&cursor));
  wire_cursor_limit (&cursor, wire_cursor_be24 (&cursor));
  while (wire_cursor_remaining (&cursor) > 3 && session->chain->len < WIRE_TLS_MAX_CHAIN)
    {
      gsize length = wire_cursor_be24 (&cursor);
      const guint8 *der = wire_cursor_take (&cursor, length);
      GBytes *kept =
          der ? wire_tls_log_keep_certificate (half->conversation->log, der, length) : NULL;

      if (kept)
        g_ptr_array_add (session->chain, kept);
      if (new)
        wire_cursor_skip (&cursor, wire_cursor_be16 (&cursor));
    }
}

static void
take_key_exchange (WireTlsConversation *self, const WireTlsMessage *message)
{
  WireCursor cursor = wire_cursor_new (message->body, message->length);
  gsize length = wire_cursor_be16 (&cursor);
  const guint8 *encrypted = wire_cursor_take (&cursor, length);

  note_in_transcript (self, message);
  if (!self->has_keys && self->handshake.has_client && self->handshake.has_server
      && self->session->reason != WIRE_TLS_REASON_SUITE
      && self->session->reason != WIRE_TLS_REASON_COMPRESSION
      && self->session->reason != WIRE_TLS_REASON_VERSION)
    wire_tls_secrets_find_by_key_exchange (self, encrypted, encrypted ? length : 0);
  wire_tls_secrets_remember (self, (WireTlsSpan){ 0 });
}

static void
take_ticket (WireTlsConversation *self, const WireTlsMessage *message)
{
  WireCursor cursor = wire_cursor_new (message->body, message->length);
  WireTlsSpan ticket;

  if (self->handshake.version >= WIRE_TLS_1_3)
    return;
  wire_cursor_skip (&cursor, 4);
  ticket.length = wire_cursor_be16 (&cursor);
  ticket.data = wire_cursor_take (&cursor, ticket.length);
  if (ticket.data && ticket.length > 0)
    wire_tls_secrets_remember (self, ticket);
}

/* In TLS 1.3, it is the last message under the keys of the handshake. */
static void
take_finished (WireTlsHalf *half)
{
  WireTlsProtection *protection = half->side.protection;
  WireTlsKeyKind kind = protection ? wire_tls_protection_get_kind (protection) : WIRE_TLS_KEY_NONE;

  if ((kind == WIRE_TLS_KEY_CLIENT_HANDSHAKE || kind == WIRE_TLS_KEY_SERVER_HANDSHAKE)
      && !wire_tls_side_change (&half->side))
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_NO_KEY, 0);
}

/**
 * wire_tls_handshake_take:
 * @half: who sent it
 * @message: a message of a handshake, in the clear or decrypted
 *
 * Acts on what @message says.
 */
void
wire_tls_handshake_take (WireTlsHalf *half, const WireTlsMessage *message)
{
  WireTlsConversation *self = half->conversation;

  switch (message->type)
    {
    case WIRE_TLS_CLIENT_HELLO:
      take_client_hello (half, message);
      return;
    case WIRE_TLS_SERVER_HELLO:
      take_server_hello (half, message);
      return;
    case WIRE_TLS_CLIENT_KEY_EXCHANGE:
      take_key_exchange (self, message);
      return;
    case WIRE_TLS_HELLO_VERIFY_REQUEST:
      return;
    default:
      note_in_transcript (self, message);
      break;
    }
  if (message->type == WIRE_TLS_ENCRYPTED_EXTENSIONS)
    take_encrypted_extensions (self, message);
  else if (message->type == WIRE_TLS_CERTIFICATE)
    take_certificate (half, message);
  else if (message->type == WIRE_TLS_NEW_SESSION_TICKET)
    take_ticket (self, message);
  else if (message->type == WIRE_TLS_END_OF_EARLY_DATA)
    wire_tls_early_data_decide (self, TRUE);
  else if (message->type == WIRE_TLS_FINISHED)
    take_finished (half);
  else if (message->type == WIRE_TLS_KEY_UPDATE && self->handshake.version >= WIRE_TLS_1_3)
    wire_tls_side_update (&half->side);
}
