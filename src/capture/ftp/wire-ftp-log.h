/* wire-ftp-log.h: the data connections of all FTP control connections of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-data.h"
#include "capture/ftp/wire-ftp-offer.h"

G_BEGIN_DECLS

/**
 * WireFtpLog:
 *
 * Brings together what control connections announce and the data connections that come. Where more
 * than one of them announced the same port, what was asked for decides, and where that leaves two,
 * it is said that there are two.
 *
 * For the loading thread.
 */
typedef struct _WireFtpLog WireFtpLog;

WireFtpLog *wire_ftp_log_new (WireListening *listening);

/** Frees @log and what it owns. */
void wire_ftp_log_free (WireFtpLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFtpLog, wire_ftp_log_free)

WireListening *wire_ftp_log_get_listening (const WireFtpLog *log);
void wire_ftp_log_add (WireFtpLog *log, WireFtpOffer *offer);
void wire_ftp_log_replace (WireFtpLog *log, WireFtpOffer *offer);
void wire_ftp_log_settle (WireFtpLog *log, WireFtpOffer *offer);

WireFtpData *wire_ftp_log_meet (WireFtpLog *log, WireFtpOffer *offer, WireChannel *channel);
void wire_ftp_log_end_data (WireFtpLog *log, WireFtpData *data);

G_END_DECLS
