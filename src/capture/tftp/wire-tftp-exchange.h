/* wire-tftp-exchange.h: one file that TFTP carries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"
#include "capture/reassembly/wire-transfer-log.h"
#include "capture/tftp/wire-tftp-packet.h"

G_BEGIN_DECLS

/**
 * WireTftpExchange:
 *
 * From its request to its last block. Blocks may come again, late or not at all; their numbers
 * begin again after 65,535, at 0 or, as some servers do, at 1. For the loading thread.
 */
typedef struct _WireTftpExchange WireTftpExchange;

WireTftpExchange *wire_tftp_exchange_new (const WireTftpPacket *request,
                                          const WireStreamPiece *piece,
                                          guint32 stream);
WireTftpExchange *wire_tftp_exchange_ref (WireTftpExchange *exchange);

/** Drops a reference. */
void wire_tftp_exchange_unref (WireTftpExchange *exchange);

gboolean wire_tftp_exchange_is_same (const WireTftpExchange *exchange,
                                     const WireTftpPacket *request);
gboolean wire_tftp_exchange_is_done (const WireTftpExchange *exchange);
gsize wire_tftp_exchange_get_cost (const WireTftpExchange *exchange);

void wire_tftp_exchange_add (WireTftpExchange *exchange,
                             const WireTftpPacket *packet,
                             gboolean from_client,
                             guint side,
                             guint32 stream,
                             const WireStreamPiece *piece);
void wire_tftp_exchange_add_more (WireTftpExchange *exchange,
                                  gboolean from_client,
                                  const WireStreamPiece *piece);
gboolean wire_tftp_exchange_has_ended (const WireTftpExchange *exchange);
void wire_tftp_exchange_finish (WireTftpExchange *exchange, WireTransferLog *log);

G_END_DECLS
