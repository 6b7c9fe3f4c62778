/* wire-tls-conversation-private.h: what the parts of a heard connection share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-dtls-record.h"
#include "capture/tls/wire-tls-handshake.h"
#include "capture/tls/wire-tls-log.h"

G_BEGIN_DECLS

/*
 * @session: in the log, or @spare where there is no room
 * @inside: what is decrypted
 * @early: early data that waits until the server takes it
 * @early_lost: bytes of early data that could not be read
 * @wants_early: the client offers early data, and it is not known whether the server takes it
 * @has_keys: the sides know what to await
 * @guessed: … without knowing what the server chose
 * @deaf: nothing more can be read
 * @datagrams: it is DTLS
 * @ended: a bit a side
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
  gboolean datagrams;
  guint8 ended;
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

void wire_tls_early_data_take (WireTlsHalf *half,
                               const guint8 *bytes,
                               gsize length,
                               const WireStreamPiece *brought_by);
void wire_tls_early_data_decide (WireTlsConversation *self, gboolean accepted);

void wire_tls_conversation_note_told (WireTlsHalf *half,
                                      const WireTlsPlain *plain,
                                      const WireStreamPiece *brought_by);
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
