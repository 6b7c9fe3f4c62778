/* wire-tls-half.h: the records of one side of a connection, and what is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-dtls-half.h"
#include "capture/tls/wire-tls-conversation.h"
#include "capture/tls/wire-tls-message-reader.h"
#include "capture/tls/wire-tls-record-reader.h"
#include "capture/tls/wire-tls-side.h"

G_BEGIN_DECLS

/**
 * WireTlsHalf:
 * @conversation: whose side it is
 * @dtls: (nullable): of its datagrams, where it sends such; @reader and @messages are not used then
 * @reader: finds its records
 * @side: how they are protected
 * @messages: of the handshake, as records bring them
 * @last: that brought bytes
 * @position: in the stream, after what was taken as records or lost
 * @lost_at: where bytes are missing since the last record that was opened, or before any was
 * @failed_at: number of the first record since then that did not verify, from 1; 0 for none
 * @missing: bytes were not captured
 * @alerted: it sent an alert that was not encrypted
 * @closed: it said that it sends no more
 *
 * One side of a connection.
 */
struct _WireTlsHalf
{
  WireTlsConversation *conversation;
  WireDtlsHalf *dtls;
  WireTlsRecordReader reader;
  WireTlsSide side;
  WireTlsMessageReader messages;
  WireStreamPiece last;
  guint64 position;
  guint64 lost_at;
  guint64 failed_at;
  gboolean missing;
  gboolean alerted;
  gboolean closed;
};

void wire_tls_half_add (WireTlsHalf *half, const WireStreamPiece *piece);
void wire_tls_half_drop_held (WireTlsHalf *half);
void wire_tls_half_end (WireTlsHalf *half);

G_END_DECLS
