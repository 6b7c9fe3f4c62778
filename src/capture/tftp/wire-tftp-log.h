/* wire-tftp-log.h: what TFTP carries in a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"
#include "capture/reassembly/wire-listening.h"
#include "capture/tftp/wire-tftp-exchange.h"

G_BEGIN_DECLS

/**
 * WireTftpLog:
 *
 * The exchange of each client's port: requests go to one port of the server, and all else comes
 * from another (RFC 1350, section 4). For the loading thread.
 */
typedef struct _WireTftpLog WireTftpLog;

WireTftpLog *wire_tftp_log_new (WireListening *listening);

/** Frees @log and what it owns. */
void wire_tftp_log_free (WireTftpLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTftpLog, wire_tftp_log_free)

WireTftpExchange *wire_tftp_log_request (WireTftpLog *log,
                                         const WireTuple *from_client,
                                         const WireTftpPacket *request,
                                         const WireStreamPiece *piece,
                                         guint32 stream);
WireTftpExchange *wire_tftp_log_find (const WireTftpLog *log, const WireTuple *from_client);
void wire_tftp_log_finish (WireTftpLog *log, WireTftpExchange *exchange);
gboolean wire_tftp_log_charge (WireTftpLog *log, gsize before, gsize now);

G_END_DECLS
