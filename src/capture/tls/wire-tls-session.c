/* wire-tls-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-session.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/**
 * wire_tls_session_get_readable:
 * @self: a connection
 *
 * Returns: whether its records can be read; one in which nothing was encrypted is readable
 */
WireTlsReadable
wire_tls_session_get_readable (const WireTlsSession *self)
{
  guint64 opened = self->opened[0] + self->opened[1];

  if (self->reason == WIRE_TLS_REASON_NONE)
    return WIRE_TLS_READABLE;
  return opened > 0 ? WIRE_TLS_READABLE_IN_PART : WIRE_TLS_UNREADABLE;
}

static const char *
get_sentence (WireTlsReason reason)
{
  switch (reason)
    {
    case WIRE_TLS_REASON_NO_CLIENT_HELLO:
      return _ ("The handshake was not captured: its first message, the Client Hello, is missing.");
    case WIRE_TLS_REASON_NO_SERVER_HELLO:
      return _ ("The handshake was not captured: the Server Hello is missing.");
    case WIRE_TLS_REASON_VERSION:
      return _ ("Connections of this version of the protocol cannot be decrypted.");
    case WIRE_TLS_REASON_SUITE:
      return _ ("This cipher suite is not supported.");
    case WIRE_TLS_REASON_COMPRESSION:
      return _ ("Its records are compressed, which is not supported.");
    case WIRE_TLS_REASON_NO_KEYS:
      return _ ("There are no keys.");
    case WIRE_TLS_REASON_NO_KEY:
      return _ ("There is no key for this client random.");
    case WIRE_TLS_REASON_NO_EARLY_KEY:
      return _ ("There is no key for the early data of this client random.");
    case WIRE_TLS_REASON_NO_HANDSHAKE_KEY:
      return _ ("There is no key for the encrypted part of the handshake. What follows it can be "
                "read.");
    case WIRE_TLS_REASON_RSA_KEY:
      return _ ("The RSA key does not belong to the server’s certificate.");
    case WIRE_TLS_REASON_RSA_FAILED:
      return _ ("The secret of the handshake could not be decrypted with the RSA key.");
    case WIRE_TLS_REASON_RSA_HANDSHAKE:
      return _ ("Messages of the handshake are missing, without which the RSA key does not help.");
    case WIRE_TLS_REASON_NO_ANSWER:
      return _ ("The capture has no answer to the Client Hello.");
    case WIRE_TLS_REASON_CONNECTION_ID:
      return _ ("Its records have a connection ID, which is not supported.");
    case WIRE_TLS_REASON_NOT_RSA:
      return _ ("There is only an RSA key, and this connection does not use the RSA key exchange.");
    default:
      return NULL;
    }
}

/** Returns: (transfer full) (nullable): a sentence on why @self cannot be read, or not all of
 * it; %NULL where nothing is missing */
char *
wire_tls_session_tell_reason (const WireTlsSession *self)
{
  const char *sentence = get_sentence (self->reason);
  gboolean client = self->reason_side == self->client;

  if (sentence)
    return g_strdup (sentence);
  switch ((WireTlsReason) self->reason)
    {
    case WIRE_TLS_REASON_WRONG_KEY:
      return g_strdup_printf (
          client ? _ ("The key is wrong: record %" PRIu64 " of the client did not verify.")
                 : _ ("The key is wrong: record %" PRIu64 " of the server did not verify."),
          self->reason_at);
    case WIRE_TLS_REASON_MISSING:
      return g_strdup_printf (client ? _ ("Bytes of the client are missing at %" PRIu64 ".")
                                     : _ ("Bytes of the server are missing at %" PRIu64 "."),
                              self->reason_at);
    case WIRE_TLS_REASON_BROKEN:
      return g_strdup_printf (
          client ? _ ("Record %" PRIu64 " of the client was damaged: it did not verify.")
                 : _ ("Record %" PRIu64 " of the server was damaged: it did not verify."),
          self->reason_at);
    case WIRE_TLS_REASON_RECORDS:
      return g_strdup_printf (
          client ? _ ("Records of the client that are not in the capture: %" PRIu64 ".")
                 : _ ("Records of the server that are not in the capture: %" PRIu64 "."),
          self->reason_at);
    default:
      return NULL;
    }
}

/** Copies @self, but for what was said, with a chain of its own, so that it may grow meanwhile;
 * clear @copy. */
void
wire_tls_session_copy (const WireTlsSession *self, WireTlsSession *copy)
{
  *copy = *self;
  copy->spoken = NULL;
  copy->told = NULL;
  if (!self->chain)
    return;
  copy->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < self->chain->len; i++)
    g_ptr_array_add (copy->chain, g_bytes_ref (g_ptr_array_index (self->chain, i)));
}

void
wire_tls_session_clear (WireTlsSession *self)
{
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_clear_pointer (&self->spoken, g_array_unref);
  g_clear_pointer (&self->told, g_array_unref);
}
