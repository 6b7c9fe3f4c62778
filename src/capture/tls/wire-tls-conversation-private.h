/* wire-tls-conversation-private.h: what the parts of a heard connection share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-conversation.h"
#include "capture/tls/wire-tls-log.h"
#include "capture/tls/wire-tls-message-reader.h"
#include "capture/tls/wire-tls-record-reader.h"
#include "capture/tls/wire-tls-side.h"

G_BEGIN_DECLS

/*
 * One side.
 * @position: in the stream, after what was taken as records or lost
 * @lost_at: where bytes are missing since the last record that was opened, or before any was
 * @failed_at: number of the first record since then that did not verify, from 1; 0 for none
 * @closed: it said that it sends no more
 */
typedef struct
{
  WireTlsConversation *conversation;
  WireTlsRecordReader reader;
  WireTlsSide side;
  WireTlsMessageReader messages;
  WireStreamPiece last;
  guint64 position;
  guint64 lost_at;
  guint64 failed_at;
  gboolean missing;
  gboolean closed;
} WireTlsHalf;

/*
 * What the handshake that goes on, or the last one, agreed on.
 * @master: of wire_secret_new(), where it is known
 * @transcript: (nullable): its messages so far; kept where they may be needed
 * @ticket: that the client offers
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
  guint8 *master;
  GByteArray *transcript;
  GBytes *session_id;
  GBytes *server_session_id;
  GBytes *ticket;
} WireTlsHandshake;

/*
 * @session: in the log, or @spare where there is no room
 * @inside: what is decrypted
 * @early: early data that waits until the server takes it
 * @early_lost: bytes of early data that could not be read
 * @wants_early: the client offers early data, and it is not known whether the server takes it
 * @has_keys: the sides were told what to await
 * @guessed: … without knowing what the server chose
 * @deaf: nothing more can be read
 */
struct _WireTlsConversation
{
  WireChannel *channel;
  WireTlsLog *log;
  WireTlsSession *session;
  WireTlsSession spare;
  WireTlsHalf halves[2];
  WireTlsHandshake handshake;
  WireChannel *inside;
  guint64 positions[2]; /* in @inside, of the next byte */
  GByteArray *early;
  WireStreamPiece early_piece;
  guint64 early_lost;
  gboolean wants_early;
  gboolean has_keys;
  gboolean guessed;
  gboolean deaf;
  gboolean begun;
  gsize charged;
};

static inline guint
wire_tls_half_get_number (const WireTlsHalf *half)
{
  return half != half->conversation->halves;
}

static inline gboolean
wire_tls_half_is_client (const WireTlsHalf *half)
{
  return wire_tls_half_get_number (half) == half->conversation->session->client;
}

void wire_tls_conversation_give_up (WireTlsConversation *self, WireTlsReason reason);
void wire_tls_conversation_blame (WireTlsHalf *half, WireTlsReason reason, guint64 at);

void wire_tls_half_add (WireTlsHalf *half, const WireStreamPiece *piece);
void wire_tls_half_drop_held (WireTlsHalf *half);
void wire_tls_half_end (WireTlsHalf *half);

void wire_tls_handshake_take (WireTlsHalf *half, const WireTlsMessage *message);
void wire_tls_handshake_clear (WireTlsHandshake *handshake);

void wire_tls_early_data_take (WireTlsHalf *half,
                               const guint8 *bytes,
                               gsize length,
                               const WireStreamPiece *brought_by);
void wire_tls_early_data_decide (WireTlsConversation *self, gboolean accepted);

void wire_tls_conversation_deliver (WireTlsHalf *half,
                                    const guint8 *bytes,
                                    gsize length,
                                    const WireStreamPiece *brought_by);
void wire_tls_conversation_deliver_gap (WireTlsHalf *half,
                                        guint64 length,
                                        const WireStreamPiece *shown_by);

void wire_tls_secrets_find_early (WireTlsConversation *self);
void wire_tls_secrets_find (WireTlsConversation *self);
void wire_tls_secrets_guess (WireTlsConversation *self);
void wire_tls_secrets_find_by_key_exchange (WireTlsConversation *self,
                                            const guint8 *encrypted,
                                            gsize length);
void wire_tls_secrets_remember (WireTlsConversation *self, WireTlsSpan ticket);

G_END_DECLS
