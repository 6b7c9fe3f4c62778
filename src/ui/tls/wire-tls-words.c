/* wire-tls-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-words.h"

#include "base/wire-hex.h"
#include "capture/protocols/application/wire-tls-hello.h"
#include "ui/session/wire-decryption.h"

#include <glib/gi18n.h>

#define TLS_1_3 0x0304

/** Returns: (nullable): the version that was agreed on */
const char *
wire_tls_words_version (const WireTlsSession *session)
{
  return session->has_server_hello ? wire_tls_version_name (session->version) : NULL;
}

/** Returns: (transfer full) (nullable): the cipher suite that was agreed on; by its number, where
 * it has no name */
char *
wire_tls_words_suite (const WireTlsSession *session)
{
  const char *name;

  if (!session->has_server_hello)
    return NULL;
  name = wire_tls_cipher_name (session->suite);
  return name && !g_str_equal (name, "unknown") ? g_strdup (name)
                                                : g_strdup_printf ("0x%04x", session->suite);
}

/** Returns: (transfer full): whether @session can be read, and with what, or why not */
char *
wire_tls_words_readable (const WireTlsSession *session)
{
  g_autofree char *reason = wire_tls_session_tell_reason (session);
  const char *key = wire_decryption_get_key (session);

  switch (wire_tls_session_get_readable (session))
    {
    case WIRE_TLS_READABLE:
      /* Translators: a connection can be read; %s is the label of a line of a key log */
      return key ? g_strdup_printf (_ ("✓ Yes, with %s"), key) : g_strdup (_ ("✓ Yes"));
    case WIRE_TLS_READABLE_IN_PART:
      /* Translators: a connection can be read in part; %s is a sentence that says why not all */
      return g_strdup_printf (_ ("⚠ In part: %s"), reason ? reason : "");
    default:
      /* Translators: a connection cannot be read; %s is a sentence that says why */
      return g_strdup_printf (_ ("✕ No: %s"), reason ? reason : "");
    }
}

/** Returns: (transfer full) (nullable): JA3 of the client in hexadecimal */
char *
wire_tls_words_ja3 (const WireTlsSession *session)
{
  return session->has_client_hello ? wire_hex_encode (session->ja3, sizeof session->ja3, "") : NULL;
}

/** Returns: (transfer full) (nullable): JA3S of the server in hexadecimal */
char *
wire_tls_words_ja3s (const WireTlsSession *session)
{
  return session->has_server_hello ? wire_hex_encode (session->ja3s, sizeof session->ja3s, "")
                                   : NULL;
}

/** Returns: (nullable): JA4 of the client */
const char *
wire_tls_words_ja4 (const WireTlsSession *session)
{
  return session->has_client_hello ? session->ja4 : NULL;
}

/** Returns: (transfer full): why there is no certificate to show */
char *
wire_tls_words_no_certificate (const WireTlsSession *session)
{
  if (session->resumed)
    return g_strdup (_ ("An earlier session was taken up: the server sent no certificate."));
  if (session->version == TLS_1_3 && wire_tls_session_get_readable (session) == WIRE_TLS_UNREADABLE)
    return g_strdup (_ ("TLS 1.3 encrypts certificates: with the keys they can be shown."));
  return g_strdup (_ ("No certificate was found in what was captured."));
}

/** @tuple: (out): from the client to the server. Returns: whether that is known */
gboolean
wire_tls_words_get_tuple (WireCapture *capture, const WireTlsSession *session, WireTuple *tuple)
{
  WireStream stream;
  WireFlow flow;

  if (!wire_capture_get_stream (capture, session->stream, &stream))
    return FALSE;
  if (wire_capture_get_flow (capture, stream.flows[session->client], &flow))
    *tuple = flow.tuple;
  else if (wire_capture_get_flow (capture, stream.flows[!session->client], &flow))
    wire_tuple_reverse (&flow.tuple, tuple);
  else
    return FALSE;
  return TRUE;
}
