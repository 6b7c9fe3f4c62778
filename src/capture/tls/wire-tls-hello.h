/* wire-tls-hello.h: what the first messages of a handshake agree on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-schedule.h"

G_BEGIN_DECLS

/** Numbers of extensions that mean something here. */
enum
{
  WIRE_TLS_EXTENSION_SERVER_NAME = 0,
  WIRE_TLS_EXTENSION_GROUPS = 10,
  WIRE_TLS_EXTENSION_POINT_FORMATS = 11,
  WIRE_TLS_EXTENSION_SIGNATURES = 13,
  WIRE_TLS_EXTENSION_ALPN = 16,
  WIRE_TLS_EXTENSION_ENCRYPT_THEN_MAC = 22,
  WIRE_TLS_EXTENSION_MASTER_SECRET = 23,
  WIRE_TLS_EXTENSION_TICKET = 35,
  WIRE_TLS_EXTENSION_PSK = 41,
  WIRE_TLS_EXTENSION_EARLY_DATA = 42,
  WIRE_TLS_EXTENSION_VERSIONS = 43,
};

/** Some bytes of a message. */
typedef struct
{
  const guint8 *data;
  gsize length;
} WireTlsSpan;

/**
 * WireTlsHello:
 * @version: of the field in front; TLS 1.3 has 1.2 there
 * @random: %WIRE_TLS_RANDOM_LENGTH bytes
 * @session_id: what may be resumed, or is
 * @suites: of a client: two bytes each
 * @suite: that the server chose
 * @compression: that the server chose; 0 for none
 * @extensions: their block
 *
 * Client Hello or Server Hello (RFC 8446, section 4.1; RFC 5246, section 7.4.1). All point into the
 * message.
 */
typedef struct
{
  guint16 version;
  const guint8 *random;
  WireTlsSpan session_id;
  WireTlsSpan suites;
  guint16 suite;
  guint8 compression;
  WireTlsSpan extensions;
} WireTlsHello;

gboolean wire_tls_hello_parse_client (const guint8 *body, gsize length, WireTlsHello *hello);
gboolean wire_tls_hello_parse_server (const guint8 *body, gsize length, WireTlsHello *hello);
gboolean wire_tls_hello_is_retry (const WireTlsHello *hello);
guint16 wire_tls_hello_get_chosen_version (const WireTlsHello *hello);

gboolean wire_tls_extensions_next (WireTlsSpan *rest, guint16 *type, WireTlsSpan *content);
gboolean wire_tls_extensions_find (WireTlsSpan extensions, guint16 type, WireTlsSpan *content);
WireTlsSpan wire_tls_extensions_get_server_name (WireTlsSpan extensions);
WireTlsSpan wire_tls_extensions_get_first_alpn (WireTlsSpan extensions);

/** Whether @value is one that clients send so that servers pass over what they do not know (RFC
 * 8701). */
static inline gboolean
wire_tls_is_grease (guint16 value)
{
  return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

G_END_DECLS
