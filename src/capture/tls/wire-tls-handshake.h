/* wire-tls-handshake.h: what a handshake agrees on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-half.h"

G_BEGIN_DECLS

/**
 * WireTlsHandshake:
 * @master: of wire_secret_new(), where it is known
 * @transcript: (nullable): its messages so far; kept where they may be needed
 * @ticket: that the client offers
 * @key_random: that the line of a key log was found by, where @master comes from one: the client's
 *   own, or that of the session that is taken up
 *
 * What the handshake that goes on, or the last one, agreed on.
 */
typedef struct
{
  WireTlsSuite suite;
  guint16 version;
  gboolean has_client;
  gboolean has_server;
  gboolean resumed;
  gboolean encrypt_then_mac;
  gboolean extended_master;
  guint8 client_random[WIRE_TLS_RANDOM_LENGTH];
  guint8 server_random[WIRE_TLS_RANDOM_LENGTH];
  guint8 key_random[WIRE_TLS_RANDOM_LENGTH];
  guint8 *master;
  GByteArray *transcript;
  GBytes *session_id;
  GBytes *server_session_id;
  GBytes *ticket;
} WireTlsHandshake;

void wire_tls_handshake_take (WireTlsHalf *half, const WireTlsMessage *message);
void wire_tls_handshake_clear (WireTlsHandshake *handshake);


G_END_DECLS
