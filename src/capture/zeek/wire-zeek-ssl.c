/* wire-zeek-ssl.c: ssl.log and x509.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-tls-hello.h"
#include "base/wire-text-hash.h"
#include "capture/wire-capture-tls.h"
#include "capture/zeek/wire-zeek-certificate.h"
#include "capture/tls/wire-dtls-record.h"
#include "capture/zeek/wire-zeek-context.h"
#include "capture/zeek/conn/wire-zeek-service.h"

static void
add_version (WireZeekLog *log, guint16 version)
{
  static const char *const NAMES[] = { "SSLv3", "TLSv10", "TLSv11", "TLSv12", "TLSv13" };
  g_autofree char *text = g_strdup_printf ("unknown-%u", version);

  if (version == WIRE_DTLS_1_0 || version == WIRE_DTLS_1_2)
    {
      wire_zeek_log_add_string (log, version == WIRE_DTLS_1_0 ? "DTLSv10" : "DTLSv12");
      return;
    }
  if (version == 0)
    wire_zeek_log_add_unset (log);
  else if (version >= 0x0300 && version <= 0x0304)
    wire_zeek_log_add_string (log, NAMES[version - 0x0300]);
  else
    wire_zeek_log_add_string (log, text);
}

static void
add_suite (WireZeekLog *log, const WireTlsSession *session)
{
  const char *name = session->version ? wire_tls_cipher_name (session->suite) : NULL;
  g_autofree char *text = g_strdup_printf ("unknown-%u", session->suite);

  if (session->version == 0)
    wire_zeek_log_add_unset (log);
  else
    wire_zeek_log_add_string (log, name ? name : text);
}

static void
add_chain (WireZeekLog *log, const GPtrArray *chain)
{
  if (!chain || chain->len == 0)
    {
      wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_begin_list (log);
  for (guint i = 0; i < chain->len; i++)
    {
      g_autofree char *fingerprint = wire_zeek_make_fingerprint (g_ptr_array_index (chain, i));

      wire_zeek_log_add_string (log, fingerprint);
    }
  wire_zeek_log_end_list (log);
}

static void
add_match (WireZeekLog *log, const WireTlsSession *session)
{
  g_autoptr (WireZeekCertificate) first =
      session->server_name && session->chain && session->chain->len > 0
          ? wire_zeek_certificate_new (g_ptr_array_index (session->chain, 0))
          : NULL;

  if (first)
    wire_zeek_log_add_bool (log, wire_zeek_certificate_is_for (first, session->server_name));
  else
    wire_zeek_log_add_unset (log);
}

static gboolean
write_session (const WireZeekContext *context,
               const WireTlsSession *session,
               const WireZeekConnection *connection,
               GError **error)
{
  const WireZeekHandshake *handshake =
      wire_zeek_handshakes_find (context->heard->handshakes, connection);
  WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_SSL, error);

  if (!log)
    return FALSE;
  wire_zeek_context_begin_row (context, log, connection, session->time);
  add_version (log, session->version);
  add_suite (log, session);
  wire_zeek_log_add_string (log, handshake ? handshake->curve : NULL);
  wire_zeek_log_add_string (log, session->server_name);
  wire_zeek_log_add_bool (log, session->resumed);
  wire_zeek_log_add_string (log, handshake ? handshake->alert : NULL);
  wire_zeek_log_add_string (log, session->alpn);
  if (handshake)
    wire_zeek_log_add_bool (log, handshake->established);
  else
    wire_zeek_log_add_unset (log);
  wire_zeek_log_add_string (log, handshake ? handshake->history : NULL);
  add_chain (log, session->chain);
  wire_zeek_log_add_unset (log); /* client_cert_chain_fps */
  add_match (log, session);
  return wire_zeek_log_end_row (log, error);
}

static gboolean
write_certificate (const WireZeekContext *context,
                   const WireTlsSession *session,
                   guint position,
                   GError **error)
{
  GBytes *der = g_ptr_array_index (session->chain, position);
  g_autoptr (WireZeekCertificate) certificate = wire_zeek_certificate_new (der);
  g_autofree char *fingerprint = wire_zeek_make_fingerprint (der);
  WireZeekLog *log;

  if (!certificate)
    return TRUE;
  log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_X509, error);
  if (!log)
    return FALSE;
  wire_zeek_log_add_time (log, session->time);
  wire_zeek_log_add_string (log, fingerprint);
  wire_zeek_certificate_write (certificate, log);
  wire_zeek_log_add_bool (log, position == 0);
  wire_zeek_log_add_bool (log, FALSE);
  return wire_zeek_log_end_row (log, error);
}

/* Each certificate is written once for a capture, as Zeek does within a day. */
static gboolean
write_chain (const WireZeekContext *context,
             const WireTlsSession *session,
             GHashTable *written,
             GError **error)
{
  for (guint i = 0; session->chain && i < session->chain->len; i++)
    {
      GBytes *der = g_ptr_array_index (session->chain, i);

      if (!g_hash_table_add (written, wire_zeek_make_fingerprint (der)))
        continue;
      if (!write_certificate (context, session, i, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wire_zeek_write_ssl (const WireZeekContext *context, GError **error)
{
  g_autoptr (GHashTable) written =
      g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };
      WireZeekConnection *connection;

      if (!wire_capture_get_tls_session (context->capture, i, &session))
        return TRUE;
      connection = wire_zeek_context_find_stream (context, session.stream, session.packet, NULL);
      if (connection
          && (!write_session (context, &session, connection, error)
              || !write_chain (context, &session, written, error)))
        return FALSE;
    }
}

void
wire_zeek_note_ssl (const WireZeekContext *context)
{
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };
      WireZeekConnection *connection;

      if (!wire_capture_get_tls_session (context->capture, i, &session))
        return;
      connection = wire_zeek_context_find_stream (context, session.stream, session.packet, NULL);
      if (connection)
        wire_zeek_connection_add_service (connection, WIRE_ZEEK_SSL);
    }
}
